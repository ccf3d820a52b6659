import { utimesSync, writeFileSync } from 'node:fs';
import type { Disturbance, DisturbanceTally, Trying } from './row';

/** A clock that somebody sets: by up to three years, forwards and backwards, every few looks at it. */
const CLOCK = (seed: number) => `
const Real = Date;
let word = ${seed} >>> 0, left = 0, offset = 0;
function now() {
  if (left-- <= 0) {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    left = (word >>> 16) % 7;
    offset = (word / 2 ** 32 - 0.5) * 6 * 365 * 86_400_000;
  }
  return Math.round(Real.now.call(Real) + offset);
}
globalThis.Date = class Date extends Real {
  constructor(...args) {
    if (args.length === 0) super(now());
    else super(...args);
  }
  static now() { return now(); }
};`;

const FAMILY = 'theorems/coin/family.ts';

async function jumps({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  for (let i = 0; i < times; i++) {
    subject.reset({ builds: i % 2 === 0 });
    const file = subject.at('clock.cjs');
    writeFileSync(file, CLOCK(random.uint32()));
    // Sources from the past, or from a future that a bundle cannot be newer than.
    const year = 86_400 * 365 * (random.uniform() - 0.5) * 10;
    utimesSync(subject.at(FAMILY), Date.now() / 1000 + year, Date.now() / 1000 + year);
    const ended = await subject.start({ env: { NODE_OPTIONS: `--require ${file}` } }).ended;
    tally.disturbed(ended.how);
    tally.comparison(subject.faults(ended));
    await tally.resumes();
  }
}

export const clocks: readonly Disturbance[] = [
  {
    name: 'clock',
    says: 'a clock that jumps by years while a run goes on, sources from the past and the future',
    times: 8,
    run: jumps,
  },
];
