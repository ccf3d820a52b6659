import { join } from 'node:path';
import { coinProject } from '../../cli/testing/project';
import { readStudyFile, type Study } from '../../study/study-file';
import { matrixFigure } from './matrix-figure';
import { severityAxis } from './severity-axis';
import { studyFigures } from './study-figures';

const { cwd, served: run, remove } = coinProject({ margin: '' });
afterAll(remove);
jest.setTimeout(60_000);

const studied = (...args: string[]): Study => {
  const ran = run('falsify', ...args, '--out', 'study.json');
  expect(ran.err.replace(/^theoremcheck: .*$/gm, '').trim()).toBe('');
  return readStudyFile(join(cwd, 'study.json'));
};
type Values = readonly Record<string, unknown>[];
interface Layered {
  readonly vconcat: readonly { readonly layer: readonly { readonly data?: { readonly values: Values } }[] }[];
}
const rowsOf = (study: Study, has: string) =>
  (studyFigures(study, 's')[0]!.spec as unknown as Layered).vconcat.map(({ layer }) =>
    layer.flatMap(({ data }) => (data ? [data.values] : [])).find(([first]) => first && has in first),
  );

test('a sweep shows the shares that its trials have, with intervals about them', () => {
  const study = studied('^rare$', '--assumption', 'fair', '--sweep', '5', '--trials', '6');
  const [points] = rowsOf(study, 'rate');
  const { placed } = study.rows[0]!;
  const counted = [0, 0.25, 0.5, 0.75, 1].map((severity) => {
    const there = placed.filter(({ at }) => at[0] === severity);
    return { severity, rate: there.filter(({ outcome }) => (outcome as number[])[0] === 1).length / there.length };
  });
  expect(points!.map(({ severity, rate }) => ({ severity, rate: (rate as number).toFixed(4) }))).toEqual(
    counted.map(({ severity, rate }) => ({ severity, rate: rate.toFixed(4) })),
  );
  for (const { rate, low, high } of points as readonly Record<string, number>[]) {
    expect(low!).toBeLessThanOrEqual(rate!);
    expect(high!).toBeGreaterThanOrEqual(rate!);
  }
  expect(studyFigures(study, 's')).toHaveLength(1);
});

test('a search shows its bracket, its level, and a model that never falls', () => {
  const study = studied('^rare$', '--assumption', 'fair', '--tau', '0.25', '--trials', '60');
  const { low, high } = study.rows[0]!.claims[0]!.breaking![0]!;
  const [band] = rowsOf(study, 'high');
  expect(band).toMatchObject([{ severity: low, high: Math.min(1, high) }]);
  // drawn about its own level, so that two thresholds do not cover each other
  expect(((band![0]!.bottom as number) + (band![0]!.top as number)) / 2).toBeCloseTo(0.25, 12);
  expect(rowsOf(study, 'tau')[0]).toMatchObject([{ tau: 0.25 }]);
  const means = rowsOf(study, 'mean')[0]!.map(({ mean }) => mean as number);
  expect(means).toHaveLength(41);
  expect(means).toEqual([...means].sort((a, b) => a - b));
  // severity is the violation rate here: the model lies below one half at the lower end, above it at the upper one
  expect([means[0]! < 0.25, means[40]! > 0.75]).toEqual([true, true]);
});

test('a search for both thresholds shows both brackets, both levels and one model', () => {
  const study = studied('^rare$', '--assumption', 'fair', '--trials', '20');
  const layers = (studyFigures(study, 's')[0]!.spec as unknown as Layered).vconcat[0]!.layer;
  const has = (field: string) => layers.filter(({ data }) => data?.values[0] && field in data.values[0]);
  expect(has('bottom')).toHaveLength(2);
  expect(has('mean')).toHaveLength(1);
  expect(has('tau').map(({ data }) => data!.values[0]!.tau)).toEqual([0.5, 0.1]);
});

test('a pair shows the counts of every pair of severities', () => {
  const study = studied('^rare$', '--pair', 'fair', 'idle', '--trials', '3');
  const [figure] = studyFigures(study, 's');
  const { values } = (figure!.spec as unknown as { data: { values: Values } }).data;
  expect(values).toHaveLength(36);
  for (const { down, across, text, rate } of values) {
    const there = study.rows[0]!.placed.filter(({ at }) => at[0] === down && at[1] === across);
    const broken = there.filter(({ outcome }) => (outcome as number[])[0] === 1).length;
    expect([text, (rate as number).toFixed(3)]).toEqual([`${broken}/3`, (broken / 3).toFixed(3)]);
  }
});

test('the matrix says in its cells what the terminal says', () => {
  const study = studied('--matrix', '--trials', '12');
  const { out } = run('falsify', '--matrix', '--trials', '12');
  const tables = out.split('coin: severity at which').slice(1);
  expect(tables).toHaveLength(2);
  for (const [i, threshold] of (['most', 'claim'] as const).entries()) {
    const line = (dial: string) => new RegExp(`^${dial} +(.*)$`, 'm').exec(tables[i]!)![1]!.trim().split(/\s+/);
    const { spec, title } = matrixFigure(study.rows, threshold, 'm')!;
    const cells = (spec as unknown as { layer: { data: { values: Values } }[] }).layer[0]!.data.values;
    for (const dial of ['fair', 'idle']) {
      expect(cells.filter(({ assumption }) => assumption === dial).map(({ text }) => text)).toEqual(line(dial));
    }
    expect(title).toContain(threshold === 'most' ? 'τ = 0.5, most trainings fail' : 'τ = 0.1, the claim fails');
  }
  expect(studyFigures(study, 's')).toHaveLength(2);
});

test('the axis of a dial has physical values where something was measured, and its symbol once', () => {
  const at = (severity: number, value: string) => ({ at: [severity], values: [value] }) as never;
  const { axis, title } = severityAxis([at(0, 'p as drawn'), at(0.35, 'p = 0.2'), at(0.7, 'p = 0.4')], 'sparse', true);
  expect(title).toBe('severity of sparse; below: p');
  expect(axis.values).toEqual([0, 0.35, 0.7, 1]);
  expect(JSON.parse(/^\((\{.*\})\)/.exec(axis.labelExpr)![1]!)).toEqual({
    '0': ['0', 'as drawn'],
    '0.35': ['0.35', '0.2'],
    '0.7': ['0.7', '0.4'],
    '1': ['1', ''],
  });
});
