import type { Family } from '../../statement/family';
import { seedsOf } from '../draw/seeds';
import { coin, fair } from '../testing/coin';
import { measure } from './measure';

/** Steps that a training takes at once, without a sign of life, on its way to step 300. */
async function strides(stride?: number): Promise<readonly number[]> {
  const taken: number[] = [];
  const train: Family['train'] = async (problem, seeds, on) => {
    const training = await coin.train(problem as typeof fair, seeds, on);
    const advance = training.advance.bind(training);
    training.advance = (to) => {
      taken.push(to - training.step);
      return advance(to);
    };
    return training;
  };
  let beats = 0;
  const member = { problem: fair, seeds: seedsOf('a seed') };
  const requests = [{ observation: 'heads', at: 300, prompts: 0 }];
  await measure({ ...coin, train } as unknown as Family, 'fused', member, requests, { beat: () => beats++, stride });
  expect(beats).toBeGreaterThanOrEqual(taken.length);
  return taken;
}

test('a training gives a sign of life after as many steps as its engine says, by default eight', async () => {
  // The first step is taken alone: the parameters after it are hashed.
  expect(await strides(256)).toEqual([1, 256, 43]);
  expect(await strides()).toEqual([1, ...Array(37).fill(8), 3]);
});
