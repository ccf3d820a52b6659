import type { Arrays, Family, Training } from '../../statement/family';
import { unitOf } from '../draw/members';
import { coin } from '../testing/coin';
import { LoadCheck } from './load-check';
import { measure } from './measure';

type Loads = (training: Training, parameters: Arrays, step: number) => void;

/** Trains the coin to step 10 with a look at its restarts, which go as a test says. */
async function restarted(load: Loads, repeatBound?: number): Promise<unknown> {
  const train: Family['train'] = async (problem, seeds, engine) => {
    const training = await coin.train(problem as never, seeds, engine);
    const own = training.load.bind(training);
    training.load = (parameters, step) => load({ ...training, load: own } as Training, parameters, step);
    return training;
  };
  const family = { ...coin, train } as unknown as Family;
  const [member] = unitOf(family, { family: 'coin', source: 'reference', dials: {}, epoch: 'e' }, 0).members;
  const requests = [{ observation: 'weight', at: 10, prompts: 1 }];
  const repeats = repeatBound === undefined ? 'exact' : { heads: 0, weight: repeatBound };
  const check = await LoadCheck.open({ family, member: member!, engine: 'fused', requests, repeats });
  const beat = () => {};
  return measure(family, 'fused', member!, requests, { beat, check });
}

const sound: Loads = (training, parameters, step) => training.load(parameters, step);
const off: Loads = (training, { w }, step) => training.load({ w: w!.map((x) => x + 1e-3) as Float32Array }, step);

test('a training that restarts whole gives the numbers that it gives unwatched', async () => {
  await expect(restarted(sound)).resolves.toMatchObject({ engine: 'fused', values: [expect.any(Number)] });
});

test('one that does not is named with step and array, to the last bit where its engine is exact', async () => {
  await expect(restarted(off)).rejects.toThrow(
    /^family coin, load\(\): expected the same step 5 after it as without it, got other values of w \(parameters\(\) has to give/,
  );
  await expect(restarted(() => {})).rejects.toThrow(/^family coin, load\(\): expected step 4, got 1 \(/);
});

test('or beyond what its engine repeats within', async () => {
  await expect(restarted(off, 1e-2)).resolves.toBeDefined();
  await expect(restarted(off, 1e-4)).rejects.toThrow(/got weight 0\.\d+ and 0\.\d+, more than 0\.0001 apart/);
});

describe('what is compared', () => {
  /** A training whose only state is w, and that ends each step where it stands; once restarted it stands at `again`. */
  async function compared(w: number, again: number, repeatBound?: number): Promise<unknown> {
    let made = 0;
    const train = async () => {
      const restarts = made++ === 0; // the one that is looked with is made first
      let [step, own] = [0, w];
      return {
        engine: 'fused',
        get step() {
          return step;
        },
        advance(to: number) {
          step = to;
        },
        parameters: () => ({ w: Float64Array.of(own) }),
        load: (_: unknown, at: number) => {
          step = at;
          if (restarts) own = again;
        },
        value: () => own,
      };
    };
    const measured = (training: { value(): number }) => training.value();
    const weight = {
      doc: 'w',
      range: [-Infinity, Infinity],
      prompted: false,
      witnessBound: () => 0,
      measure: measured,
    };
    const family = { ...coin, observations: { weight }, train } as unknown as Family;
    const [member] = unitOf(
      coin as unknown as Family,
      { family: 'coin', source: 'reference', dials: {}, epoch: 'e' },
      0,
    ).members;
    const requests = [{ observation: 'weight', at: 10, prompts: 1 }];
    const repeats = repeatBound === undefined ? 'exact' : { weight: repeatBound };
    const check = await LoadCheck.open({ family, member: member!, engine: 'fused', requests, repeats });
    const first = await family.train(member!.problem, member!.seeds, 'fused');
    await first.advance(4);
    return check.take(first);
  }

  test.each([
    [0, -0],
    [-0, 0],
    [1, 1 + 2 ** -52],
    [Number.NaN, 0],
  ])('%p and %p are two numbers where an engine is exact', async (w, again) => {
    await expect(compared(w, again)).rejects.toThrow(
      /expected the same step 5 after it as without it, got other values of w/,
    );
    await expect(compared(w, w)).resolves.toBeUndefined();
  });

  test('a number that is none is within no bound', async () => {
    await expect(compared(1, Number.NaN, 10)).rejects.toThrow(/got weight 1 and NaN, more than 10 apart/);
    await expect(compared(Number.NaN, 1, 10)).rejects.toThrow(/got weight NaN and 1, more than 10 apart/);
    await expect(compared(1, 11, 10)).resolves.toBeUndefined();
    await expect(compared(1, 11.5, 10)).rejects.toThrow(/more than 10 apart/);
  });
});
