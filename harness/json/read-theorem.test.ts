import { canonical } from '../compile/canonical';
import { compile } from '../compile/compile';
import { judgeToy, toyClaim, toyNegatives } from '../compile/testing/toy-claims';
import { dialled, perturbed, shifted, synthetic, withSymbols } from '../statement/controls';
import type { Family } from '../statement/family';
import { ours } from '../statement/ours';
import { firstTime, meanOver, quantity, slope, varianceOver } from '../statement/quantity';
import { above, all, atLeast, atMost, forEvery, meanAtMost, reaches, within } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { type Theorem, type TheoremSpec, theorem } from '../statement/theorem';
import { words } from '../statement/words';
import { readTheorem } from './read-theorem';

const FILE = 'theorems/toy/attention.theorem.json';
const named = (name: string) => {
  expect(name).toBe('toy');
  return toyFamily as unknown as Family;
};
const read = (value: object): Theorem => readTheorem(JSON.stringify(value), FILE, named);

const at = (observation: string, step: string | number = 'horizon') => ({ kind: 'at', observation, step });
const along = (observation: string, grid: object) => ({ kind: 'along', observation, grid });

/** A theorem as a Python user writes it, and the same in TypeScript. */
const written = {
  $schema: '../../node_modules/theoremcheck/harness/files/schemas/theorem.schema.json',
  name: 'attention concentrates',
  statement: 'Attention is large.',
  source: { key: 'toy2024', place: 'lemma 1' },
  family: 'toy',
  forAll: ['quiet'],
  ours: {
    c: { value: 0.1, reason: 'measured' },
    tau: { value: 12, reason: 'measured', chosenAfter: ['calibration-1'] },
  },
  horizon: 'tau * K / eta',
  claim: { kind: 'atLeast', of: at('attention'), bound: '1 - c' },
  controls: {
    gross: [{ kind: 'dialled', dials: { quiet: 1 }, doc: 'all noise' }],
    nearMiss: [{ kind: 'dialled', dials: { quiet: 0.3 }, doc: 'some noise' }],
    positive: [{ kind: 'synthetic', doc: 'ideal', observations: { attention: { law: 1, noise: 'none' } } }],
  },
  paper: [{ symbol: 'K', hypothesis: 'large', checked: '2 … 6', outside: true }],
  notChecked: ['depth'],
};
const spoken: TheoremSpec<typeof toyFamily> = {
  name: 'attention concentrates',
  statement: 'Attention is large.',
  ...toyClaim,
  ours: { c: ours(0.1, 'measured'), tau: ours(12, 'measured', 'calibration-1') },
  horizon: 'tau * K / eta',
  claim: (said) => atLeast(said.at('horizon').attention, '1 - c'),
  controls: {
    ...toyNegatives,
    positive: [synthetic({ doc: 'ideal', observations: { attention: { law: '1', noise: 'none' } } })],
  },
  paper: written.paper,
  notChecked: ['depth'],
};

const compiled = (one: Theorem) => compile(one, FILE);
test('a theorem in JSON is the theorem in TypeScript: statement, hash, controls, prose and judgement', () => {
  const [json, code] = [compiled(read(written)), compiled(theorem(spoken))];
  const { claim: _, ...stated } = json.statement;
  const { claim: __, ...said } = code.statement;
  expect(stated).toEqual(said);
  expect(canonical(json.statement, json.relation)).toBe(canonical(code.statement, code.relation));
  expect(json.description).toEqual(code.description);
  expect(json.parts.map(({ label }) => label)).toEqual(code.parts.map(({ label }) => label));
  const judged = [json, code].map(({ parts }) => judgeToy(parts[0]!, { ...toyFamily.reference, noise: 0.3 }));
  expect(judged[0]).toEqual(judged[1]);
  expect(judged[0]!.x).toBe(1);
});

/** Every word of a claim, in both languages. */
const { at: said, along: grown } = words(toyFamily, 'it');
const curve = along('error', { from: 0, to: 'horizon', points: 40, spacing: 'log' });
const spokenCurve = grown({ from: '0', to: 'horizon', points: 40, spacing: 'log' }).error;
const relations = [
  [{ kind: 'atMost', of: at('error', 3), bound: 0.05 }, atMost(said('3').error, '0.05')],
  [{ kind: 'above', of: curve, bound: '1 / t' }, above(spokenCurve, '1 / t')],
  [
    { kind: 'within', of: along('weight', { from: '0', to: '9', every: 3 }), low: -1, high: 'K' },
    within(grown({ from: '0', to: '9', every: '3' }).weight, '-1', 'K'),
  ],
  [
    { kind: 'reaches', of: { kind: 'meanOver', of: curve }, level: '2^-3', deadline: 'horizon' },
    reaches(meanOver(spokenCurve), '2^-3', 'horizon'),
  ],
  [{ kind: 'meanAtMost', of: at('error'), bound: 0.1 }, meanAtMost(said('horizon').error, '0.1')],
  [
    { kind: 'meanAtMost', of: { kind: 'meanOver', of: at('error') }, bound: 0.1, margin: '0.1' },
    meanAtMost(meanOver(said('horizon').error), '0.1', '0.1'),
  ],
  [
    { kind: 'all', of: [{ kind: 'atMost', of: { kind: 'firstTime', of: curve, level: 0.5 }, bound: 9 }] },
    all(atMost(firstTime(spokenCurve, '0.5'), '9')),
  ],
  [
    {
      kind: 'forEvery',
      symbol: 'w',
      values: [1, '2 * 3'],
      of: {
        kind: 'atLeast',
        of: { kind: 'slope', of: { kind: 'varianceOver', of: at('error') }, symbol: 'B', between: [8, 64] },
        bound: '-w',
      },
    },
    forEvery('w', [1, '2 * 3'], atLeast(slope(varianceOver(said('horizon').error), 'B', [8, 64]), '-w')),
  ],
  [{ kind: 'atMost', of: { kind: 'slope', of: curve, symbol: 't' }, bound: 0 }, atMost(slope(spokenCurve, 't'), '0')],
  [
    { kind: 'atMost', of: { kind: 'formula', text: 'a / b', of: { a: at('error', 1), b: at('error', 0) } }, bound: 1 },
    atMost(quantity('a / b', { a: said('1').error, b: said('0').error }), '1'),
  ],
] as const;
test.each(relations)('the words of a claim: %j', (json, relation) => {
  expect(read({ ...written, claim: json }).spec.claim(words(toyFamily as unknown as Family, 'it'))).toEqual(relation);
});

const controls = [
  [
    { kind: 'dialled', dials: { quiet: 1 }, doc: 'd', at: 'region', trials: 60, grade: 3 },
    dialled('quiet', 1, { doc: 'd', at: 'region', trials: 60, grade: 3 }),
  ],
  [
    { kind: 'withSymbols', symbols: { tau: 1 }, doc: 'd', name: 'early' },
    withSymbols({ tau: 1 }, { doc: 'd', name: 'early' }),
  ],
  [{ kind: 'perturbed' }, perturbed()],
  [
    {
      kind: 'synthetic',
      doc: 'd',
      observations: { error: { law: 0, noise: { absolute: 0.1 } }, weight: { law: 't', noise: { binomial: 16 } } },
    },
    synthetic({
      doc: 'd',
      observations: { error: { law: '0', noise: { absolute: '0.1' } }, weight: { law: 't', noise: { binomial: 16 } } },
    }),
  ],
] as const;
test.each(controls)('controls: %j', (json, control) => {
  expect(read({ ...written, controls: { gross: [json] } }).spec.controls).toEqual({ gross: [control] });
});
test('pins are controls of one kind, and doing without the untrained model has its reason', () => {
  const pins = [{ kind: 'shifted', amount: -0.1, of: 'error', when: { w: 3 }, doc: 'less' }];
  const untrained = { without: 'nothing is trained' };
  expect(read({ ...written, controls: { untrained, pins } }).spec.controls).toEqual({
    untrained,
    pins: [shifted(-0.1, { of: 'error', when: { w: 3 }, doc: 'less' })],
  });
});

const refused =
  (text: string, file = FILE) =>
  () =>
    compile(readTheorem(text, file, named), file);
const SATISFIES = `${FILE}: expected content that satisfies theorem.schema.json, got `;
const CURE =
  '(theorem.schema.json has every member with its meaning, and `theoremcheck new NAME --python` writes one that runs)';
test.each<[object, string]>([
  [{ hroizon: 'T' }, `${SATISFIES}the whole: must not have "hroizon" (did you mean horizon?) ${CURE}`],
  [{ name: 3 }, `${SATISFIES}name: must be string, got 3 ${CURE}`],
  [
    { claim: { kind: 'atmost', of: at('error'), bound: 1 } },
    `${SATISFIES}claim: must have a known kind (atMost, atLeast, above, within, reaches, meanAtMost, all, forEvery), got "atmost" (did you mean atMost?) ${CURE}`,
  ],
  [{ claim: { kind: 'atMost', of: 'error', bound: 1 } }, `${SATISFIES}claim/of: must be object, got "error" ${CURE}`],
  [{ claim: { kind: 'atMost', of: at('error') } }, `${SATISFIES}claim: must have bound ${CURE}`],
  [
    { claim: { kind: 'reaches', of: at('error'), level: 1, deadline: 2 } },
    `${SATISFIES}claim/of: must have a known kind (along, meanOver), got "at" ${CURE}`,
  ],
  [
    { controls: { gross: [{ kind: 'dialed', dials: { quiet: 1 }, doc: 'd' }] } },
    `${SATISFIES}controls/gross/0: must have a known kind (dialled, withSymbols, synthetic, perturbed, shifted), got "dialed" (did you mean dialled?) ${CURE}`,
  ],
  [
    { claim: { kind: 'atMost', of: at('eror'), bound: 1 } },
    `${FILE}, claim: expected an observation of toy (error, attention, weight), got eror (did you mean error?)`,
  ],
  [{ forAll: ['quite'] }, `${FILE}, forAll: expected assumptions of toy (quiet), got quite (did you mean quiet?)`],
  [{ claim: { kind: 'atMost', of: at('attention'), bound: '1 +' } }, `${FILE}, claim`],
  [{ claim: { kind: 'atMost', of: at('attention'), bound: 'process.exit()' } }, `${FILE}, claim`],
  [{ delta: 2 }, `${FILE}, delta: expected 0 ≤ delta < 1, got 2`],
])('bad input: %j', (change, said) => {
  expect(refused(JSON.stringify({ ...written, ...change }))).toThrow(said);
});

test('what is no JSON is told with its place, where Node knows it', () => {
  expect(refused('{\n  "name": "a",,\n}')).toThrow(
    /^theorems\/toy\/attention\.theorem\.json(:2:15)?: expected JSON, got /,
  );
  expect(refused('')).toThrow(/^theorems\/toy\/attention\.theorem\.json(:1:1)?: expected JSON, got /);
  for (const other of ['[]', 'null', '"text"', '3']) {
    expect(refused(other)).toThrow(`${SATISFIES}the whole: must be object`);
  }
});
