import { UsageError } from '../base/usage-error';
import type { Settings } from '../project/settings';
import type { Family } from '../statement/family';
import type { Request } from '../statement/gate';
import type { FamilyEngine } from '../study/engine';
import type { Cache } from '../trials/cache';
import { requestKey } from '../trials/key';
import type { Pool } from '../trials/pool';
import { Stream, streamId } from '../trials/stream';
import type { Point } from './definition';
import { type PlannedFigure, pointsOf, quantityOf, requestsOf } from './plan';

/** What training takes. */
export interface Workshop {
  readonly pool: Pool;
  readonly cache: Cache;
  readonly engines: ReadonlyMap<Family, FamilyEngine>;
  readonly settings: Pick<Settings, 'epoch'>;
  /** Trainings per setting of a figure. */
  readonly trials: (figure: PlannedFigure) => number;
  progress?(done: number, all: number): void;
  /** Asked often: nothing new is trained once it says so. */
  stopped?(): boolean;
}

/** One point of one figure, and where its numbers come from. */
interface Place {
  readonly figure: PlannedFigure;
  readonly point: Point;
  readonly stream: Stream;
}

/** One training, for everybody who reads it. */
interface Task {
  readonly stream: Stream;
  readonly index: number;
  readonly places: readonly Place[];
}

/**
 * Trains what figures show: figure → [point][trial]. Figures that read the same setting share its trainings. The numbers do not
 * depend on the number of workers. Undefined when it was stopped before the last training.
 *
 * Throws when a training gives no number, and when one is not finite.
 */
export async function trainFigures(
  figures: readonly PlannedFigure[],
  workshop: Workshop,
): Promise<ReadonlyMap<PlannedFigure, readonly (readonly number[])[]> | undefined> {
  const places = placesOf(figures, workshop);
  const tasks = tasksOf(places, workshop);
  const queue = [...tasks];
  let done = 0;
  const worker = async () => {
    for (let task = queue.shift(); task && !workshop.stopped?.(); task = queue.shift()) {
      await train(task, workshop);
      workshop.progress?.(++done, tasks.length);
    }
  };
  await Promise.all(Array.from({ length: workshop.pool.size }, worker));
  if (done < tasks.length) return undefined;
  const valuesOf = (figure: PlannedFigure) =>
    places
      .filter((place) => place.figure === figure)
      .map((place) => Array.from({ length: workshop.trials(figure) }, (_, index) => valueAt(place, index)));
  return new Map(figures.map((figure) => [figure, valuesOf(figure)]));
}

function placesOf(figures: readonly PlannedFigure[], workshop: Workshop): readonly Place[] {
  const streams = new Map<string, Stream>();
  const streamOf = (figure: PlannedFigure, { dials }: Point) => {
    const fresh = openStream(figure, dials, workshop);
    const known = streams.get(fresh.key) ?? fresh;
    streams.set(fresh.key, known);
    return known;
  };
  return figures.flatMap((figure) =>
    pointsOf(figure.definition).map((point) => ({ figure, point, stream: streamOf(figure, point) })),
  );
}

function openStream({ family, definition }: PlannedFigure, dials: Point['dials'], workshop: Workshop): Stream {
  const { engine, code } = workshop.engines.get(family)!;
  const spec = { family, source: definition.at, dials };
  return new Stream(family, streamId(spec, workshop.settings.epoch), engine, code, workshop.cache);
}

function tasksOf(places: readonly Place[], { trials }: Workshop): readonly Task[] {
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

async function train({ stream, index, places }: Task, { pool, cache }: Workshop): Promise<void> {
  const problem = stream.problem(index);
  const all = places.flatMap(({ figure, point }) => requestsOf(figure, point.quantity, problem));
  const requests = [...new Map(all.map((request) => [requestKey(request), request])).values()];
  if (stream.unit(index).has(requests)) return;
  const answer = await pool.run({ stream: stream.id, index, engine: stream.engine, requests });
  if (answer.kind !== 'unit') throw UsageError.expected(whereOf(places[0]!, index), 'a training', answer.message);
  cache.add(stream.key, index, answer.engine, requests, answer.members);
}

function valueAt(place: Place, index: number): number {
  const { figure, point, stream } = place;
  const requests: readonly Request[] = requestsOf(figure, point.quantity, stream.problem(index));
  const [member] = stream.unit(index).view(requests);
  const value = quantityOf(point.quantity, requests, member!.values);
  if (Number.isFinite(value)) return value;
  const got = member!.diverged ? `${member!.diverged.what} at step ${member!.diverged.step}` : `${value}`;
  throw UsageError.expected(whereOf(place, index), `a finite ${point.quantity.observation}`, got);
}

const whereOf = ({ figure }: Place, index: number) => `figure ${figure.id}, trial ${index}`;
