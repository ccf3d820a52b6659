import * as fc from 'fast-check';
import { compile } from '../../compile/compile';
import { cite } from '../../statement/cite';
import { dialled, shifted, synthetic } from '../../statement/controls';
import type { Dial, Family, Seeds, Training } from '../../statement/family';
import { all, atMost } from '../../statement/relation';
import { type TheoremSpec, theorem } from '../../statement/theorem';
import { OwnLab } from '../../trials/lab';
import { MemoryStore } from '../../trials/store/memory-store';
import { worker } from '../../trials/workers/worker';
import type { Bench } from '../bring';
import type { WrittenClaim } from '../claim-file';

/** Trainings whose numbers are uniform: `size` on [0, level], `other` on [0, 1/2]. Before any step they are 5 and 50. */
interface DiceProblem {
  readonly level: number;
}

interface DiceTraining extends Training {
  readonly seeds: Seeds;
}

const dial: Dial<DiceProblem> = {
  doc: 'level',
  physical: (severity) => `level = ${severity}`,
  apply: (_, level) => ({ level }),
};

const uniform = (untrained: number, of: (problem: DiceProblem, u: number) => number) => ({
  doc: 'a uniform number',
  range: [0, Number.POSITIVE_INFINITY] as const,
  prompted: false,
  witnessBound: () => 0,
  measure: (_: DiceTraining, at: { problem: DiceProblem; step: number; key: readonly [number, number] }) =>
    at.step === 0 ? untrained : of(at.problem, at.key[0] / 2 ** 32),
});

function train(seeds: Seeds): DiceTraining {
  let step = 0;
  return {
    engine: 'dice',
    seeds,
    get step() {
      return step;
    },
    advance: (to) => {
      step = to;
      return undefined;
    },
    parameters: () => ({ w: Float64Array.from([...seeds('init'), step]) }),
    load: (_, to) => {
      step = to;
    },
  };
}

const reference: DiceProblem = { level: 1 };

const dice: Family<DiceProblem, DiceTraining> = {
  name: 'dice',
  problems: fc.record({ level: fc.constant(1) }),
  reference,
  corners: { a: { level: 0.9 }, b: { level: 0.8 }, c: { level: 0.7 }, d: { level: 0.6 } },
  check: () => {},
  symbols: ({ level }) => ({ level }),
  assumptions: {
    fair: { name: 'fair', doc: 'level 1', paper: 'level 1', region: { level: '0 … 1, uniform' }, dial },
  },
  dials: {},
  engines: ['dice'],
  prepare: () => Promise.resolve({ fingerprint: 'dice', describe: 'dice' }),
  train: (_, seeds) => Promise.resolve(train(seeds)),
  observations: { size: uniform(5, ({ level }, u) => level * u), other: uniform(50, (_, u) => u / 2) },
  arrays: () => Promise.resolve({ arrays: {}, json: {} }),
};

const family = dice as unknown as Family;

const common: Omit<TheoremSpec, 'claim' | 'controls' | 'name'> = {
  statement: 'Dice are small.',
  source: cite('none', 'a toy'),
  family,
  forAll: ['fair'],
  horizon: '1',
};
const positive = synthetic({
  doc: 'small',
  observations: { size: { law: '0', noise: 'none' }, other: { law: '0', noise: 'none' } },
});
const gross = [dialled('fair', 100, { doc: 'huge' })];
const nearMiss = [dialled('fair', 2.2, { doc: 'half of them too large, and none twice' })];

const writtenOf = (spec: TheoremSpec): WrittenClaim => ({
  spec,
  gate: compile(theorem(spec), `${spec.name}.theorem.ts`),
});

/** size ≤ 1.1, of which everything is known: it never fails, and at a factor s it fails with probability 1 − 1.1/s. */
export const small = writtenOf({
  ...common,
  name: 'small',
  claim: ({ at }) => atMost(at('horizon').size, '1.1'),
  controls: { gross, nearMiss, positive },
});

/** The same with a second atom that a pin breaks alone, and five times as far as it has to. */
export const pinned = writtenOf({
  ...common,
  name: 'pinned',
  claim: ({ at }) => all(atMost(at('horizon').size, '1.1'), atMost(at('horizon').other, '5')),
  controls: { gross, nearMiss, pins: [shifted(25, { of: 'other', doc: 'far out' })], positive },
});

/** A bench in this thread, with a memory of its own for each epoch. */
export function benchOf(epoch: string): Bench {
  const answer = worker([family]);
  const workers = {
    size: 4,
    run: (job: Parameters<typeof answer>[0]['job']) => answer({ job }),
    close: async () => {},
  };
  const replay = workers.run;
  const lab = new OwnLab({ store: new MemoryStore(), workers, replay, code: 'dice', epoch, silence: 60 });
  return { lab, profile: 'pr', standingOf: () => ({ epoch, weight: 1 }) };
}
