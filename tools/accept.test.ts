import { createRequire } from 'node:module';
import { decidedResult, gateOf, meta } from '../harness/baseline/testing/runs';
import schema from '../harness/files/schemas/verdicts.schema.json';
import { demandValid } from '../harness/files/validate';
import { verdictsContent } from '../harness/verdict/results/verdicts-file';

const { accepted, named } = createRequire(__filename)('./accept.cjs') as {
  accepted(run: unknown): { claims: unknown[] };
  named(manifest: object): object;
};

const outcomes = { x: [0], measured: [1], allowed: [2], factor: [0.5] };
const part = {
  ...{ label: 'mixture', stream: { family: 'toy', source: 'region', dials: {}, epoch: 'gate-1' } },
  ...{ delta: 0.05, margin: 0.05, trials: 1, unknown: 0, mean: 0, interval: [0, 1] as const },
  ...{ logECorroborate: 1, logEFalsify: 0, outcomes },
};
const control = { name: 'gross', kind: 'gross', doc: 'x', status: 'falsified', trials: 1, outcomes } as const;
const gate = gateOf();
const run = (changes: object = {}) =>
  JSON.parse(
    JSON.stringify(
      verdictsContent([decidedResult(gate, { parts: [part], controls: [control] })], { ...meta, ...changes }, [gate]),
    ),
  );

it('keeps a run of the whole gate, without outcomes, in the format that a comparison reads', () => {
  const kept = accepted(run());
  demandValid(schema, kept, 'accepted.json');
  expect(JSON.stringify(kept)).not.toContain('"factor":[0.5]');
  expect(kept.claims[0]).toMatchObject({
    name: gate.name,
    tolerances: expect.any(Object),
    parts: [{ label: 'mixture' }],
  });
});

it('is named by the manifest, once, whatever else that holds', () => {
  const ci = { baseline: 'docs/ci/accepted.json' };
  const once = named({ name: 'x', theoremcheck: { workers: 2 } });
  expect(once).toEqual({ name: 'x', theoremcheck: { workers: 2, ci } });
  expect(JSON.stringify(named(once))).toBe(JSON.stringify(once));
});

it.each([
  ['some claims', { complete: false }],
  ['a night', { profile: 'nightly' }],
  ['another engine', { engine: 'tfjs' }],
  ['exploratory claims', { exploratory: true }],
])('refuses a run of %s', (_, changes) => {
  expect(() => accepted(run(changes))).toThrow(/expected a run of the whole gate/);
});
