import { overviewFigure } from './overview-figure';
import { stored, storedOutcomes, storedPart } from './testing/stored';

const outcomes = storedOutcomes([[0, 1, true]]);
const claims = [
  stored([
    storedPart('mixture', outcomes, { logECorroborate: Math.log(100), logEFalsify: Math.log(50) }),
    storedPart('corner a', outcomes, { logECorroborate: Math.log(10), logEFalsify: Math.log(150) }),
  ]),
  stored([], { name: 'nothing was trained', verdict: 'vacuous' }),
  stored([storedPart('mixture', outcomes, { logECorroborate: -900, logEFalsify: Number.POSITIVE_INFINITY })], {
    name: 'refuted',
    verdict: 'falsified',
  }),
];
type Values = readonly Record<string, unknown>[];
const layers = (of: typeof claims) =>
  (overviewFigure(of).spec as unknown as { layer: { mark: { type: string }; data: { values: Values } }[] }).layer;
const marks = (of: typeof claims) =>
  layers(of).flatMap(({ mark, data }) =>
    mark.type === 'point' ? [data.values.map(({ row, log10E }) => [row, log10E])] : [],
  );

test('towards corroborated the part that is furthest from it, towards falsified the average', () => {
  const [up, down] = marks(claims.slice(0, 1));
  expect([up, down]).toEqual([[[expect.closeTo(20 / 28, 4), 1]], [[expect.closeTo(20 / 28, 4), 2]]]);
});

test('claims without trials have words and no marks; evidence without end stands at the end of the axis', () => {
  const [up, down] = marks(claims);
  expect(up!.map(([row]) => row)).toEqual([expect.closeTo(20 / 28, 4), expect.closeTo(2 + 20 / 28, 4)]);
  expect(down!.every(([, log10E]) => Number.isFinite(log10E))).toBe(true);
  expect(down![1]![1]).toBeGreaterThan(Math.log10(32000));
  expect(up![1]![1]).toBeLessThan(-1);
  const words = layers(claims)
    .at(-1)!
    .data.values.map(({ text }) => text);
  expect(words).toEqual(['corroborated: a claim', 'vacuous: nothing was trained', 'falsified: refuted']);
});

test('one rule per threshold, and a picture of no claims at all', () => {
  const rules = layers(claims)
    .filter(({ mark }) => mark.type === 'rule')
    .map(({ data }) => data.values[0]!.log10E as number);
  expect(rules.map((log10E) => (10 ** log10E).toPrecision(3))).toEqual(['640', '3.20e+4']);
  expect(layers([]).length).toBeGreaterThan(0);
});
