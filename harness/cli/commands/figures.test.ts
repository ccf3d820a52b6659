import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from '../testing/project';

const family = (offset = '0') => `
import { coin } from './family';
export const figured = { ...coin, observations: { ...coin.observations, drawn: {
  doc: 'the step and a number of the trial', range: [0, Infinity], prompted: false, witnessBound: () => 0,
  measure: (_, { step, key }) => ${offset} + step + key[0] / 2 ** 32,
} } };`;

const figures = (caption = 'A number.', observation = 'drawn') => `
import { cite, dynamics, gallery, sweep } from 'theoremcheck';
import { figured } from './figure-family';
const told = { caption: '${caption}', agreement: 'It is one.', source: cite('toy2024', 'figure 1'), trials: 5, prompts: 1, at: 'reference' };
export default gallery(figured, [
  dynamics({ ...told, name: 'in-time', title: 'In time', clock: 'steps', until: 1, points: 3, time: 't',
    panels: [{ title: 'left', y: { label: 'y' }, curves: { a: '${observation}' } }] }),
  sweep({ ...told, name: 'over-dials', title: 'Over dials', panels: [{ title: 'right', x: { label: 'x' }, y: { label: 'y' }, over: [0.25, 0.5],
    curves: {
      b: (x) => ({ dials: { idle: x }, quantity: { observation: 'drawn', at: '3' } }),
      c: () => ({ quantity: { observation: 'error', below: 0.5, every: '5', until: 'steps' } }),
    } }] }),
]);`;

const { cwd, served: run, servedOn: runOn, remove } = coinProject();
const write = (file: string, text: string) => writeFileSync(join(cwd, 'theorems/coin', file), text);
const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
beforeAll(() => {
  write('figure-family.ts', family());
  write('figures.ts', figures());
});
afterAll(remove);

/** The numbers of the trials 0 … 4, by the rule that docs of the harness state: a hash per stream, trial and purpose. */
function numbers(dials: readonly (readonly [string, number])[]): number[] {
  const hash = (...parts: readonly unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const root = hash('root', 'coin', 'reference', dials, null, 'figures-1');
  return [0, 1, 2, 3, 4].map((trial) => {
    const word = hash('purpose', hash('unit', root, trial), 'observe:drawn');
    return Number.parseInt(word.slice(0, 8), 16) / 2 ** 32;
  });
}

/** Of five numbers the tenth and the ninetieth per cent lie four tenths of the way to their neighbours. */
function row(x: number, curve: string, values: readonly number[]) {
  const [a, b, median, d, e] = values.toSorted((p, q) => p - q) as [number, number, number, number, number];
  const [low, y, high] = [a + 0.4 * (b - a), median, e - 0.4 * (e - d)].map((v) => Number(v.toPrecision(4)));
  return { x, curve, y, low, high };
}

test('what is drawn are medians and bands of the trials, whatever the workers', () => {
  const { status, out } = run('figures', '--json');
  const [time, dials] = JSON.parse(out) as { panels: object[]; first: number[]; epoch: string; trials: number }[];
  const base = numbers([]);
  const shifted = (by: number, from = base) => from.map((u) => u + by);
  expect(status).toBe(0);
  expect(time).toMatchObject({ figure: 'coin-in-time', epoch: 'figures-1', trials: 5 });
  expect(time!.panels).toEqual([[row(0, 'a', base), row(0.5, 'a', shifted(5)), row(1, 'a', shifted(10))]]);
  expect(time!.first).toEqual([0, 5, 10].map((step) => Number((step + base[0]!).toPrecision(6))));
  const at = (x: number) => row(x, 'b', shifted(3, numbers([['idle', x]])));
  // The error falls from 1 at step 0 to 0 at step 5: half of it half way.
  const half = (x: number) => ({ x, curve: 'c', y: 2.5, low: 2.5, high: 2.5 });
  expect(dials!.panels).toEqual([[at(0.25), at(0.5), half(0.25), half(0.5)]]);
  const files = () => readdirSync(join(cwd, 'reports/figures')).map((file) => read(`reports/figures/${file}`));
  const before = files();
  expect(before).toHaveLength(4);
  rmSync(join(cwd, '.theoremcheck/trials.jsonl'));
  rmSync(join(cwd, 'reports'), { recursive: true });
  expect(runOn(2, 'figures').status).toBe(0);
  expect(files()).toEqual(before);
}, 60_000);

test('names choose figures, trials and epochs other trainings; what makes no sense is refused in a sentence', () => {
  const { out } = run('figures', 'in-time', '--json', '--trials', '1', '--epoch', 'other', '--out', 'else');
  const [only, ...more] = JSON.parse(out) as { panels: { y: number; low: number }[][] }[];
  expect(more).toEqual([]);
  expect(only).toMatchObject({ figure: 'coin-in-time', epoch: 'other', trials: 1 });
  expect(only!.panels[0]![0]!.low).toBe(only!.panels[0]![0]!.y);
  expect(only!.panels[0]![0]!.y).not.toBe(Number(numbers([])[0]!.toPrecision(4)));
  expect(readdirSync(join(cwd, 'else'))).toEqual(['coin-in-time.json', 'coin-in-time.svg']);
  const refused = (...args: string[]) => run('figures', ...args);
  expect(refused('nothing')).toMatchObject({
    status: 2,
    err: expect.stringContaining('one of 2 figures, got "nothing" (closest: coin-in-time; coin-over-dials)'),
  });
  expect(refused('(')).toMatchObject({ status: 2, err: expect.stringContaining('got "("') });
  expect(refused('--gallery', '--trials', '1')).toMatchObject({
    status: 2,
    err: expect.stringContaining('got --trials'),
  });
  expect(refused('--check', '--gallery')).toMatchObject({ status: 2, err: expect.stringContaining('got both') });
  expect(refused('--trials', '0')).toMatchObject({
    status: 2,
    err: expect.stringContaining('an integer ≥ 1 for --trials'),
  });
}, 60_000);

test('a project without figures, and a file that is no gallery, are told so', () => {
  write('figures.ts', 'export const figures = [];');
  expect(run('figures')).toMatchObject({
    status: 2,
    err: expect.stringContaining('coin/figures.ts: expected export default gallery('),
  });
  rmSync(join(cwd, 'theorems/coin/figures.ts'));
  expect(run('figures')).toMatchObject({ status: 2, err: expect.stringContaining('figures.ts, got none') });
  write('figures.ts', figures());
}, 60_000);

describe('a gallery', () => {
  const check = () => run('figures', '--check');
  const stale = (sentence: string) =>
    expect(check()).toMatchObject({ status: 2, out: '', err: expect.stringContaining(sentence) });
  const fresh = { status: 0, out: 'docs/gallery is up to date: 2 figures\n' };

  test('that was just written is up to date, and shows captions and commands', () => {
    stale('coin-in-time: expected a drawn figure, got none');
    expect(run('figures', '--gallery').status).toBe(0);
    expect(check()).toMatchObject(fresh);
    for (const text of [
      'A number.',
      'It is one.',
      'gallery/coin-in-time.svg',
      'npx theoremcheck figures coin-over-dials',
    ])
      expect(read('docs/gallery.md')).toContain(text);
  }, 60_000);

  test('is stale after a change of words, which drawing anew mends without training', () => {
    write('figures.ts', figures('Another number.'));
    stale('coin-in-time.json: expected what its data give when drawn');
    rmSync(join(cwd, '.theoremcheck/trials.jsonl'));
    expect(run('figures', '--redraw').status).toBe(0);
    expect(existsSync(join(cwd, '.theoremcheck/trials.jsonl'))).toBe(false);
    expect(check()).toMatchObject(fresh);
    expect(read('docs/gallery.md')).toContain('Another number.');
  }, 60_000);

  test('is stale when a training gives another number', () => {
    write('figure-family.ts', family('1e-4'));
    stale('coin-in-time: expected the first trial to give');
    write('figure-family.ts', family('1e-9')); // beyond six digits
    expect(check()).toMatchObject(fresh);
    write('figure-family.ts', family());
  }, 60_000);

  test('is stale when something else is measured, and then is not drawn from old data', () => {
    write('figures.ts', figures('Another number.', 'error'));
    stale('coin-in-time: expected definition');
    expect(run('figures', '--redraw')).toMatchObject({ status: 2, err: expect.stringContaining('figures --gallery') });
    write('figures.ts', figures('Another number.'));
  }, 60_000);

  test('is stale when its data, its drawing or its page were touched, or a file is left over', () => {
    const touched = (file: string, change: (text: string) => string, sentence: string) => {
      const before = read(file);
      writeFileSync(join(cwd, file), change(before));
      stale(sentence);
      writeFileSync(join(cwd, file), before);
    };
    const svg = 'docs/gallery/coin-in-time.svg';
    touched('docs/gallery/coin-in-time.json', (text) => text.replace('"y":5', '"y":4'), 'coin-in-time.svg: expected');
    touched('docs/gallery/coin-in-time.json', (text) => text.replace('{"x":0,', '{"z":0,'), 'content that satisfies');
    touched(svg, (text) => text.replace('#0072b2', '#0072b3'), 'coin-in-time.svg: expected what its data give');
    touched(
      'docs/gallery.md',
      (text) => text.replace('It is one.', 'It is two.'),
      'expected the page of these figures',
    );
    writeFileSync(join(cwd, 'docs/gallery/coin-old.svg'), '');
    stale('coin-old.svg: expected a file of a figure, got one of none');
  }, 60_000);
});
