import { turn } from '../../harness/statement/dials';
import { countingEngine } from '../../harness/statement/engines';
import type { Family } from '../../harness/statement/family';
import type { MemberResult, Outcome, Request } from '../../harness/statement/gate';
import { unitOf } from '../../harness/trials/draw/members';
import { measure } from '../../harness/trials/training/measure';
import type { SingleRelation } from './relations';

/** A size at which relations are sampled. */
interface Size {
  /** Names the size's own seeds: samples of two sizes are independent. */
  readonly name: string;
  /** Takes the place of the family's reference problem. */
  readonly problem: unknown;
  /** Units (trainings, or blocks of them) per relation. */
  readonly units: number;
}

const nameOf = ({ observation, at, prompts }: Request): string => `${observation}@${at}/${prompts}`;

/**
 * Outcomes of relations that share one stream, per relation, unit by unit: each unit is trained once for all of them.
 *
 * Time is normalised by the family's `unit`: what a relation plans for step t of the reference problem is measured at the
 * step that is as many units, and judged as the reference problem's, so that times come out in its steps.
 */
export async function sample(relations: readonly SingleRelation[], size: Size): Promise<Outcome[][]> {
  const { family, dials, block } = relations[0]!.stream;
  const problem = turn(family, family.reference, dials);
  const requests = new Map(relations.flatMap((one) => one.plan(problem)).map((one) => [nameOf(one), one]));
  const scaled = inUnits([...requests.values()], family, size.problem);
  const here = { ...family, reference: size.problem };
  const id = { family: family.name, source: 'reference', dials, block, epoch: `drift ${size.name}` };
  const outcomes: Outcome[][] = relations.map(() => []);
  for (let index = 0; index < size.units; index++) {
    const results: MemberResult[] = [];
    for (const member of unitOf(here, id, index).members) {
      results.push(await measure(family, countingEngine(family), member, scaled));
    }
    relations.forEach((one, i) => {
      outcomes[i]!.push(one.judge(problem, pick([...requests.keys()], one.plan(problem), results)));
    });
  }
  return outcomes;
}

function inUnits(requests: readonly Request[], family: Family, problem: unknown): Request[] {
  const ratio = family.symbols(problem).unit! / family.symbols(family.reference).unit!;
  return requests.map((request) => ({ ...request, at: Math.round(request.at * ratio) }));
}

/** Of all values that were taken, those that a relation planned, in its order. */
function pick(taken: readonly string[], planned: readonly Request[], results: readonly MemberResult[]): MemberResult[] {
  const places = planned.map((request) => taken.indexOf(nameOf(request)));
  return results.map((result) => ({ ...result, values: places.map((place) => result.values[place]!) }));
}
