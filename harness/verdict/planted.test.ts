import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { coinProject } from '../cli/testing/project';
import type { Verdicts } from './results/verdicts-file';

/**
 * Families whose trials are not independent, each in one way, tried with the real program: a momentum method that finds the mean of
 * eight numbers. Without its fault the claim over it is corroborated.
 */
const sound = `
import * as fc from 'fast-check';
import { Random } from 'theoremcheck/generators';

const KEPT = {};
let [count, draws] = [0, 0];
const dial = (name) => ({ doc: name, physical: (s) => name + ' = ' + s, apply: (p, s) => ({ ...p, [name]: s }) });
const reference = { eta: 0.1, off: 0 };
const numbersOf = (key) => Array.from({ length: 8 }, ((random) => () => random.normal())(new Random(key)));

function start(problem, seeds, engine) {
  const eta = problem.eta;
  const data = numbersOf(seeds('data'));
  let [w, v, step] = [10 + new Random(seeds('init')).normal(), 0, 0];
  return {
    engine,
    get step() { return step; },
    advance(to) {
      for (; step < to; step++) {
        v = 0.5 * v + (w - data[step % 8]);
        w -= eta * v;
      }
    },
    parameters: () => ({ w: Float64Array.of(w), v: Float64Array.of(v) }),
    load: (parameters, at) => { [w, v, step] = [parameters.w[0], parameters.v[0], at]; },
    stepBound: () => ({ w: Float64Array.of(1e-9), v: Float64Array.of(1e-9) }),
    gap: () => Math.abs(w - data.reduce((sum, x) => sum + x, 0) / 8),
  };
}

export const planted = {
  name: 'NAME',
  problems: fc.integer({ min: 0, max: 1e6 }).map((n) => ({ eta: 0.05 + 1e-7 * n, off: 0 })),
  reference,
  corners: { a: { eta: 0.05, off: 0 }, b: { eta: 0.15, off: 0 }, c: { eta: 0.07, off: 0 }, d: { eta: 0.12, off: 0 } },
  check: () => {},
  symbols: ({ eta }) => ({ eta }),
  assumptions: { small: { name: 'small', doc: 'small', paper: 'off = 0', region: { off: '0' }, dial: dial('off') } },
  dials: {},
  engines: ENGINES,
  prepare: async () => ({ fingerprint: 'planted', describe: 'planted', exact: true }),
  train: async (problem, seeds, engine) => start(problem, seeds, engine),
  observations: {
    gap: {
      doc: 'distance from the mean', range: [0, Infinity], prompted: false, witnessBound: () => 1e-6,
      measure: (training, { problem }) => training.gap() + problem.off,
    },
  },
  arrays: async () => ({ arrays: {}, json: {} }),
};`;

const theorem = `
import { atMost, cite, dialled, synthetic, theorem } from 'theoremcheck';
import { planted } from './family';
export default theorem({
  name: 'NAME', statement: 'The mean is found.', source: cite('toy2024', 'lemma 3'), family: planted, forAll: ['small'],
  horizon: '40', claim: ({ at }) => atMost(at('horizon').gap, '3'), margin: 0.35,
  controls: {
    gross: [dialled('small', 10, { doc: 'far off' })],
    nearMiss: [dialled('small', 3, { doc: 'off by the bound' })],
    positive: synthetic({ doc: 'none', observations: { gap: { law: '0', noise: 'none' } } }),
  },
});`;

type Fault = readonly [name: string, from: string, to: string, said: RegExp];

const DATA = "const data = numbersOf(seeds('data'));";
const INIT = "new Random(seeds('init'))";
const ETA = 'const eta = problem.eta;';
const DRAW = 'eta: 0.05 + 1e-7 * n';
const SECOND = /expected the same problem of trial \d+ whenever it is drawn/;
const REPLAY =
  /replay: expected trial \d+ of ".*" to the last bit in a fresh process, got other parameters after step \d+ \(is every/;

const faults: readonly Fault[] = [
  [
    'cached-per-process',
    DATA,
    "const data = (KEPT.data ??= numbersOf(seeds('data')));",
    /key "data": expected another key to change parameters or an observation, got the same numbers/,
  ],
  [
    'cached-per-problem',
    DATA,
    "const data = (KEPT[problem.eta] ??= numbersOf(seeds('data')));",
    /key "data": expected another key to change/,
  ],
  // The keys are looked at in trainings that are among the first of their process: only replays can see these two.
  [
    'cached-late',
    DATA,
    "const own = numbersOf(seeds('data')); const data = ++count > 14 ? (KEPT.data ??= own) : own;",
    REPLAY,
  ],
  ['worn-out', ETA, 'const eta = ++count > 14 ? problem.eta / 2 : problem.eta;', REPLAY],
  [
    'random-data',
    DATA,
    "const data = Array.from({ length: 8 }, Math.random); seeds('data');",
    /train\(\): expected the same step 1 of the same trial twice, got other values of [wv]/,
  ],
  ['constant-keys', ETA, `${ETA} seeds = () => [1, 2];`, /train\(\): expected a training that asks for keys, got none/],
  [
    'constant-key',
    INIT,
    "new Random((seeds('init'), [1, 2]))",
    /key "init": expected another key to change parameters/,
  ],
  [
    'shared-stream',
    ETA,
    `${ETA} const own = seeds; seeds = (purpose) => [own('trial')[0] % 20, purpose.length];`,
    /expected no two trials to be the same training, got the same parameters after step 1 in trial \d+ of ".*" and in trial \d+ of ".*"/,
  ],
  ['counted-draws', DRAW, 'eta: 0.05 + 1e-7 * ((n + draws++) % 1e6)', SECOND],
  ['random-draws', DRAW, 'eta: 0.05 + 0.1 * Math.random()', SECOND],
  [
    'load-drops-state',
    '[w, v, step] = [parameters.w[0], parameters.v[0], at];',
    '[w, step] = [parameters.w[0], at];',
    /load\(\): expected the same step \d+ after it as without it, got other values of [wv] \(parameters\(\) has to give/,
  ],
  [
    'parameters-drop-state',
    '({ w: Float64Array.of(w), v: Float64Array.of(v) }),\n    load: (parameters, at) => { [w, v, step] = [parameters.w[0], parameters.v[0], at]; },',
    '({ w: Float64Array.of(w) }),\n    load: (parameters, at) => { [w, v, step] = [parameters.w[0], 0, at]; },',
    /load\(\): expected the same step \d+ after it as without it, got other values of w/,
  ],
];

const { cwd, runOn, remove } = coinProject();
afterAll(remove);
jest.setTimeout(600_000);

const engines = { one: "['fused']", two: "['fused', 'tfjs']" } as const;

function write(name: string, number: keyof typeof engines, [from, to]: readonly [string, string]): void {
  const called = `${name}-${number}`;
  const put = (file: string, text: string) => {
    const path = join(cwd, `theorems/planted/${called}/${file}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replace('NAME', called).replace('ENGINES', engines[number]));
  };
  expect(sound).toContain(from);
  put(
    'family.ts',
    sound.replace(from, () => to),
  );
  put('it.theorem.ts', theorem);
}

for (const number of ['one', 'two'] as const) {
  write('sound', number, ['', '']);
  for (const [name, from, to] of faults) write(name, number, [from, to]);
}

describe.each([1, 3])('with %d workers', (workers) => {
  let said: ReadonlyMap<string, string> = new Map();
  beforeAll(() => {
    const { out, status, err } = runOn(workers, 'verify', 'planted', '--json', '--epoch', `planted-${workers}`);
    if (out === '') throw new Error(err);
    const { claims } = JSON.parse(out) as Verdicts;
    said = new Map(claims.map(({ name, verdict, because }) => [name, `${verdict}: ${because}`]));
    expect(status).toBe(2);
  });

  it.each(['one', 'two'])('trials that are independent end in a verdict, with engine%.0s %s', (number) => {
    expect(said.get(`sound-${number}`)).toMatch(/^(corroborated|vacuous): /);
  });

  it.each(faults.flatMap((fault) => ['one', 'two'].map((number) => [fault[0], number, fault[3]] as const)))(
    '%s is an error that names the cause, with %s engine(s)',
    (name, number, message) => {
      expect(said.get(`${name}-${number}`)).toMatch(/^error: /);
      expect(said.get(`${name}-${number}`)).toMatch(message);
    },
  );
});
