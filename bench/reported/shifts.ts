import type { ConceptProblem } from '../../generators/concepts/problem';
import { bu2024 } from '../../theorems/bu2024/family';
import { row } from '../row';
import { seedsOf } from '../seeds';
import { spread } from '../spread';

/** Trainings per cell. */
const TRAININGS = 48;
const PROMPTS = 1000;
const { reference, corners, dials, observations } = bu2024;

type ErrorName = 'error' | 'errorConic';

/** Prints where test prompts of other laws begin to be answered wrongly (bu2024, out of distribution). */
export async function shiftTables(): Promise<void> {
  await bu2024.prepare('fused');
  await negativeTable();
  await lengthTable();
}

async function negativeTable(): Promise<void> {
  const head = ['share of negative coefficients', 'in labels', 'largest', 'in words', 'largest'];
  title('0–1 error on combinations of learned concepts, reference problem', head);
  for (const share of [0, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 1]) {
    const [labels, words] = await Promise.all(
      ['conicLabels', 'conicWords'].map((dial) => errors('errorConic', dials[dial]!.apply(reference, share))),
    );
    row(share, ...withLargest(labels!), ...withLargest(words!));
  }
}

async function lengthTable(): Promise<void> {
  title('0–1 error against the demonstrations in a test prompt', [
    'demonstrations',
    'reference',
    'largest',
    'corner “crowded”',
    'largest',
  ]);
  for (const length of [2, 4, 8, 16, 32, 64, 128]) {
    const [near, far] = await Promise.all(
      [reference, corners.crowded!].map((problem) => errors('error', dials.testLength!.apply(problem, length))),
    );
    row(length, ...withLargest(near!), ...withLargest(far!));
  }
}

/** One value per training, at τ = 12. */
async function errors(name: ErrorName, problem: ConceptProblem): Promise<number[]> {
  const step = Math.round(12 * bu2024.symbols(problem).unit!);
  const values: number[] = [];
  for (let i = 0; i < TRAININGS; i++) {
    const training = await bu2024.train(problem, seedsOf(i), 'fused');
    training.advance(step);
    values.push(
      observations[name].measure(training, { problem, step, prompts: PROMPTS, key: seedsOf(i)(`observe:${name}`) }),
    );
  }
  return values;
}

const withLargest = (values: readonly number[]): string[] => [spread(values), Math.max(...values).toPrecision(2)];

function title(text: string, head: readonly string[]): void {
  console.log(
    `\n${text}, ${TRAININGS} trainings, t = 12 m K1/η\n\n| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`,
  );
}
