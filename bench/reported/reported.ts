import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Seeds } from '../../harness';
import { bu2024 } from '../../theorems/bu2024/family';
import type { ConceptTraining } from '../../theorems/bu2024/training';
import { classicalTables } from '../classical-table';
import { seedsOf } from '../seeds';
import { spread } from '../spread';
import { ablationTable } from './ablations';
import { patternTables } from './patterns';
import { shiftTables } from './shifts';

/** Trainings per row: the standard errors that are printed come from their spread. */
const TRAININGS = 16;
const PROMPTS = 4096;

/** Prints what the theory cards ask to report beside the gate: nothing here decides anything. */
export async function reported(): Promise<void> {
  await bu2024.prepare('fused');
  console.log(`means of ${TRAININGS} trainings of the reference problem ± standard error; t in units of m K1/η\n`);
  console.log('| σ/|b| | Bayes error Φ(−|b|/σ) | error − Bayes at t = 12 | at t = 48 |\n| --- | --- | --- | --- |');
  for (const noise of [0.1, 0.2, 0.3, 0.4, 0.5]) console.log(await distanceToBayes(noise));
  console.log('\n| p | products along a, ν, complement | products b_j, b_k |\n| --- | --- | --- |');
  for (const p of [0, 0.01, 0.02, 0.05, 0.1]) console.log(await productsAt(p));
  await shiftTables();
  await ablationTable();
  await patternTables();
  await classicalTables();
}

async function distanceToBayes(noise: number): Promise<string> {
  const problem = bu2024.dials.noise!.apply(bu2024.reference, noise);
  const { bayes } = bu2024.symbols(problem);
  const excess = await sample(problem, [12, 48], (training, step, seeds) => {
    const at = { problem, step, prompts: PROMPTS, key: seeds('observe:error') };
    return [bu2024.observations.error.measure(training, at) - bayes!];
  });
  return `| ${noise} | ${bayes!.toPrecision(3)} | ${excess.map((e) => spread(e[0]!)).join(' | ')} |`;
}

async function productsAt(p: number): Promise<string> {
  const problem = bu2024.dials.polysemy!.apply(bu2024.reference, p);
  const { otherProducts, crossProducts } = bu2024.observations;
  const [sizes] = await sample(problem, [12], (training, step, seeds) => {
    const at = { problem, step, prompts: 0, key: seeds('none') };
    return [otherProducts.measure(training, at), crossProducts.measure(training, at)];
  });
  return `| ${p} | ${sizes!.map(spread).join(' | ')} |`;
}

type Measure = (training: ConceptTraining, step: number, seeds: Seeds) => number[];

/** time → quantity → one value per training */
async function sample(problem: ConceptProblem, times: readonly number[], measure: Measure): Promise<number[][][]> {
  const { unit } = bu2024.symbols(problem);
  const values: number[][][] = times.map(() => []);
  for (let i = 0; i < TRAININGS; i++) {
    const seeds = seedsOf(i);
    const training = await bu2024.train(problem, seeds, 'fused');
    for (const [j, time] of times.entries()) {
      const step = Math.round(time * unit!);
      training.advance(step);
      measure(training, step, seeds).forEach((value, q) => {
        values[j]![q] ??= [];
        values[j]![q].push(value);
      });
    }
  }
  return values;
}
