import type { Family, Seeds, Training } from '../../statement/family';
import { unitOf } from '../draw/members';
import { coin } from '../testing/coin';
import { checkKeys } from './key-check';

/** The coin, whose trainings ask for what a test lets them ask for. */
function check(seedsOf: (seeds: Seeds) => Seeds, changes: Partial<Family> = {}, repeats: 'exact' | number = 'exact') {
  const train: Family['train'] = async (problem, seeds, engine): Promise<Training> =>
    coin.train(problem as never, seedsOf(seeds), engine);
  const family = { ...coin, train, ...changes } as unknown as Family;
  const [member] = unitOf(family, { family: 'coin', source: 'reference', dials: {}, epoch: 'e' }, 0).members;
  const requests = [{ observation: 'heads', at: 10, prompts: 0 }];
  const bounds = repeats === 'exact' ? repeats : { heads: repeats, weight: repeats };
  return checkKeys({ family, engine: 'fused', member: member!, requests, repeats: bounds });
}

/** Asks for a key and draws from others. */
function besides(purpose: string, of: (seeds: Seeds) => Seeds = (seeds) => seeds): (seeds: Seeds) => Seeds {
  return (seeds) => {
    seeds(purpose);
    return of(seeds);
  };
}

const SAME =
  /^family coin, key "(\w+)": expected another key to change parameters or an observation, got the same numbers/;

test('a key that the parameters are drawn from changes them', async () => {
  await expect(check((seeds) => seeds)).resolves.toBeUndefined();
});

test('a key that is asked for and not drawn from is named', async () => {
  await expect(check(besides('data'))).rejects.toThrow(/^family coin, key "data": expected another key to change/);
  await expect(check(besides('init', () => () => [1, 2]))).rejects.toThrow(SAME);
});

test('a key of which few values are drawn needs some other keys to show it', async () => {
  // One of two values: every second key gives the same.
  await expect(check((seeds) => (purpose) => [(seeds(purpose)[0] % 2) * 2 ** 31, 0])).resolves.toBeUndefined();
});

test('a key that only an observation draws from changes that', async () => {
  const weight = {
    ...coin.observations.weight!,
    measure: (training: Training) => (training as Training & { seeds: Seeds }).seeds('prompts')[0] / 2 ** 32,
  };
  const observations = { ...coin.observations, weight } as unknown as Family['observations'];
  await expect(check(besides('prompts'), { observations })).resolves.toBeUndefined();
});

test('a family that asks for no key is refused, unless its observations read one', async () => {
  const fixed = () => () => [1, 2] as const;
  await expect(check(fixed)).resolves.toBeUndefined();
  const keyless = { heads: { ...coin.observations.heads!, measure: () => 0 } } as unknown as Family['observations'];
  await expect(check(fixed, { observations: keyless })).rejects.toThrow(
    /^family coin, train\(\): expected a training that asks for keys, got none/,
  );
});

test('an engine that is not exact has to be moved beyond what it repeats within', async () => {
  const noisy = { calls: 0 };
  const train: Family['train'] = async (problem, seeds, engine) => {
    seeds('data');
    const training = await coin.train(problem as never, seeds, engine);
    const parameters = () => ({
      w: training.parameters().w!.map((v, i) => (i === 0 ? v + 1e-6 * (noisy.calls++ % 2) : v)),
    });
    return {
      ...training,
      get step() {
        return training.step;
      },
      parameters,
    } as Training;
  };
  await expect(check((seeds) => seeds, { train }, 0.01)).rejects.toThrow(/key "data"/);
});

/** The coin as an engine that repeats `weight` to `noise`; the key of other `prompts` moves it by up to `by`. */
function weighed(noise: number, by: number): Partial<Family> {
  let calls = 0;
  const measure = (training: Training) =>
    (noise * (calls++ % 2) + (by * (training as Training & { seeds: Seeds }).seeds('prompts')[0]) / 2 ** 32) as number;
  return { observations: { weight: { ...coin.observations.weight!, measure } } as unknown as Family['observations'] };
}

test('after one step an observation of such an engine needs to move by more than a repetition does, and not by its bound', async () => {
  const asks = besides('prompts', () => () => [1, 2]);
  const seen = (noise: number, by: number) => check(asks, weighed(noise, by), 0.02);
  await expect(seen(1e-7, 0.005)).rejects.toThrow(SAME);
  await expect(check(besides('prompts'), weighed(1e-7, 0.005), 0.02)).resolves.toBeUndefined();
  await expect(check(besides('data'), weighed(1e-3, 1e-3), 0.02)).rejects.toThrow(/key "data"/);
});
