import fc from 'fast-check';
import type { ArchitectureProblem } from '../../generators/concepts/architecture';
import { intervalOf } from '../../harness/evidence/interval';
import { firstCrossing } from '../../harness/judge/crossing';
import { advanceLayers } from '../../model/layers/training';
import { architectures } from '../../theorems/architecture/family';
import type { ArchitectureTraining } from '../../theorems/architecture/training';
import { seedsOf } from '../seeds';

/** Trainings per row of the first table, and of the reference problem in the second. */
const TRAININGS = 40;
const PROMPTS = 400;
/** Models in one graph. */
const COMPANY = 20;
const { reference, dials, observations, symbols, problems } = architectures;

/** A model by the dials that make it; its clock in units of m K1/η: the horizon of the first table, and what the second one watches. */
interface ModelRow {
  readonly dials: Readonly<Record<string, number>>;
  readonly horizons: readonly number[];
  readonly until: number;
}

const ROWS: Readonly<Record<string, ModelRow>> = {
  'the paper’s': { dials: {}, horizons: [8], until: 4 },
  'two heads': { dials: { heads: 2 }, horizons: [8, 32], until: 8 },
  'four heads': { dials: { heads: 4 }, horizons: [8, 32], until: 24 },
  'two layers': { dials: { depth: 2 }, horizons: [8], until: 2 },
  'three layers': { dials: { depth: 3 }, horizons: [8], until: 2 },
  'two layers of two heads': { dials: { depth: 2, heads: 2 }, horizons: [8], until: 4 },
  'two layers, no residual connection': { dials: { depth: 2, residual: 0 }, horizons: [8], until: 8 },
  'attention only': { dials: { attentionOnly: 1 }, horizons: [8], until: 4 },
  biases: { dials: { biases: 1 }, horizons: [8], until: 4 },
  'random start': { dials: { randomInit: 1 }, horizons: [8, 16], until: 12 },
};

const moved = (settings: ModelRow['dials'], problem: ArchitectureProblem): ArchitectureProblem =>
  Object.entries(settings).reduce((q, [name, value]) => dials[name]!.apply(q, value), problem);

/** Prints which conclusions of bu2024 survive on other models, all or those that are named: rates over the region, and the clock of the error. */
export async function architecture(): Promise<void> {
  await architectures.prepare('tfjs');
  const named = process.argv.slice(3);
  const rows = Object.entries(ROWS).filter(([name]) => named.length === 0 || named.includes(name));
  console.log(
    `\nshare of ${TRAININGS} trainings over the region that violate, with .95 intervals; t in units of m K1/η\n`,
  );
  table([
    'model',
    't',
    'no head attends with .97',
    'some head attends with less',
    'error > .05',
    'on combinations > .05',
    's per training',
  ]);
  for (const [name, row] of rows) await rates(name, row);
  console.log(`\nmean error of ${TRAININGS} trainings of the reference problem: first t at 2^−2, 2^−4, 2^−6\n`);
  table(['model', 'T2', 'T4', 'T6', '(T6 − T4)/(T4 − T2)']);
  for (const [name, row] of rows) await clock(name, row);
}

async function rates(name: string, { dials: settings, horizons }: ModelRow): Promise<void> {
  const drawn = fc.sample(fc.noBias(problems), { numRuns: TRAININGS, seed: 22 });
  const trainings = await started(drawn.map((problem) => moved(settings, problem)));
  const before = process.cpuUsage();
  for (const t of horizons) {
    advanceAll(trainings, (problem) => Math.ceil(t * symbols(problem).unit!));
    const seconds = process.cpuUsage(before).user / 1e6 / TRAININGS;
    const share = (of: keyof typeof observations, violates: (value: number) => boolean) =>
      rate(measured(trainings, of).filter(violates).length);
    const small = (value: number) => value < 0.97;
    const large = (value: number) => value > 0.05;
    const attention = [share('mostAttention', small), share('leastAttention', small)];
    line([name, t, ...attention, share('error', large), share('errorConic', large), seconds.toFixed(2)]);
  }
}

async function clock(name: string, { dials: settings, until }: ModelRow): Promise<void> {
  const problem = moved(settings, reference);
  const unit = symbols(problem).unit!;
  const trainings = await started(Array.from({ length: TRAININGS }, () => problem));
  const steps = Array.from({ length: 33 }, (_, i) => Math.round((i * until * unit) / 32));
  const values = steps.map((step) => {
    advanceAll(trainings, () => step);
    return measured(trainings, 'error', 128).reduce((sum, value) => sum + value, 0) / TRAININGS;
  });
  const [two, four, six] = [2, 4, 6].map((j) => firstCrossing({ steps, values }, 2 ** -j) / unit) as [
    number,
    number,
    number,
  ];
  line([name, ...[two, four, six, (six - four) / (four - two)].map(reached)]);
}

/** A time, or a quotient of times, that were waited for. */
const reached = (t: number): string => (Number.isFinite(t) ? t.toFixed(2) : 'not reached');

const started = (drawn: readonly ArchitectureProblem[]) =>
  Promise.all(drawn.map((problem, i) => architectures.train(problem, seedsOf(i), 'tfjs')));

/** Each to its own step; those of a company that have come to theirs stay there. */
function advanceAll(trainings: readonly ArchitectureTraining[], to: (problem: ArchitectureProblem) => number): void {
  for (let first = 0; first < trainings.length; first += COMPANY) {
    const company = trainings.slice(first, first + COMPANY);
    for (const step of [...new Set(company.map(({ problem }) => to(problem)))].sort((a, b) => a - b)) {
      advanceLayers(
        company.filter((one) => one.step < step && to(one.problem) >= step),
        step,
      );
    }
  }
}

const measured = (
  trainings: readonly ArchitectureTraining[],
  of: keyof typeof observations,
  prompts = PROMPTS,
): readonly number[] =>
  trainings.map((training, i) => {
    const key = seedsOf(i)(`observe:${of}`);
    return observations[of].measure(training, { problem: training.problem, step: training.step, prompts, key });
  });

function rate(violations: number): string {
  const counts = new Map([
    [0, TRAININGS - violations],
    [1, violations],
  ]);
  const [low, high] = intervalOf('binary', counts, 0);
  return `${(violations / TRAININGS).toFixed(3)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function table(head: readonly string[]): void {
  line(head);
  console.log(`|${' --- |'.repeat(head.length)}`);
}

const line = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
