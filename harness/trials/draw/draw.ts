import { Random } from 'fast-check';
import { blame } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import { turn } from '../../statement/dials';
import type { Family } from '../../statement/family';
import { exploredProblem, isExplored } from './explored';
import { givenProblem, isGiven } from './given';
import { type StreamId, seedsOf } from './seeds';
import { sfc32 } from './sfc32';

/**
 * The problem of one unit: drawn from the family's region without bias, or the named fixed one (the reference, a corner, a
 * problem of an exploration); then the stream's dials in the order of their names. A pure function of (stream, seed).
 * Throws when the result is infeasible.
 */
export function drawProblem(family: Family, id: Pick<StreamId, 'source' | 'dials'>, seed: string): unknown {
  const problem = turn(family, source(family, id.source, seed), id.dials);
  blame(`family ${family.name}, check()`, () => family.check(problem));
  return problem;
}

function source(family: Family, name: string, seed: string): unknown {
  // Without a bias factor every draw is unbiased: the ends of a range get no extra weight.
  if (name === 'region') return family.problems.generate(new Random(sfc32(seedsOf(seed)('shape'))), undefined).value;
  if (name === 'reference') return family.reference;
  if (isExplored(name)) return exploredProblem(family, name);
  if (isGiven(name)) return givenProblem(family, name);
  const corner = name.startsWith('corner:') ? name.slice('corner:'.length) : undefined;
  if (corner !== undefined && Object.hasOwn(family.corners, corner)) return family.corners[corner];
  const corners = Object.keys(family.corners).map((key) => `corner:${key}`);
  const known = ['region', 'reference', ...corners, 'explored:<seed>:<path>', 'given:<problem>'].join(', ');
  throw UsageError.expected(family.name, `a source among ${known}`, name);
}
