import { compile } from '../harness/compile/compile';
import type { Part } from '../harness/statement/gate';
import { unitOf } from '../harness/trials/draw/members';
import { measure } from '../harness/trials/training/measure';
import noisy from '../theorems/bu2024/outside/bayes-optimality-ends-with-noise.theorem';
import { inFloat64 } from './precision-trainings';
import { row } from './row';

const TRIALS = 8;
const PROMPTS = 4000;
/** In units of m K1/η. */
const TIMES = [6, 10, 12, 16, 24, 32, 48];

/** Prints from when on trainings at visible noise depend on rounding: bu2024's reference problem at σ/|b| = .4, fused and in float64. */
export async function atVisibleNoise(): Promise<void> {
  const [part] = compile(noisy, noisy.spec.name).parts as [Part];
  const { family, dials } = part.stream;
  const apart: number[][] = TIMES.map(() => []);
  for (let index = 0; index < TRIALS; index++) {
    const stream = { family: family.name, source: 'reference', dials, epoch: 'precision' };
    const { problem, members } = unitOf(family, stream, index);
    const unit = family.symbols(problem as never).unit!;
    const requests = TIMES.map((t) => ({ ...part.plan(problem)[0]!, prompts: PROMPTS, at: Math.round(t * unit) }));
    const single = await measure(family, 'fused', members[0]!, requests);
    const double = await measure(inFloat64(family), 'fused', members[0]!, requests);
    for (const [i, all] of apart.entries()) all.push(Math.abs(single.values[i]! - double.values[i]!));
  }
  console.log(`\nAt σ/|b| = .4, ${TRIALS} trainings, 0–1 errors on ${PROMPTS} prompts, fused against float64\n`);
  row('t', 'trainings apart by more than one prompt', 'largest difference');
  row('---', '---', '---');
  for (const [i, all] of apart.entries()) {
    const more = all.filter((one) => one > 1.5 / PROMPTS).length;
    row(TIMES[i]!, `${more} of ${TRIALS}`, Math.max(...all).toPrecision(2));
  }
}
