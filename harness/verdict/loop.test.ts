import { ofOneAtom } from '../evidence/outcome';
import { MemoryStore } from '../trials/store/memory-store';
import { options, shufflingPool } from '../trials/testing/in-process';
import { verify } from './loop';
import type { ClaimResult } from './results/result';
import { gate, gross, positive, toyPart, untrained } from './testing/gates';

const one = async (...args: Parameters<typeof verify>): Promise<ClaimResult> => (await verify(...args))[0]!;

describe('verify', () => {
  it('corroborates a coin that never violates after exactly n_min trials', async () => {
    const result = await one([gate()], options());
    expect(result.verdict).toBe('corroborated');
    // Mixture of the four bets at m = .1 after n passes, written out: each component grows by 1 + (1 − r)·m/(1 − m).
    const grown = (n: number) =>
      (1 / 2) * (10 / 9) ** n + [1 / 8, 1 / 4, 1 / 2].reduce((sum, r) => sum + (1 / 6) * (1 + (1 - r) / 9) ** n, 0);
    const enough = Array.from({ length: 200 }, (_, n) => n).find((n) => grown(n) >= 64 / 0.05);
    expect(result.trials).toBe(enough);
    expect(result.parts[0]!.mean).toBe(0);
    expect(result.controls.map((control) => control.status)).toEqual([
      'falsified',
      'falsified',
      'falsified',
      'corroborated',
    ]);
    expect(result.minimalDetectable).toBeLessThan(0.25);
    expect(result.slack).toBe(0);
  });

  it('decides at the levels that it is given, claim by claim', async () => {
    const levels = ({ name }: { readonly name: string }) => ({ alphaC: name === 'strict' ? 1e-6 : 0.01, alphaF: 1e-4 });
    const results = await verify([gate(), gate({ name: 'strict' })], { ...options(), levels });
    expect(results.map(({ alphaC }) => alphaC)).toEqual([0.01, 1e-6]);
    expect(results[1]!.trials).toBeGreaterThan(results[0]!.trials);
  });

  it('falsifies a bad coin, and names the worst trial', async () => {
    const result = await one([gate({ parts: [toyPart({ p: 0.8 })] })], options());
    expect(result.verdict).toBe('falsified');
    expect(result.counterexample).toMatchObject({ measured: 1, allowed: 0.5, part: 'main' });
    expect(result.counterexample?.stream.dials).toEqual({ p: 0.8 });
  });

  it('calls a claim vacuous when a negative control survives, naming it', async () => {
    const tame = { ...gross, name: 'tame', parts: [toyPart({ p: 0 })] };
    const result = await one([gate({ controls: [untrained, tame, positive] })], options());
    expect(result).toMatchObject({ verdict: 'vacuous', control: 'tame' });
  });

  it('tells a control that violates by numbers that do not exist from one that holds, with another cure', async () => {
    const judge = () => ofOneAtom({ x: 1, measured: Number.NaN, allowed: 0.5, factor: Number.POSITIVE_INFINITY });
    const missing = { ...gross, name: 'no time', parts: [toyPart({ p: 0.9 }, { judge })] };
    const result = await one([gate({ controls: [untrained, missing, positive] })], options());
    expect(result).toMatchObject({ verdict: 'vacuous', control: 'no time' });
    expect(result.because).toMatch(
      /got undecided: (\d+) of \1 violate, by a number that does not exist, .* \(state a quantity/,
    );
  });

  it('calls a claim vacuous when its positive control fails, without training for it', async () => {
    const pool = shufflingPool(2);
    const broken = { ...positive, synthetic: () => ofOneAtom({ x: 1, measured: 1, allowed: 0, factor: 2 }) };
    const result = await one([gate({ controls: [broken] })], options({ pool }));
    expect(result).toMatchObject({ verdict: 'vacuous', control: 'always right', parts: [] });
    expect(result.because).toContain('expected corroborated, got falsified: 1 measured in the median, 0 allowed (');
    expect(pool.jobs).toHaveLength(0);
  });

  it('calls a claim vacuous when its budget cannot decide it', async () => {
    const result = await one([gate({ budget: 20 })], options());
    expect(result.verdict).toBe('vacuous');
    expect(result.because).toMatch(/, budget: expected at least \d+ trials.* got 20 /);
  });

  it('ends inconclusive between delta and delta + margin, saying what it would need', async () => {
    const result = await one([gate({ parts: [toyPart({ p: 0.09 })], budget: 140 })], options());
    expect(result.verdict).toBe('inconclusive');
    expect(result.trialsNeeded).toBeGreaterThan(0);
  });

  it('counts a diverging training as a violation and names the step', async () => {
    const result = await one([gate({ parts: [toyPart({ divergeAt: 4 })] })], options());
    expect(result.verdict).toBe('falsified');
    expect(result.counterexample?.note).toBe('loss is NaN at step 4');
  });

  it('reports an exception in a family as an error of the harness, not as an outcome', async () => {
    const result = await one([gate({ parts: [toyPart({ trouble: 1 })] })], options());
    expect(result.verdict).toBe('error');
    expect(result.because).toMatch(/expected a table, got none/);
  });

  it('counts what does not reproduce against both verdicts', async () => {
    const pool = shufflingPool(2);
    const lost = {
      ...pool,
      run: (job: Parameters<typeof pool.run>[0]) =>
        job.index === 5 && job.stream.source === 'region'
          ? Promise.resolve({ kind: 'unknown' as const, message: 'killed' })
          : pool.run(job),
    };
    const clean = await one([gate()], options());
    const result = await one([gate()], options({ pool: lost }));
    expect(result.unknown).toBe(1);
    expect(result.verdict).toBe('corroborated');
    expect(result.trials).toBeGreaterThan(clean.trials);
  });

  it('makes an error of a witness that comes out differently in a fresh process', async () => {
    const replay = () => Promise.resolve({ kind: 'unit' as const, engine: 'fused', members: [{ values: [0.123] }] });
    const result = await one([gate({ parts: [toyPart({ p: 0.8 })] })], options({ replay }));
    expect(result.verdict).toBe('error');
    expect(result.because).toMatch(
      /replay: expected trial \d+ of "main" to the last bit in a fresh process, got other numbers: heads at step 10 is 0.123 instead of 1/,
    );
  });
});

describe('the verdict', () => {
  const gates = [
    gate({ name: 'good' }),
    gate({ name: 'bad', parts: [toyPart({ p: 0.8 }), toyPart()] }),
    gate({ name: 'middling', parts: [toyPart({ p: 0.03 })] }),
    gate({ name: 'vacuous', controls: [{ ...gross, parts: [toyPart({ p: 0.05 })] }] }),
  ];
  const stripped = (results: readonly ClaimResult[]) => JSON.stringify(results);

  it('is the same for 1, 2 and 8 workers, whatever the order in which they finish', async () => {
    const runs = await Promise.all(
      [
        [1, 3],
        [2, 1],
        [8, 3],
        [8, 2],
      ].map(([size, stride]) => verify(gates, options({ pool: shufflingPool(size!, stride!) }))),
    );
    for (const run of runs.slice(1)) expect(stripped(run)).toBe(stripped(runs[0]!));
    expect(runs[0]!.map((result) => result.verdict)).toEqual(['corroborated', 'falsified', 'corroborated', 'vacuous']);
  });

  it('is the same for any selection of theorems and in any order', async () => {
    const all = await verify(gates, options());
    for (const [i, only] of gates.entries()) {
      expect(stripped(await verify([only], options()))).toBe(stripped([all[i]!]));
    }
    const reversed = await verify([...gates].reverse(), options());
    expect(stripped([...reversed].reverse())).toBe(stripped(all));
  });

  it('is the same from a cache, which then trains nothing', async () => {
    const cache = new MemoryStore();
    const first = await verify(gates, options({ cache }));
    const pool = shufflingPool(2);
    const second = await verify(gates, options({ cache, pool, replay: shufflingPool(1).run }));
    expect(stripped(second)).toBe(stripped(first));
    expect(pool.jobs).toHaveLength(0);
  });

  it('is witnessed by the same engine, prepared, where the first one is asked for by name', async () => {
    const cache = new MemoryStore();
    const first = await verify([gate()], options({ cache }));
    const pool = shufflingPool(2);
    // The key of what the second engine gave holds its fingerprint: with another key it would be trained again.
    const second = await verify([gate()], options({ cache, pool, engine: 'fused' }));
    expect(stripped(second)).toBe(stripped(first));
    expect(pool.jobs).toHaveLength(0);
  });

  it('depends on the epoch', async () => {
    const [a, b] = await Promise.all(
      ['one', 'two'].map((epoch) => one([gate({ parts: [toyPart({ p: 0.03 })] })], options({ epoch }))),
    );
    expect(a!.parts[0]!.mean).not.toBe(b!.parts[0]!.mean);
  });
});

describe('streams', () => {
  it('are trained once for all claims that read them', async () => {
    const pool = shufflingPool(2);
    const claims = ['a', 'b', 'c'].map((name) => gate({ name, controls: [positive] }));
    await verify(claims, options({ pool }));
    const units = pool.jobs.filter((job) => job.requests.length > 0 && job.stream.source === 'region' && !job.check);
    expect(new Set(units.map((job) => job.index)).size).toBe(units.length);
  });

  it('stop being trained when nobody reads them any more', async () => {
    const pool = shufflingPool(2);
    const result = await one([gate({ controls: [positive] })], options({ pool }));
    const units = pool.jobs.filter((job) => job.requests.length > 0 && job.stream.source === 'region' && !job.check);
    expect(units.length).toBeLessThanOrEqual(result.trials + pool.size);
  });

  it('give a block its members: design points × repeats', async () => {
    const sizes: number[] = [];
    const block = { repeats: 3, design: [{ size: 8 }, { size: 16 }], share: [] };
    const blocked = toyPart(
      {},
      {
        plan: () => [{ observation: 'weight', at: 5, prompts: 2 }],
        judge: (_, members) => {
          sizes.push(new Set(members.map((member) => member.values[0])).size);
          return ofOneAtom({ x: members.length === 6 ? 0 : 1, measured: members.length, allowed: 6, factor: 0 });
        },
      },
    );
    const stream = { ...blocked.stream, block };
    const witness = toyPart({}, { source: 'reference' });
    const result = await one([gate({ parts: [{ ...blocked, stream }], controls: [positive], witness })], options());
    expect(result.verdict).toBe('corroborated');
    expect(Math.min(...sizes)).toBe(6);
  });

  it('leaves undecided claims out when it is interrupted', async () => {
    const pool = shufflingPool(2);
    const results = await verify([gate()], options({ pool, interrupted: () => pool.jobs.length >= 10 }));
    expect(results).toEqual([]);
    expect(pool.jobs).toHaveLength(10);
  });
});

describe('the witness', () => {
  it('compares windows of the first three trials of every stream and one training in full', async () => {
    const result = await one([gate()], options());
    // Main, p = .9 and p = .8; untrained needs no step; the positive control is a law.
    expect(result.witness).toMatchObject({ engines: ['fused', 'tfjs(toy)'], windows: { trials: 9 }, borderline: 0 });
    expect(result.witness?.windows.deviation).toBe(0);
  });

  it('stops at an engine that is off by more than its bound, naming step and parameter', async () => {
    const result = await one([gate({ parts: [toyPart({ offset: 1e-4 })] })], options());
    expect(result.verdict).toBe('error');
    expect(result.because).toMatch(
      /witness: expected fused and tfjs\(toy\) to agree within 1\.00e-6 in w\[0\] after step 1 .* got a difference of 1\.00e-4/,
    );
  });

  it('stops at an engine that goes wrong late', async () => {
    const result = await one([gate({ parts: [toyPart({ offset: -1e-4 })] })], options());
    expect(result.verdict).toBe('error');
    expect(result.because).toMatch(/to agree within 1\.00e-6 in w\[0\] after step 9 .* got a difference of 1\.00e-4/);
  });

  it('stops at a divergence on one engine alone, in a window and in the full training', async () => {
    const windowed = await one([gate({ parts: [toyPart({ divergeAt: -10 })] })], options());
    expect(windowed.because).toMatch(
      /to agree after step 10 of trial \d of region.*, got a divergence on tfjs\(toy\) alone/,
    );
    const witness = toyPart({ divergeAt: -10 }, { source: 'reference' });
    const full = await one([gate({ witness })], options());
    expect(full.because).toMatch(
      /to agree in trial 0 of reference, divergeAt = -10, got a divergence on tfjs\(toy\) alone \(loss is NaN at step 10\)/,
    );
  });

  it('stops at an observation of the full training that is off', async () => {
    const plan = () => [{ observation: 'weight', at: 10, prompts: 1 }];
    const witness = toyPart({ offset: 0.01 }, { source: 'reference', plan });
    const result = await one([gate({ witness })], options());
    expect(result.because).toMatch(
      /to agree within 1\.00e-3 in weight at step 10 of trial 0 of reference, offset = 0\.01, got a difference of 2\.00e-2/,
    );
  });

  it('accepts a small deviation and reports its size', async () => {
    const result = await one([gate({ parts: [toyPart({ offset: 5e-7 })] })], options());
    expect(result.verdict).toBe('corroborated');
    expect(result.witness!.windows.share).toBeGreaterThan(0.3);
    expect(result.witness!.windows.share).toBeLessThanOrEqual(1);
  });

  it('is absent where the second engine trains everything', async () => {
    const result = await one([gate()], options({ engine: 'tfjs' }));
    expect(result.verdict).toBe('corroborated');
    expect(result.witness).toBeUndefined();
  });
});
