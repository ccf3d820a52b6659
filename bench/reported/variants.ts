import type { ConceptProblem } from '../../generators/concepts/problem';
import { labelActivations } from '../../model/concepts/meanings';
import type { Sign } from '../../model/concepts/readings';
import { bu2024 } from '../../theorems/bu2024/family';
import type { ConceptTraining } from '../../theorems/bu2024/training';
import { row } from '../row';
import { seedsOf } from '../seeds';
import { spread } from '../spread';

/** Trainings per row. */
const TRAININGS = 24;
const PROMPTS = 2000;
const { reference, dials, observations, symbols } = bu2024;

type ObservationName = keyof typeof observations;
type Read = (training: ConceptTraining, step: number, index: number) => number;

/** Prints what the sources of bu2024 mention beside the setting of the gate: other models, losses, starts and features. */
export async function variants(): Promise<void> {
  await bu2024.prepare('fused');
  await learningTable();
  await excessTable();
  await coefficientTable();
  await neuronTable();
  await meaningTable();
}

/** The reference problem moved by dials. */
const moved = (settings: Readonly<Record<string, number>>): ConceptProblem =>
  Object.entries(settings).reduce((problem, [name, value]) => dials[name]!.apply(problem, value), reference);

const observed =
  (name: ObservationName, prompts = PROMPTS): Read =>
  (training, step, index) =>
    observations[name].measure(training, {
      problem: training.problem,
      step,
      prompts,
      key: seedsOf(index)(`observe:${name}`),
    });

/** One value per training, of each quantity at each time in units of m K1/η. */
async function sampled(problem: ConceptProblem, reads: readonly (readonly [number, Read])[]): Promise<number[][]> {
  const values: number[][] = reads.map(() => []);
  for (let i = 0; i < TRAININGS; i++) {
    const training = await bu2024.train(problem, seedsOf(i), 'fused');
    for (const [column, [time, read]] of reads.entries()) {
      const step = Math.round(time * symbols(problem).unit!);
      training.advance(step);
      values[column]!.push(read(training, step, i));
    }
  }
  return values;
}

async function learningTable(): Promise<void> {
  const error = observed('error');
  title('0–1 error, and attention on the query’s sign', [
    ...['variant', 't = 1', '2', '4', '12', 'largest at 12', 'attention at 12', 'least'],
  ]);
  const rows: Record<string, Record<string, number>> = {
    'the model': {},
    'learned biases (constant input 1)': { bias: 1 },
    'hinge loss': { hingeLoss: 1 },
    'random W_Q, W_K': { randomAttention: 1 },
    'κ = 0': { angle: 0 },
    'κ = −.5': { angle: -0.5 },
    'κ = −.9': { angle: -0.9 },
    'L = 2': { trainingLength: 2 },
    'B = 1': { batchSize: 1 },
    'L = 2, B = 1': { trainingLength: 2, batchSize: 1 },
    'L = 2, B = 1, η = 1': { trainingLength: 2, batchSize: 1, stepSize: 1 },
    'training skewed to one concept, .9': { trainingSkew: 0.9 },
  };
  for (const [name, settings] of Object.entries(rows)) {
    const times = [1, 2, 4, 12].map((time) => [time, error] as const);
    const columns = await sampled(moved(settings), [...times, [12, observed('correctAttention')]]);
    const attention = columns.pop()!;
    row(name, ...columns.map(spread), largest(columns[3]!), spread(attention), Math.min(...attention).toPrecision(3));
  }
}

/** How far the model is from the oracle where the Bayes error can be seen: σ/|b| = .3. */
async function excessTable(): Promise<void> {
  title('error − Bayes at σ/|b| = .3 (Bayes error .000429)', ['changed', 't = 12', 't = 48']);
  const rows: Record<string, Record<string, number>> = {
    nothing: {},
    ...Object.fromEntries([2, 4, 16, 32].map((trainingLength) => [`L = ${trainingLength}`, { trainingLength }])),
    ...Object.fromEntries([100, 200].map((width) => [`m = ${width}`, { width }])),
    ...Object.fromEntries([0, 1e-3].map((decay) => [`λ = ${decay}`, { decay }])),
  };
  for (const [name, settings] of Object.entries(rows)) {
    const problem = moved({ noise: 0.3, ...settings });
    const { bayes } = symbols(problem);
    const excess: Read = (...at) => observed('error', 4000)(...at) - bayes!;
    const reads = [12, 48].map((time) => [time, excess] as const);
    row(name, ...(await sampled(problem, reads)).map(spread));
  }
}

async function coefficientTable(): Promise<void> {
  const times = [0, 0.5, 1, 2, 3, 4, 6, 8, 12, 24, 48, 96];
  title('mean label coefficient c(t) and product b_1ᵀ M b_1/|b_1|² without weight decay', [...['t', 'c', 'product']]);
  const reads = times.flatMap((time) =>
    (['coefficient', 'concentration1'] as const).map((name) => [time, observed(name)] as const),
  );
  const columns = await sampled(moved({ decay: 0 }), reads);
  for (const [i, time] of times.entries()) row(time, spread(columns[2 * i]!), spread(columns[2 * i + 1]!));
}

/** Which neurons fire when attention has mixed exactly q_k^e = c_k + e d_k. */
async function neuronTable(): Promise<void> {
  title('share of neurons that fire, and their mean value, at ideal attention', [
    ...['read-out and label', 'share at t = 0', 'share at t = 12', 'value at t = 0', 'value at t = 12'],
  ]);
  for (const read of [1, -1] as const) {
    for (const label of [1, -1] as const) {
      const share = firing(read, label, (h) => (h > 0 ? 1 : 0));
      const value = firing(read, label, (h) => h);
      const reads = [0, 12].flatMap((time) => [share, value].map((one) => [time, one] as const));
      const [early, earlyValue, late, lateValue] = await sampled(reference, reads);
      const name = `r ${read > 0 ? '>' : '<'} 0, label ${label > 0 ? '+' : '−'}1`;
      row(name, ...[early!, late!, earlyValue!, lateValue!].map(spread));
    }
  }
}

/** Whether attention tells concepts, and attention and neurons the meanings of a word of two concepts, apart. */
async function meaningTable(): Promise<void> {
  title(
    'attention on the query’s concept where half are about others; of a word of two concepts, attention on the sign that is asked for, and activation for it',
    [
      ...['changed', 'concept, t = 0', 'concept, t = 12', 'sign, t = 0', 'sign, t = 12', 'least sign, t = 12'],
      ...['activation, t = 0', 'activation, t = 12', 'least activation, t = 12'],
    ],
  );
  const rows: Record<string, Record<string, number>> = {
    nothing: {},
    'p = .02': { polysemy: 0.02 },
    'p = .1': { polysemy: 0.1 },
    'half of the demonstrations foreign': { sharedConcept: 0.5 },
    'κ = .7': { angle: 0.7 },
    'σ0 = .4': { initScale: 0.4 },
  };
  const reads = (['ownConceptMass', 'polysemousMass', 'polysemousActivation'] as const).map((name) => observed(name));
  const times = [0, 12].flatMap((time) => reads.map((read) => [time, read] as const));
  const least = (values: readonly number[]) => Math.min(...values).toPrecision(3);
  for (const [name, settings] of Object.entries(rows)) {
    const [own, sign, active, ownLate, signLate, activeLate] = await sampled(moved(settings), times);
    const spreads = [own!, ownLate!, sign!, signLate!].map(spread);
    row(name, ...spreads, least(signLate!), ...[active!, activeLate!].map(spread), least(activeLate!));
  }
}

/** Mean over concepts and over neurons with this sign of the read-out. */
function firing(read: Sign, label: Sign, of: (hidden: number) => number): Read {
  return (training) => {
    const weights = training.weights();
    const values = labelActivations(weights, training.dictionary, label).flatMap((hidden) =>
      Array.from(
        hidden.filter((_, i) => Math.sign(weights.r[i]!) === read),
        of,
      ),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
}

const largest = (values: readonly number[]): string => Math.max(...values).toPrecision(2);

function title(text: string, head: readonly string[]): void {
  console.log(`\n${text}; ${TRAININGS} trainings of the reference problem, t in units of m K1/η\n`);
  console.log(`| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
}
