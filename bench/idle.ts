/** A family whose trainings take so long (ms) and no processor, so that what they are trained with shows. */
export const idleFamily = (rest: number) => `
import * as fc from 'fast-check';
const dial = (key) => ({ doc: key, physical: (s) => key + ' = ' + s, apply: (p, s) => ({ ...p, [key]: s }) });
const assumption = (name) => ({ name, doc: name, paper: name + ' = 0', region: { [name]: '0' }, dial: dial(name) });
const rest = () => void (${rest} && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${rest}));
export const idle = {
  name: 'idle', problems: fc.record({ a: fc.constant(0), b: fc.constant(0), n: fc.constant(0) }), reference: { a: 0, b: 0, n: 0 },
  corners: Object.fromEntries([1, 2, 3, 4].map((n) => ['n' + n, { a: 0, b: 0, n }])), check: () => {}, symbols: () => ({}),
  assumptions: { a: assumption('a'), b: assumption('b') }, dials: {}, engines: ['fused'],
  prepare: async () => ({ fingerprint: 'idle', describe: 'idle' }),
  train: async () => {
    let step = 0;
    return { engine: 'fused', get step() { return step; }, advance: (to) => { rest(); step = to; }, parameters: () => ({}), load: () => {} };
  },
  observations: {
    error: { doc: 'error', range: [0, 1], prompted: false, witnessBound: () => 0, measure: (_, { key }) => key[0] / 2 ** 32 },
  },
  arrays: async () => ({ arrays: {}, json: {} }),
};`;
/** A claim over it: that its error, uniform on [0, 1], is at most `bound`; what else it states is given as text. */
export const idleClaim = (bound = '0.5', more = '') => `
import { atMost, cite, dialled, synthetic, theorem } from 'theoremcheck';
import { idle } from './family';
export default theorem({
  name: 'low', statement: 'Errors are low.', source: cite('toy2024', 'lemma 1'), family: idle, forAll: ['a'],
  horizon: '1', claim: ({ at }) => atMost(at('horizon').error, '${bound}'), ${more}
  controls: { gross: [dialled('a', 1, { doc: 'a' })], nearMiss: [dialled('a', 0.6, { doc: 'a' })],
    positive: synthetic({ doc: 'none', observations: { error: { law: '0', noise: 'none' } } }) },
});`;

/** What a process spent: ms of processor, MB of memory at most. */
export interface Spent {
  readonly cpu: number;
  readonly memory: number;
}

/** Has a process say at its end what it spent. */
export const account = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const memory = process.resourceUsage().maxRSS / 1024;
  require('node:fs').writeFileSync(process.env.SPENT, JSON.stringify({ cpu: (user + system) / 1000, memory }));
});`;
