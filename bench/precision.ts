import { compile } from '../harness/compile/compile';
import type { Family } from '../harness/statement/family';
import type { MemberResult, Part, Request } from '../harness/statement/gate';
import type { Theorem } from '../harness/statement/theorem';
import { type UnitLayout, unitOf } from '../harness/trials/draw/members';
import { measure } from '../harness/trials/training/measure';
import attentionConcentrates from '../theorems/bu2024/attention-concentrates.theorem';
import unseenTasks from '../theorems/li2024/unseen-tasks-are-learned.theorem';
import { atVisibleNoise } from './precision-noise';
import { inFloat64 } from './precision-trainings';
import { row } from './row';

/** Trials per claim: problems of the gate's mixture. */
const TRIALS = 8;

/** A training, measured; with the seconds it took. */
type TimedTraining = MemberResult & { readonly seconds: number };

/** Prints one claim per paper on the float64 reference beside the fused engine: the same problems, prompts and weights at step 0. */
export async function precision(): Promise<void> {
  for (const theorem of [attentionConcentrates, unseenTasks]) await compare(theorem);
  await atVisibleNoise();
}

async function compare(theorem: Theorem): Promise<void> {
  const [part] = compile(theorem, theorem.spec.name).parts as [Part];
  const { family, dials } = part.stream;
  await family.prepare('fused');
  console.log(`\n${theorem.spec.name}\n`);
  row(
    'trial',
    'steps',
    'fused',
    'float64',
    'allowed',
    'largest deviation',
    'share of its bound',
    's fused',
    's float64',
  );
  row(...Array<string>(9).fill('---'));
  for (let index = 0; index < TRIALS; index++) {
    const unit = unitOf(family, { family: family.name, source: 'region', dials, epoch: 'precision' }, index);
    await trial(part, index, unit);
  }
}

async function trial(part: Part, index: number, { problem, members: [member] }: UnitLayout): Promise<void> {
  const { family } = part.stream;
  const requests = part.plan(problem);
  const run = async (on: Family): Promise<TimedTraining> => {
    const started = performance.now();
    const result = await measure(on, 'fused', member!, requests);
    return { ...result, seconds: (performance.now() - started) / 1000 };
  };
  const [single, double] = [await run(family), await run(inFloat64(family))];
  const [one, two] = [part.judge(problem, [single]), part.judge(problem, [double])];
  const { largest, share } = deviation(family, requests, single, double);
  const said = ({ x, measured }: typeof one) => `${measured.toPrecision(6)}${x === 0 ? '' : ', violated'}`;
  const seconds = [single, double].map((result) => result.seconds.toFixed(2));
  const steps = Math.max(...requests.map(({ at }) => at));
  row(index, steps, said(one), said(two), one.allowed, largest.toPrecision(2), share.toPrecision(2), ...seconds);
}

/** Over all that the claim measures: the largest deviation, and the largest share of what two engines may differ by. */
function deviation(family: Family, requests: readonly Request[], one: MemberResult, two: MemberResult) {
  const apart = requests.map((_, i) => Math.abs(one.values[i]! - two.values[i]!));
  const bound = ({ observation, prompts }: Request) => family.observations[observation]!.witnessBound(prompts);
  return { largest: Math.max(...apart), share: Math.max(...apart.map((by, i) => by / bound(requests[i]!))) };
}
