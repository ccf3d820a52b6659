import * as fc from 'fast-check';
import { UsageError } from '../../base/usage-error';
import type { Family } from '../../statement/family';

/** A problem of an exploration, in the words of fast-check: the seed, the number of the draw, and the shrinks from there. */
interface DrawPath {
  readonly seed: number;
  /** `17` is draw 17; `17:3:0` is the first shrink of its fourth shrink. */
  readonly path: string;
}

const form = /^explored:(\d{1,10}):(\d{1,6}(?::\d{1,6})*)$/;

/** The name of an explored problem as the source of a stream: `explored:<fast-check seed>:<path>`. */
export function exploredSource({ seed, path }: DrawPath): string {
  return `explored:${seed}:${path}`;
}

export function isExplored(source: string): boolean {
  return form.test(source);
}

/**
 * The problem that a source `explored:…` names, before any dial: drawn WITH fast-check's bias towards the ends of ranges, then
 * shrunk along the path. `fc.sample(family.problems, { seed, path, numRuns: 1 })` gives the same to anybody.
 *
 * Throws for a path that leads nowhere.
 */
export function exploredProblem(family: Family, source: string): unknown {
  const place = placeOf(source);
  const [problem] = walk(family, place.seed, place.path, 1);
  if (problem !== undefined) return problem;
  throw UsageError.expected(family.name, 'a path of draws and shrinks', source);
}

/** How many problems fast-check would try next after the one at `path`, at most `most`: they are `path:0`, `path:1`, …. */
export function shrinksOf(family: Family, seed: number, path: string, most: number): number {
  return walk(family, seed, `${path}:0`, most).length;
}

/**
 * What the random numbers of an explored problem's trainings depend on: the draw. A shrunk problem keeps the seeds of the
 * problem that it came from, so that a witness stays one training while its problem shrinks. Other sources: themselves.
 */
export function seedSource(source: string): string {
  const found = form.exec(source);
  return found ? exploredSource({ seed: Number(found[1]), path: found[2]!.split(':')[0]! }) : source;
}

function walk(family: Family, seed: number, path: string, numRuns: number): readonly unknown[] {
  try {
    return fc.sample(family.problems, { seed, path, numRuns });
  } catch {
    return []; // fast-check refuses a path that ends early
  }
}

function placeOf(source: string): DrawPath {
  const [, seed, path] = form.exec(source)!;
  return { seed: Number(seed), path: path! };
}
