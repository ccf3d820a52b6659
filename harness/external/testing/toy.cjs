'use strict';
/**
 * A family in another program, for tests: SGD finds the mean of noise. `node toy.cjs [MISTAKE]` makes one mistake, or with
 * `once FILE` before it, makes it in the first process that trains. TOY in the environment names a mistake, too.
 */
const { existsSync, writeFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { createInterface } = require('node:readline');

const [first, file, third] = process.argv.slice(2);
const again = first === 'once' && existsSync(file);
const mistake = first === 'once' ? (again ? undefined : third) : (first ?? process.env.TOY);
let started = 0;

const constant = (value) => ({ law: 'constant', from: value, to: value });
const description = {
  version: mistake === 'version' ? 2 : 1,
  name: 'toy',
  fingerprint: `node ${process.version}`,
  engines: { node: 'Node' },
  exact: true,
  purposes: ['truth', 'samples'],
  problems: {
    eta: { law: 'log-uniform', from: 0.05, to: 0.2 },
    s: { law: 'uniform', from: 0.5, to: 1 },
    bias: constant(0),
    frozen: constant(0),
  },
  corners: Object.fromEntries(
    [0.05, 0.2].flatMap((eta) => [0.5, 1].map((s) => [`eta ${eta}, s ${s}`, { eta, s, bias: 0, frozen: 0 }])),
  ),
  assumptions: {
    unbiased: {
      doc: 'samples have the mean that is sought',
      paper: 'E x = w*',
      symbols: ['bias'],
      dial: { doc: 'their mean is off', set: { bias: 'severity' } },
    },
  },
  dials: { frozen: { doc: 'no step is taken', set: { frozen: 'severity' } } },
  observations: { error: { doc: 'distance to the mean', range: [0, 'Infinity'], repeatBound: 0 } },
};

/** A uniform number in [0, 1), from a key and a step: a training that is loaded at a step sees the samples of that step. */
function uniform(key, step) {
  const word = createHash('sha256').update(`${key},${step}`).digest().readBigUInt64BE();
  return Number(word >> 11n) / 2 ** 53;
}

const trainings = new Map();
const ops = {
  describe: () => (mistake === 'changes' ? { ...description, fingerprint: `${process.pid}` } : description),
  start({ trainings: list }) {
    started += list.length;
    if (mistake === 'dies later' && (started > 20 || existsSync('dead'))) {
      // Started again it dies again.
      writeFileSync('dead', '');
      process.exit(9);
    }
    for (const { training, problem, keys } of list) {
      const w = 5 + 5 * uniform(keys.truth, 0);
      const noise = mistake === 'unseeded' ? Math.random : (step) => uniform(keys.samples, step);
      trainings.set(training, { problem, noise, w, truth: 0, step: 0 });
    }
    return {};
  },
  advance({ trainings: list, to }) {
    const diverged = list.map((training) => ({
      training,
      step: advance(trainings.get(training), to),
      what: 'loss is NaN',
    }));
    return { diverged: diverged.filter(({ step }) => step > 0) };
  },
  observe({ trainings: list }) {
    const values = list.map(({ training }) => Math.abs(trainings.get(training).w - trainings.get(training).truth));
    return { values: mistake === 'range' ? values.map(() => -1) : mistake === 'text' ? values.map(String) : values };
  },
  parameters: ({ training }) => ({ arrays: { w: { type: 'f8', values: [trainings.get(training).w] } } }),
  load({ training, step, arrays }) {
    Object.assign(trainings.get(training), { w: arrays.w.values[0], step });
    return {};
  },
  digest: ({ training }) => ({
    digest: createHash('sha256')
      .update(`${trainings.get(training).w}`)
      .digest('hex'),
  }),
  end({ trainings: list }) {
    for (const training of list) trainings.delete(training);
    return {};
  },
};

function advance(one, to) {
  const { eta, s, bias, frozen } = one.problem;
  for (; one.step < to; one.step++) {
    const x = one.truth + bias + s * Math.sqrt(12) * (one.noise(one.step) - 0.5);
    if (frozen === 0) one.w += eta * (x - one.w);
    if (mistake === 'diverges' && one.step === 6) return 7;
  }
  return 0;
}

/** What goes wrong at the first step; `describe` and `start` go well. */
function blunder(op) {
  if (first === 'once' && op !== 'describe') writeFileSync(file, '');
  if (op !== 'advance') return;
  if (mistake === 'chatty') console.log('epoch 1: loss 0.3');
  if (mistake === 'dies') {
    console.error('Traceback:\n  in train_step\nRuntimeError: out of memory');
    process.exit(7);
  }
  if (mistake === 'killed') process.kill(process.pid, 'SIGKILL');
  if (mistake === 'hangs') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const say = (line) => process.stdout.write(`${line}\n`);
if (mistake === 'broken') throw new Error('no module named torch');
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op, ...fields } = JSON.parse(line);
  blunder(op);
  if (op === 'advance' && mistake === 'error') return say(JSON.stringify({ id, error: 'train_step: expected a loss' }));
  if (op === 'observe' && mistake === 'nan') return say(`{"id":${id},"observe":{"values":[NaN]}}`);
  if (op === 'observe' && mistake === 'other') return say(JSON.stringify({ id: id + 1, observe: { values: [1] } }));
  say(JSON.stringify({ id, [op]: ops[op](fields) }));
});
