import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from '../../cli/testing/project';
import { readVerdicts, type StoredClaim } from '../../verdict/results/verdicts-file';
import { evidenceFigure } from './evidence-figure';
import { evidenceTrace } from './evidence-trace';
import { stored, storedOutcomes, storedPart } from './testing/stored';

jest.setTimeout(60_000);

const passes = (n: number) => storedOutcomes(Array.from({ length: n }, () => [0, 1, true] as const));

test('passing trials multiply both e-values as their bets say', () => {
  const { parts } = evidenceTrace(stored([storedPart('mixture', passes(40))]));
  // bets r = 0, 1/8, 1/4, 1/2 with weights 1/2, 1/6, 1/6, 1/6 against P ≥ m = .1: a pass is worth (1 − r m)/(1 − m)
  const up = (n: number) =>
    [0, 1 / 8, 1 / 4, 1 / 2].reduce(
      (sum, r, g) => sum + (g === 0 ? 1 / 2 : 1 / 6) * (1 + ((1 - r) / 0.9) * 0.1) ** n,
      0,
    );
  // ratios 1.5, 2, 4, 8, 16, equally, against P ≤ m = .05: a pass is worth (1 − ρ m)/(1 − m)
  const down = (n: number) => [1.5, 2, 4, 8, 16].reduce((sum, rho) => sum + ((1 - rho * 0.05) / 0.95) ** n / 5, 0);
  for (const n of [0, 1, 7, 40]) {
    expect(Math.exp(parts[0]!.corroborate[n]!)).toBeCloseTo(up(n), 8);
    expect(Math.exp(parts[0]!.falsify[n]!)).toBeCloseTo(down(n), 8);
  }
});

test('an unknown outcome counts as a violation towards corroborated and as a pass towards falsified', () => {
  const end = (outcomes: Parameters<typeof storedOutcomes>[0]) => {
    const [trace] = evidenceTrace(stored([storedPart('mixture', storedOutcomes(outcomes))])).parts;
    return [trace!.corroborate.at(-1)!, trace!.falsify.at(-1)!];
  };
  const [unknown, violation, pass] = [undefined, [2, 1, false] as const, [0, 1, true] as const].map((x) =>
    end([pass0, x]),
  );
  expect(unknown).toEqual([violation![0], pass![1]]);
});
const pass0 = [0, 1, true] as const;

describe('of claims that were verified', () => {
  const { cwd, run, remove } = coinProject();
  afterAll(remove);
  let claims: readonly StoredClaim[];
  beforeAll(() => {
    run('verify');
    claims = readVerdicts(join(cwd, 'reports/verdicts.json'))!.claims;
  });
  const named = (name: string) => claims.find((claim) => claim.name === name)!;

  it('ends where the verdict file says', () => {
    expect(claims.map(({ verdict }) => verdict).sort()).toEqual([
      'corroborated',
      'falsified',
      'inconclusive',
      'vacuous',
    ]);
    for (const claim of claims) {
      evidenceTrace(claim).parts.forEach(({ corroborate, falsify }, i) => {
        expect(corroborate.at(-1)).toBe(claim.parts[i]!.logECorroborate);
        expect(falsify.at(-1)).toBe(claim.parts[i]!.logEFalsify);
        expect(corroborate).toHaveLength(claim.parts[i]!.trials + 1);
      });
    }
  });

  it('crosses the threshold of the verdict at the claim’s index, and no other before', () => {
    const crossing = (logs: readonly number[], alpha: number) => logs.findIndex((log) => log >= -Math.log(alpha));
    const rare = named('rare');
    const indices = evidenceTrace(rare).parts.map(({ corroborate }) => crossing(corroborate, rare.alphaC));
    expect(indices).toEqual(rare.parts.map(({ trials }) => trials));
    expect(Math.max(...indices)).toBe(rare.trials);
    const often = named('often');
    expect(crossing(evidenceTrace(often).falsify, often.alphaF)).toBe(often.trials);
    const unsure = named('unsure');
    const { parts, falsify } = evidenceTrace(unsure);
    expect([crossing(falsify, unsure.alphaF), crossing(parts[0]!.corroborate, unsure.alphaC)]).toEqual([-1, -1]);
  });

  it('has no picture without trials', () => {
    expect(named('short').parts.every(({ trials }) => trials === 0)).toBe(true);
    expect(evidenceFigure(named('short'), 'short')).toBeUndefined();
  });

  it('draws decimal logarithms of what the file has, the average of the parts apart', () => {
    const panels = evidenceFigure(named('rare'), 'rare')!.spec as unknown as {
      vconcat: { data: { values: { line: string; trials: number; log10E: number; main: boolean }[] } }[];
    };
    const [up, down] = panels.vconcat.map(({ data }) => data.values);
    const file = JSON.parse(readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8')) as { claims: StoredClaim[] };
    const { parts } = file.claims.find(({ name }) => name === 'rare')!;
    for (const { label, trials, logECorroborate } of parts) {
      const last = up!.filter(({ line }) => line === label).at(-1)!;
      expect(last.trials).toBe(trials);
      expect(10 ** last.log10E / Math.exp(logECorroborate)).toBeCloseTo(1, 3);
    }
    const average = parts.reduce((sum, { logEFalsify }) => sum + Math.exp(logEFalsify), 0) / parts.length;
    const [end] = down!.filter(({ main }) => main).slice(-1);
    expect(10 ** end!.log10E / average).toBeCloseTo(1, 3);
  });
});
