import type { PatternProblem } from '../../generators/patterns/problem';
import { type Tasks, tasksOf } from '../../generators/patterns/tasks';
import type { Seeds } from '../../harness';
import { tasksOfShifts } from '../../model/testing/pattern-trainings';
import { li2024 } from '../../theorems/li2024/family';
import { spread } from '../spread';
import { PatternRun } from './pattern-run';

/** Trainings per row. */
const TRAININGS = 16;
const PROMPTS = 2048;
/** Steps of training: the horizon at which the reference dynamics are known. */
const STEPS = 200;
const { reference, dials } = li2024;

/** Prints what was found about li2024 beside its gate. */
export async function patternTables(): Promise<void> {
  await li2024.prepare('fused');
  await shiftTable();
  await fractionTable();
  await pruningTable();
  await sumTable();
  await lengthTable();
  await initTable();
}

/** Training tasks (j, j + s) of the reference problem: with reverses trained, held out, or both. */
async function shiftTable(): Promise<void> {
  const sets = [[1, 5], [2, 4], [2, 3, 4], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3], [1, 2, 4], undefined];
  title(`Training tasks, ${TRAININGS} trainings of the reference problem, T = ${STEPS}`, [
    'shifts of the training tasks',
    'held-out tasks whose reverse is trained',
    'hinge loss, held out',
    'attention, held out',
    'amplification',
  ]);
  for (const shifts of sets) {
    const runs = await trainings(reference, (seeds) => tasksWith(shifts, seeds));
    const values = measured(runs, ['hinge', 'attention', 'amplification']);
    row(shifts?.join(', ') ?? 'three at random', shifts ? reversed(shifts) : '', ...values.map(spread));
  }
}

/** Of all held-out tasks, those whose reverse is a training task. */
function reversed(shifts: readonly number[]): string {
  const heldOut = [1, 2, 3, 4, 5].filter((s) => !shifts.includes(s));
  return `${heldOut.filter((s) => shifts.includes(reference.M1 - s)).length} of ${heldOut.length}`;
}

function tasksWith(shifts: readonly number[] | undefined, seeds: Seeds) {
  if (!shifts) return tasksOf(reference, seeds('tasks'));
  return tasksOfShifts(reference.M1, shifts);
}

/** Few bystanders: pairs that no training task compares. */
async function fractionTable(): Promise<void> {
  title('Hinge loss on held-out tasks against α = α′', ['α', 'M1 = 4', 'largest', 'M1 = 6', 'largest']);
  for (const alpha of [0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1]) {
    const cells: string[] = [];
    for (const [M1, shifts] of [
      [4, 2],
      [6, 3],
    ] as const) {
      const base = { ...reference, M1, M1Out: M1, shifts };
      const [hinge] = measured(await trainings(dials.fraction!.apply(base, alpha)), ['hinge']);
      cells.push(spread(hinge!), Math.max(...hinge!).toPrecision(2));
    }
    row(`${alpha}`, ...cells);
  }
}

/** The distribution of what dropping the largest neurons costs. */
async function pruningTable(): Promise<void> {
  const count = 64;
  title(`Hinge loss added by dropping neurons, ${count} trainings`, [
    'dropped',
    'mean',
    'least',
    'lower tenth',
    'median',
    'largest',
    'below .15 of the share',
  ]);
  const names = [
    'withoutSmallest30',
    'withoutRandom20',
    'withoutLargest20',
    'withoutLargest30',
    'withoutLargest50',
  ] as const;
  const values = measured(await trainings(reference, undefined, { count }), names);
  for (const [i, name] of names.entries()) {
    const costs = values[i]!.toSorted((a, b) => a - b);
    const at = (share: number) => costs[Math.floor(share * (count - 1))]!.toPrecision(2);
    const share = Number(name.slice(-2)) / 100;
    const few = costs.filter((cost) => cost < 0.15 * share).length;
    row(name, spread(costs), at(0), at(0.1), at(0.5), at(1), `${few} of ${count}`);
  }
}

/** Out-of-domain patterns with every coefficient sum that three patterns allow. */
async function sumTable(): Promise<void> {
  title('Out of the domain, three patterns, coefficients drawn uniformly', [
    'S1',
    'hinge loss, three random shifts',
    'largest',
    '0–1 error',
    'hinge loss, shifts 1 and 5',
    'largest',
    '0–1 error',
  ]);
  for (const S1 of [1.41, 1.2, 1, 0.8, 0.6, 0.4, 0.2, 0, -0.5, -1]) {
    const problem = dials.sum!.apply(reference, S1);
    const cells: string[] = [];
    for (const shifts of [undefined, [1, 5]]) {
      const runs = await trainings(problem, (seeds) => tasksWith(shifts, seeds));
      const [hinge, error] = measured(runs, ['hingeOutOfDomain', 'errorOutOfDomain']);
      cells.push(spread(hinge!), Math.max(...hinge!).toPrecision(2), spread(error!));
    }
    row(`${S1}`, ...cells);
  }
}

/** Contexts in training, at test always 20. */
async function lengthTable(): Promise<void> {
  const heads = ['α', 'l', '0–1 error', 'hinge loss', 'largest', 'trainings with hinge loss above .15'];
  title('Contexts in training, 20 at test', heads);
  const settings = [
    { alpha: 0.8, lengths: [1, 2, 3, 6, 10] },
    { alpha: 1, lengths: [1, 2, 3, 6] },
  ];
  for (const { alpha, lengths } of settings) {
    for (const l of lengths) {
      const problem = { ...dials.fraction!.apply(reference, alpha), l };
      const [error, hinge] = measured(await trainings(problem), ['error', 'hinge']);
      const above = hinge!.filter((value) => value > 0.15).length;
      row(
        `${alpha}`,
        `${l}`,
        spread(error!),
        spread(hinge!),
        Math.max(...hinge!).toPrecision(2),
        `${above} of ${TRAININGS}`,
      );
    }
  }
}

/** Steps until the hinge loss on held-out tasks is at most .3. */
async function initTable(): Promise<void> {
  title('First step (of every third) with hinge loss at most .3 on held-out tasks', ['δ', 'steps']);
  for (const delta of [0.2, 0.15, 0.1]) {
    const problem = dials.initScale!.apply(reference, delta);
    const steps = (await trainings(problem, undefined, { steps: 0 })).map(firstBelow);
    row(`${delta}`, spread(steps));
  }
}

function firstBelow(run: PatternRun): number {
  for (let step = 3; ; step += 3) {
    run.advance(step);
    if (run.measure('hinge', 512) <= 0.3) return step;
  }
}

/** Trainings of one problem, with tasks of its own law or given ones. */
function trainings(
  problem: PatternProblem,
  tasks: (seeds: Seeds) => Tasks = (seeds) => tasksOf(problem, seeds('tasks')),
  { steps = STEPS, count = TRAININGS } = {},
): Promise<PatternRun[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const run = await PatternRun.start(problem, i, tasks);
      run.advance(steps);
      return run;
    }),
  );
}

/** observation → one value per training */
function measured(runs: readonly PatternRun[], names: readonly (keyof typeof li2024.observations)[]): number[][] {
  return names.map((name) => runs.map((run) => run.measure(name, PROMPTS)));
}

function title(text: string, heads: readonly string[]): void {
  console.log(`\n${text}\n`);
  row(...heads);
  row(...heads.map(() => '---'));
}

function row(...cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
