import type { Engine, Family } from '../statement/family';
import { measure } from './measure';
import { seedsOf } from './seeds';
import { coin, fair } from './testing/coin';

/** Steps that a training takes at once, without a sign of life, on its way to step 300. */
async function strides(engine: Engine): Promise<readonly number[]> {
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
  await measure({ ...coin, train } as unknown as Family, engine, member, requests, () => beats++);
  expect(beats).toBeGreaterThanOrEqual(taken.length);
  return taken;
}

test('a training that is slow in every step gives more signs of life than a fast one', async () => {
  expect(await strides('fused')).toEqual([256, 44]);
  expect(await strides('tfjs')).toEqual([...Array(37).fill(8), 4]);
});
