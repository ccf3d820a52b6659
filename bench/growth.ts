import { logLogSlope } from '../harness/judge/slope';
import { type Kernel, loadKernel } from '../model/engines/kernel';
import { fusedJob } from './engines';
import { concepts } from './problems';
import { interleave, type TimedJob } from './rounds';
import { twoWorkersAgainstOne } from './workers';

const ROUNDS = 7;
const BASE = { B: 32, L: 8, d: 40, m: 64, steps: 100, replicates: 1 };
type Varied = keyof typeof BASE;

/** What is varied, and what the algebra of a step says of it (docs/engines.md). */
const GRIDS: Readonly<Record<Varied, { readonly values: readonly number[]; readonly expected: string }>> = {
  steps: { values: [50, 100, 200, 400], expected: '1' },
  replicates: { values: [1, 2, 4, 8], expected: '1' },
  B: { values: [16, 32, 64, 128], expected: '1' },
  L: { values: [8, 16, 32, 64], expected: 'below 1: noise is drawn per prompt, choices per demonstration' },
  d: { values: [24, 48, 96, 192], expected: '1 to 2: products with d × d matrices, noise and features with d' },
  m: { values: [32, 64, 128, 256], expected: 'below 1: one of two products' },
};

/** How the processor time of trainings grows: the exponent fitted to all sizes, and that between the two largest. */
export async function growth(): Promise<void> {
  const kernel = loadKernel();
  console.log(
    `bu2024 at ${JSON.stringify(BASE)}, one of them varied; exponent of processor time, then between the largest two`,
  );
  for (const [size, { values, expected }] of Object.entries(GRIDS)) row(kernel, size as Varied, values, expected);
  const { median, best } = await twoWorkersAgainstOne();
  console.log(`workers      two do ${median.toFixed(2)} times the work of one (best round ${best.toFixed(2)})`);
}

function row(kernel: Kernel, size: Varied, values: readonly number[], expected: string): void {
  const jobs = Object.fromEntries(values.map((value) => [`${value}`, training(kernel, { ...BASE, [size]: value })]));
  const times = interleave(jobs, ROUNDS);
  const medians = values.map((value) => times[`${value}`]!.median);
  const [all, last] = [0, values.length - 2].map((from) => logLogSlope(values.slice(from), medians.slice(from)));
  const shown = values.map((value, i) => `${value}: ${(medians[i]! / 1000).toFixed(2)} ms`).join(', ');
  console.log(`${size.padEnd(12)} ${all!.toFixed(2)}, ${last!.toFixed(2)}   (${shown}; expected ${expected})`);
}

/** Whole trainings one after the other, each from its start; a unit is all of them. */
function training(kernel: Kernel, { B, L, d, m, steps, replicates }: typeof BASE): TimedJob {
  const { run } = fusedJob(kernel, concepts({ B, L, dX: d, dY: d, m }), steps);
  const all = () => {
    for (let i = 0; i < replicates; i++) run();
  };
  return { units: 1, run: all };
}
