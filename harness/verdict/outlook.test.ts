import { ClaimEvidence } from '../evidence/conjunction';
import { Evidence, type X } from '../evidence/evidence';
import type { Stream } from '../trials/stream';
import type { ControlTest } from './claim/control-test';
import type { PartReader, Track } from './claim/track';
import { corroborating, evidenceSoFar, falsifying } from './outlook';
import { gross } from './testing/gates';

const asserted = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;
const [alphaC, alphaF] = [0.05 / 32, 0.001 / 32];

/** A track of parts with these outcomes, each unit of ten steps. */
function track(outcomes: readonly (readonly X[])[], budget = 200): Track {
  const parts = outcomes.map(() => ({ evidence: asserted }));
  const evidence = new ClaimEvidence(
    parts.map((part) => part.evidence),
    alphaC,
    alphaF,
    budget,
  );
  outcomes.forEach((xs, part) => {
    for (const x of xs) evidence.add(part, x);
  });
  const readers = outcomes.map(
    (xs, part) =>
      ({
        stream: { id: {}, key: String(part) } as Stream,
        next: xs.length,
        limit: budget,
        wants: () => evidence.needs(part),
        requests: () => [{ observation: 'error', at: 10, prompts: 0 }],
      }) as unknown as PartReader,
  );
  return { evidence, readers, parts } as unknown as Track;
}
const alone = (xs: readonly X[]) => {
  const evidence = new Evidence(asserted);
  for (const x of xs) evidence.add(x);
  return evidence;
};
const passes = (n: number): X[] => Array.from({ length: n }, () => 0);

describe('evidenceSoFar', () => {
  it('is 0 at the start and 1 for what has reached its threshold', () => {
    expect(evidenceSoFar(track([[], []]))).toEqual({ corroborate: 0, falsify: 0 });
    // 67 passes corroborate at this level.
    expect(evidenceSoFar(track([passes(67)])).corroborate).toBe(1);
    expect(evidenceSoFar(track([[1, 1, 1, 1, 1, 1]])).falsify).toBe(1);
  });

  it('is the mean of the parts towards corroboration, however far one is ahead', () => {
    const first = alone(passes(30)).logECorroborate / -Math.log(alphaC);
    expect(evidenceSoFar(track([passes(30), []])).corroborate).toBeCloseTo(first / 2, 12);
    expect(evidenceSoFar(track([passes(80), []])).corroborate).toBeCloseTo(0.5, 12);
  });

  it('is the mean e-value of the parts towards falsification, below 0 where trials pass', () => {
    const [x, y] = [[1, 0, 1], [0]] as const;
    const mean = (Math.exp(alone(x).logEFalsify) + Math.exp(alone(y).logEFalsify)) / 2;
    expect(evidenceSoFar(track([x, y])).falsify).toBeCloseTo(Math.log(mean) / -Math.log(alphaF), 12);
    expect(evidenceSoFar(track([passes(20)])).falsify).toBeLessThan(0);
  });
});

describe('what is left', () => {
  const units = (needs: readonly { readonly units: number }[]) => needs.map((need) => need.units);

  it('of a claim: the passes that corroborate each part, at least one while it wants any, within the budget', () => {
    expect(units(corroborating(track([passes(60), [], passes(67)])))).toEqual([7, 67]);
    expect(units(corroborating(track([passes(60)], 64)))).toEqual([4]);
    expect(corroborating(track([passes(60)]))[0]).toMatchObject({ from: 60, steps: 10 });
  });

  it('of a near miss: the units that it is read on; of another control as many as a gross one takes', () => {
    const controlled = (near: boolean) => {
      const { readers, ...rest } = track([[1, 1]]);
      const control = { ...gross, ...(near ? { near: { trials: 40, grade: 2, graded: [] } } : {}) };
      return { ...rest, control, readers, limit: near ? 40 : 200 } as unknown as ControlTest;
    };
    expect(units(falsifying(controlled(true)))).toEqual([38]);
    expect(units(falsifying(controlled(false)))).toEqual([10]);
  });
});
