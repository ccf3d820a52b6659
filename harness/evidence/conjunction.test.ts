import fc from 'fast-check';
import { ClaimEvidence, type Status } from './conjunction';
import { EProcess } from './eprocess';
import { Evidence, type X } from './evidence';
import type { Asserted } from './grids';
import { reachesLevel } from './reaches';

const PROB: Asserted = { kind: 'prob', delta: 0.05, margin: 0.05 };
const CORNER: Asserted = { kind: 'prob', delta: 0.1, margin: 0.1 };
const MEAN: Asserted = { kind: 'mean', delta: 0.25, margin: 0.25 };

/** The joint decision straight from its definition, recomputing everything at every index. */
function byDefinition(parts: readonly Asserted[], outcomes: readonly (readonly X[])[], alphaC: number, alphaF: number) {
  const latches = parts.map((asserted, j) => {
    const process = EProcess.corroborating(
      asserted.kind === 'mean' ? 'bounded' : 'binary',
      asserted.delta + asserted.margin,
    );
    const logs = outcomes[j]!.map((x) => {
      process.add(x === 'unknown' ? 1 : x);
      return process.logE;
    });
    return logs.findIndex((logE) => logE >= Math.log(1 / alphaC));
  });
  const budget = outcomes[0]!.length;
  for (let n = 1; n <= budget; n += 1) {
    const es = parts.map((asserted, j) => {
      const evidence = new Evidence(asserted);
      const until = latches[j] === -1 ? n : Math.min(n, latches[j]! + 1);
      for (const x of outcomes[j]!.slice(0, until)) evidence.add(x);
      return Math.exp(evidence.logEFalsify);
    });
    if (es.reduce((a, b) => a + b, 0) / es.length >= 1 / alphaF) return { status: 'falsified', index: n };
    if (latches.every((latch) => latch !== -1 && latch < n)) return { status: 'corroborated', index: n };
  }
  return { status: 'undecided', index: budget };
}

/** Feeds outcomes in the order in which `pick` chooses among the parts that still need one. */
function fed(
  claim: ClaimEvidence,
  outcomes: readonly (readonly X[])[],
  pick: (ready: number[]) => number,
): ClaimEvidence {
  const next = outcomes.map(() => 0);
  for (;;) {
    const ready = outcomes.flatMap((xs, j) => (claim.needs(j) && next[j]! < xs.length ? [j] : []));
    if (ready.length === 0) return claim;
    const part = pick(ready);
    claim.add(part, outcomes[part]![next[part]!]!);
    next[part]! += 1;
  }
}

const summary = (claim: ClaimEvidence) => ({ status: claim.status, index: claim.index });

describe('the joint decision', () => {
  const parts = [PROB, CORNER, MEAN];
  const rate = fc.constantFrom(0, 0, 0.01, 0.1, 0.4);
  const indicator = (p: number) =>
    fc.integer({ min: 0, max: 999 }).map<X>((u) => (u === 999 ? 'unknown' : u < 1000 * p ? 1 : 0));
  const bounded = (p: number) => fc.integer({ min: 0, max: 1000 }).map<X>((u) => (u / 1000) * p);
  const column = (outcome: (p: number) => fc.Arbitrary<X>) =>
    rate.chain((p) => fc.array(outcome(p), { minLength: 60, maxLength: 60 }));
  const trials = fc.tuple(column(indicator), column(indicator), column(bounded));
  const levels = fc.constantFrom([0.05, 0.05], [0.2, 0.01], [0.4, 0.3]);

  test('equals its definition, whatever the order of arrival', () => {
    const seen = new Set<Status>();
    fc.assert(
      fc.property(trials, levels, fc.infiniteStream(fc.nat(1000)), (outcomes, [alphaC, alphaF], choices) => {
        const claim = () => new ClaimEvidence(parts, alphaC!, alphaF!, 60);
        const expected = byDefinition(parts, outcomes, alphaC!, alphaF!);
        const sideBySide = fed(claim(), outcomes, (ready) => ready[0]!);
        const shuffled = fed(claim(), outcomes, (ready) => ready[choices.next().value % ready.length]!);
        const backwards = fed(claim(), outcomes, (ready) => ready.at(-1)!);
        for (const one of [sideBySide, shuffled, backwards]) {
          expect(summary(one)).toEqual(expected);
          parts.forEach((_, j) => {
            expect(one.consumed(j)).toBe(sideBySide.consumed(j));
            expect(one.evidence(j).logEFalsify).toBe(sideBySide.evidence(j).logEFalsify);
          });
        }
        seen.add(shuffled.status);
      }),
      { numRuns: 150, seed: 20240601 },
    );
    expect([...seen].sort()).toEqual(['corroborated', 'falsified', 'undecided']);
  });
});

describe('latching', () => {
  test('a latched part needs nothing more and its e-value is frozen', () => {
    const claim = new ClaimEvidence([PROB, CORNER], 0.05, 1e-3);
    for (let i = 0; i < 100; i += 1) claim.add(1, 0);
    const alone = new ClaimEvidence([CORNER], 0.05, 1e-3);
    for (let i = 0; i < 100; i += 1) alone.add(0, 0);
    expect(alone.status).toBe('corroborated');
    expect(claim.needs(1)).toBe(false);
    expect(summary(claim)).toEqual({ status: 'undecided', index: 0 });
    for (let i = 0; i < 32; i += 1) claim.add(0, 0);
    claim.add(1, 1); // too late to matter
    expect(claim.latchedAt(1)).toBe(alone.index);
    expect(claim.consumed(1)).toBe(alone.index);
    expect(claim.consumed(0)).toBe(32);
    for (let i = 0; i < 100; i += 1) claim.add(0, 0);
    expect(claim.status).toBe('corroborated');
  });

  test('every part has to corroborate at the full level', () => {
    const claim = new ClaimEvidence([PROB, PROB], 0.05, 1e-3);
    for (let i = 0; i < 32; i += 1) claim.add(0, 0);
    for (let i = 0; i < 31; i += 1) claim.add(1, 0);
    expect(claim.status).toBe('undecided');
    claim.add(1, 0);
    expect(summary(claim)).toEqual({ status: 'corroborated', index: 32 });
  });
});

describe('deciding', () => {
  test('a tie is falsified: delta = 0 and a violation at the index of the crossing', () => {
    const identity: Asserted = { kind: 'forall', delta: 0, margin: 0.05 };
    const run = (last: 0 | 1) => {
      const claim = new ClaimEvidence([PROB, identity], 0.05, 1e-3);
      for (let i = 0; i < 64; i += 1) claim.add(1, 0);
      claim.add(1, last);
      for (let i = 0; i < 65; i += 1) claim.add(0, 0);
      return summary(claim);
    };
    expect(run(0)).toEqual({ status: 'corroborated', index: 65 });
    expect(run(1)).toEqual({ status: 'falsified', index: 65 });
  });

  test('levels so lax that one outcome does both: falsified', () => {
    // x = 1 at m = .5: E_corroborate = (1/8 + 1/4 + 1/2)/6 < 1, E_falsify = 1.5; x between both thresholds decides nothing
    const claim = new ClaimEvidence([{ kind: 'mean', delta: 0.2, margin: 0.7 }], 0.98, 0.98);
    claim.add(0, 0.55);
    const evidence = claim.evidence(0);
    expect(reachesLevel(evidence.logECorroborate, 0.98) && reachesLevel(evidence.logEFalsify, 0.98)).toBe(true);
    expect(claim.status).toBe('falsified');
  });

  test('falsification averages the parts: one violated part of four needs four times the evidence', () => {
    const violations = (parts: number) => {
      const claim = new ClaimEvidence(Array(parts).fill(PROB), 1e-6, 1e-3);
      while (claim.status === 'undecided') for (let j = 0; j < parts; j += 1) claim.add(j, j === 0 ? 1 : 0);
      return claim;
    };
    const e = (n: number) => (1.5 ** n + 2 ** n + 4 ** n + 8 ** n + 16 ** n) / 5;
    const first = (limit: number) => [1, 2, 3, 4, 5].find((n) => e(n) >= limit);
    expect(violations(1).index).toBe(first(1000));
    expect(violations(1).index).toBe(4);
    const four = new ClaimEvidence(Array(4).fill(PROB), 1e-6, 1 / e(4));
    for (let n = 0; n < 4; n += 1) for (let j = 0; j < 4; j += 1) four.add(j, j === 0 ? 1 : 0);
    expect(four.status).toBe('undecided');
    expect(Math.exp(four.logEFalsify)).toBeGreaterThan(e(4) / 4);
    expect(Math.exp(four.logEFalsify)).toBeLessThan(e(4) / 4 + 1);
  });

  test('a spent budget without a decision is exhausted, and says what is missing', () => {
    const claim = new ClaimEvidence([PROB], 0.05, 1e-3, 10);
    for (let i = 0; i < 12; i += 1) claim.add(0, 0);
    expect([claim.exhausted, claim.status, claim.index, claim.trialsNeeded]).toEqual([true, 'undecided', 10, 22]);
  });

  test.each([
    [[], 0.05, 0.05],
    [[PROB], 0, 0.05],
    [[PROB], 0.05, 1],
    [[{ ...PROB, margin: 0.95 }], 0.05, 0.05],
  ])('refuses %j at levels %d, %d', (parts, alphaC, alphaF) => {
    expect(() => new ClaimEvidence(parts as Asserted[], alphaC, alphaF)).toThrow(RangeError);
  });
});

describe('what is said on the way', () => {
  const passes = (claim: ClaimEvidence, part: number, n: number) => {
    for (let i = 0; i < n; i += 1) claim.add(part, 0);
  };

  test('a part that runs ahead has latched only where the claim has come', () => {
    const claim = new ClaimEvidence([PROB, CORNER], 0.05, 1e-3);
    const latch = claim.passesNeeded(1);
    passes(claim, 1, 100);
    expect([claim.index, claim.latchedAt(1), claim.passesNeeded(1)]).toEqual([0, undefined, 0]);
    passes(claim, 0, latch - 1);
    expect([claim.index, claim.latchedAt(1)]).toEqual([latch - 1, undefined]);
    passes(claim, 0, 1);
    expect([claim.index, claim.latchedAt(0), claim.latchedAt(1)]).toEqual([latch, undefined, latch]);
  });

  test('the part that needs most passes says how many trials are needed, and a verdict that none is', () => {
    const claim = new ClaimEvidence([CORNER, PROB, CORNER], 0.05, 1e-3);
    expect([claim.passesNeeded(1), claim.trialsNeeded]).toEqual([32, 32]);
    expect(claim.passesNeeded(0)).toBeLessThan(32);
    passes(claim, 1, 30);
    expect(claim.trialsNeeded).toBe(claim.passesNeeded(0));
    const falsified = new ClaimEvidence([PROB], 0.05, 1e-3);
    for (let i = 0; i < 4; i += 1) falsified.add(0, 1);
    expect([falsified.status, falsified.trialsNeeded, falsified.needs(0)]).toEqual(['falsified', 0, false]);
  });

  test('a claim is exhausted when every part has spent its budget, and none that is decided is', () => {
    const claim = new ClaimEvidence([PROB, PROB], 0.05, 1e-3, 10);
    passes(claim, 0, 10);
    expect([claim.needs(0), claim.needs(1), claim.exhausted]).toEqual([false, true, false]);
    passes(claim, 1, 10);
    expect(claim.exhausted).toBe(true);
    const decided = new ClaimEvidence([PROB], 0.05, 1e-3, 32);
    passes(decided, 0, 32);
    expect([decided.status, decided.exhausted]).toEqual(['corroborated', false]);
  });

  test('what all outcomes say counts those that are ahead', () => {
    const claim = new ClaimEvidence([PROB, CORNER], 0.05, 1e-6);
    const ahead = new Evidence(CORNER);
    for (const x of [0, 1, 0, 1] as const) {
      claim.add(1, x);
      ahead.add(x);
    }
    const { logECorroborate, logEFalsify } = claim.soFar;
    expect(logECorroborate).toEqual([0, ahead.logECorroborate]);
    expect(logEFalsify).toBeCloseTo(Math.log((1 + Math.exp(ahead.logEFalsify)) / 2), 12);
    expect([claim.index, claim.logEFalsify]).toEqual([0, 0]);
  });
});

/** P(status) within n trials, over all outcomes of `coins` independent indicators that parts read (several may read one). */
function probability(
  status: Status,
  parts: Asserted[],
  reads: number[],
  p: number[],
  n: number,
  alpha: number,
): number {
  let total = 0;
  const bits = n * p.length;
  for (let code = 0; code < 2 ** bits; code += 1) {
    const claim = new ClaimEvidence(parts, alpha, alpha, n);
    let weight = 1;
    for (let i = 0; i < n; i += 1) {
      const coins = p.map((rate, c) => {
        const x = (code >> (i * p.length + c)) & 1;
        weight *= x === 1 ? rate : 1 - rate;
        return x;
      });
      for (const [j, coin] of reads.entries()) claim.add(j, coins[coin]!);
    }
    if (claim.status === status) total += weight;
  }
  return total;
}

describe('promises of a conjunction, by enumeration', () => {
  const half: Asserted = { kind: 'prob', delta: 0.2, margin: 0.2 };

  test.each([0.5, 0.3, 0.1])('at α = %d no false verdict is likelier than α', (alpha) => {
    const falsified = (reads: number[], p: number[]) => probability('falsified', [half, half], reads, p, 6, alpha);
    const corroborated = (reads: number[], p: number[]) =>
      probability('corroborated', [half, half], reads, p, 6, alpha);
    expect(falsified([0, 0], [0.2])).toBeLessThanOrEqual(alpha);
    expect(falsified([0, 1], [0.2, 0.2])).toBeLessThanOrEqual(alpha);
    expect(corroborated([0, 1], [0.4, 0])).toBeLessThanOrEqual(alpha);
    expect(corroborated([0, 0], [0.4])).toBeLessThanOrEqual(alpha);
    expect(falsified([0, 0], [0.9])).toBeGreaterThan(0.5);
  });
});
