import type { ClaimDynamics, ObservedCurve } from '../../dynamics/claim-dynamics';
import { dynamicsFigure } from './dynamics-figure';
import { rounded } from './rounded';

const curve = (trial: ObservedCurve['trial'], values: readonly number[], index = 0): ObservedCurve => ({
  trial,
  index,
  steps: values.map((_, i) => 10 * i),
  values,
  read: [10],
});
const dynamics = (curves: readonly ObservedCurve[], level = 0.5): ClaimDynamics => ({
  part: 'mixture',
  block: false,
  panels: [
    {
      observation: 'error',
      doc: '0–1 error',
      curves,
      bounds: [{ trial: curves[0]!.trial, side: 'at most', steps: [20], values: [level] }],
    },
  ],
});
interface Panel {
  readonly data: { readonly values: readonly { step: number; value: number; trial: string; read: boolean }[] };
  readonly layer: readonly { readonly data?: { readonly values: readonly object[] } }[];
}
const panelOf = (of: ClaimDynamics) =>
  (dynamicsFigure('c', of, 'd')!.spec as unknown as { vconcat: Panel[] }).vconcat[0]!;

test('every value of every curve, with those that the claim reads', () => {
  const { data } = panelOf(dynamics([curve('median', [0.5, 0.4, 0.3]), curve('worst', [0.6, 0.5])]));
  expect(data.values).toEqual([
    { trial: 'median', step: 0, value: 0.5, read: false },
    { trial: 'median', step: 10, value: 0.4, read: true },
    { trial: 'median', step: 20, value: 0.3, read: false },
    { trial: 'worst', step: 0, value: 0.6, read: false },
    { trial: 'worst', step: 10, value: 0.5, read: true },
  ]);
});

test('a bound runs from step 0 to where it is claimed', () => {
  const { layer } = panelOf(dynamics([curve('median', [0.5, 0.4])]));
  expect(layer[0]!.data!.values).toEqual([
    { line: 0, step: 0, value: 0.5 },
    { line: 0, step: 20, value: 0.5 },
  ]);
});

test('an infinite bound is none', () => {
  const { layer } = panelOf(dynamics([curve('median', [0.5, 0.4])], Number.POSITIVE_INFINITY));
  expect(layer[0]!.data!.values).toEqual([]);
  expect(layer).toHaveLength(3);
});

test('a bound that could not be told from 0 makes the axis logarithmic, where 0 lies at its end', () => {
  const { data } = panelOf(dynamics([curve('median', [1, 0.1, 0])], 0.01));
  const [one, tenth, zero] = data.values.map(({ value }) => value);
  expect([one, tenth]).toEqual([0, -1]);
  expect(zero).toBeLessThan(-2);
  expect(Number.isFinite(zero)).toBe(true);
});

test('what happens early, or is read at equal ratios, is drawn over a logarithmic time with step 0 at its beginning', () => {
  const steps = [0, 1, 4, 40, 80];
  const early = { ...curve('median', []), steps, values: [0.5, 0.3, 0.1, 0.1, 0.1], read: [80] };
  const places = (one: ObservedCurve) => panelOf(dynamics([one])).data.values.map(({ step }) => step);
  expect(places(early)).toEqual(
    [Math.log10(0.5), 0, Math.log10(4), Math.log10(40), Math.log10(80)].map((place) => rounded(place)),
  );
  const late = { ...early, values: [0.5, 0.5, 0.5, 0.3, 0.1] };
  expect(places(late)).toEqual(steps);
  expect(places({ ...late, read: steps })).toEqual(places(early));
});

test('no picture of what has no values', () => {
  expect(dynamicsFigure('c', dynamics([curve('median', [])]), 'd')).toBeUndefined();
  expect(dynamicsFigure('c', { part: 'p', block: false, panels: [] }, 'd')).toBeUndefined();
});
