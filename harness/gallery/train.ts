import { UsageError } from '../base/usage-error';
import type { Lab } from '../trials/lab';
import { distinct, type Stream } from '../trials/stream';
import type { Point } from './definition';
import { figureRequests, type PlannedFigure, pointsOf, quantityOf } from './plan';

/** What training takes. */
interface FigureLab {
  readonly lab: Lab;
  /** Trainings per setting of a figure. */
  readonly trials: (figure: PlannedFigure) => number;
  progress?(done: number, all: number): void;
  /** Asked often: nothing new is trained once it says so. */
  stopped?(): boolean;
}

/** One point of one figure, and where its numbers come from. */
interface PlannedPoint {
  readonly figure: PlannedFigure;
  readonly point: Point;
  readonly stream: Stream;
}

/** One training, for everybody who reads it. */
interface FigureTask {
  readonly stream: Stream;
  readonly index: number;
  readonly places: readonly PlannedPoint[];
}

/**
 * Trains what figures show: figure → [point][trial]. Figures that read the same setting share its trainings. The numbers do not
 * depend on the number of workers. Undefined when it was stopped before the last training.
 *
 * Throws when a training gives no number, and when one is not finite.
 */
export async function trainFigures(
  figures: readonly PlannedFigure[],
  workshop: FigureLab,
): Promise<ReadonlyMap<PlannedFigure, readonly (readonly number[])[]> | undefined> {
  const places = await placesOf(figures, workshop.lab);
  const tasks = tasksOf(places, workshop);
  const queue = [...tasks];
  let done = 0;
  const worker = async () => {
    for (let task = queue.shift(); task && !workshop.stopped?.(); task = queue.shift()) {
      await train(task, workshop);
      workshop.progress?.(++done, tasks.length);
    }
  };
  await Promise.all(Array.from({ length: workshop.lab.size }, worker));
  if (done < tasks.length) return undefined;
  const valuesOf = (figure: PlannedFigure) =>
    places
      .filter((place) => place.figure === figure)
      .map((place) => Array.from({ length: workshop.trials(figure) }, (_, index) => valueAt(place, index)));
  return new Map(figures.map((figure) => [figure, valuesOf(figure)]));
}

async function placesOf(figures: readonly PlannedFigure[], lab: Lab): Promise<readonly PlannedPoint[]> {
  const places: PlannedPoint[] = [];
  for (const figure of figures) {
    const { family, definition } = figure;
    for (const point of pointsOf(definition)) {
      const stream = await lab.stream({ family, source: definition.at, dials: point.dials });
      places.push({ figure, point, stream });
    }
  }
  return places;
}

function tasksOf(places: readonly PlannedPoint[], { trials }: FigureLab): readonly FigureTask[] {
  const streams = [...new Set(places.map(({ stream }) => stream))];
  return streams.flatMap((stream) => {
    const readers = places.filter((place) => place.stream === stream);
    const most = Math.max(...readers.map(({ figure }) => trials(figure)));
    return Array.from({ length: most }, (_, index) => ({
      stream,
      index,
      places: readers.filter(({ figure }) => index < trials(figure)),
    }));
  });
}

async function train({ stream, index, places }: FigureTask, { lab }: FigureLab): Promise<void> {
  const problem = stream.problem(index);
  const requests = distinct(places.flatMap(({ figure, point }) => figureRequests(figure, point.quantity, problem)));
  const answer = await lab.ask(stream, index, requests);
  if (answer.kind !== 'unit') throw UsageError.expected(whereOf(places[0]!, index), 'a training', answer.message);
}

function valueAt(place: PlannedPoint, index: number): number {
  const { figure, point, stream } = place;
  const requests = figureRequests(figure, point.quantity, stream.problem(index));
  const [member] = stream.known(index, requests)!;
  const value = quantityOf(point.quantity, requests, member!.values);
  if (Number.isFinite(value)) return value;
  const got = member!.diverged ? `${member!.diverged.what} at step ${member!.diverged.step}` : `${value}`;
  throw UsageError.expected(whereOf(place, index), `a finite ${point.quantity.observation}`, got);
}

const whereOf = ({ figure }: PlannedPoint, index: number) => `figure ${figure.id}, trial ${index}`;
