import { blame } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import type { Engine, Family, Training } from '../../statement/family';
import type { Member } from '../draw/members';

/** A training at step 0. Throws an Error that names the family where `train` throws or gives something else. */
export async function startTraining(family: Family, { problem, seeds }: Member, engine: Engine): Promise<Training> {
  const what = `family ${family.name}, train()`;
  return demandTraining(family, what, await blame(what, () => family.train(problem, seeds, engine)));
}

/** @throws UsageError for what is no training, or stands at another step than 0 */
export function demandTraining(family: Family, what: string, training: Training | undefined): Training {
  if (typeof training?.advance !== 'function') {
    throw UsageError.expected(what, 'a training with advance()', typeof training, 'return it');
  }
  demandStep(family, training, 0);
  return training;
}

/** Throws an Error for a training that is not where it has to be. */
export function demandStep(family: Family, { step }: Training, expected: number): void {
  if (step === expected) return;
  const cure = 'advance(to) trains until step `to`, which `step` then says';
  throw UsageError.expected(
    `family ${family.name}, advance()`,
    `step ${expected}`,
    typeof step === 'number' ? String(step) : typeof step,
    cure,
  );
}
