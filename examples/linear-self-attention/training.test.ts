import type { Arrays, Key } from 'theoremcheck';
import { NAMES, type Weights } from './model/layer';
import { type Departures, depart, problem } from './task/problem';
import { drawPrompts } from './task/prompts';
import { lossIn64Bits, slopeAt } from './testing/layer-in-64-bits';
import { startTraining } from './theorems/von-oswald2023/training';

const from = problem({ dx: 2, dy: 1, N: 3, B: 4, T: 5, alpha: 0.04 });
const seeds = (purpose: string): Key => [purpose.length, purpose.charCodeAt(0)];

/** Weights at the start and after each step, by name. */
async function course(departures: Partial<Departures> = {}): Promise<Arrays[]> {
  const training = await startTraining(depart(from, departures), seeds, 'tfjs');
  const weights = [training.parameters()];
  for (let t = 1; t <= from.T; t++) {
    expect(training.advance(t)).toBeUndefined();
    weights.push(training.parameters());
  }
  return weights;
}

/** Slopes of the loss of a step's batch, by central differences in 64 bits. */
function slopes(weights: Arrays, name: string, t: number): number[] {
  const prompts = drawPrompts(from, seeds('batches'), t, from.B);
  const moved = (i: number) => (h: number) => {
    const shifted = Float64Array.from(weights[name]!, (w, k) => (k === i ? w + h : w));
    return lossIn64Bits(from, { ...(weights as unknown as Weights), [name]: shifted }, prompts, [0, 0]);
  };
  return Array.from(weights[name]!, (_, i) => slopeAt(moved(i)));
}

/** Adam as published, on slopes of fresh batches in 64 bits, with a step size that falls linearly to 0 at T. */
test.each(NAMES)('%s goes where Adam takes it on the loss of a fresh batch per step', async (name) => {
  const weights = await course();
  const means = Array.from(weights[0]![name]!, () => [0, 0]);
  for (let t = 1; t <= from.T; t++) {
    const rate = from.alpha * (1 - (t - 1) / from.T);
    slopes(weights[t - 1]!, name, t).forEach((slope, i) => {
      const [m, v] = means[i]!;
      const [mean, square] = [0.9 * m! + 0.1 * slope, 0.99 * v! + 0.01 * slope ** 2];
      means[i] = [mean, square];
      const step = (rate * (mean / (1 - 0.9 ** t))) / Math.sqrt(square / (1 - 0.99 ** t));
      const taken = weights[t - 1]![name]![i]! - weights[t]![name]![i]!;
      // Where the slope is 0, Adam divides rounding by rounding.
      if (Math.abs(slope) > 1e-4) expect(taken).toBeCloseTo(step, 4);
    });
  }
});

test('starts are normal with deviation σ0/√(dx + dy), from seeds of their own', async () => {
  const wide = problem({ dx: 20, dy: 20, sigma0: 0.5 });
  const training = await startTraining(wide, seeds, 'tfjs');
  const all = NAMES.flatMap((name) => Array.from(training.parameters()[name]!));
  const square = all.reduce((sum, w) => sum + w * w, 0) / all.length;
  // Its deviation is √(2/6400) of itself: five of them.
  expect(square / (0.25 / 40)).toBeGreaterThan(1 - 5 * Math.sqrt(2 / all.length));
  expect(square / (0.25 / 40)).toBeLessThan(1 + 5 * Math.sqrt(2 / all.length));
});

test('frozen attention keeps keys and queries, and nothing else', async () => {
  const weights = await course({ frozen: 1 });
  const kept = NAMES.filter((name) => weights[from.T]![name]!.every((w, i) => w === weights[0]![name]![i]));
  expect(kept).toEqual(['WQ', 'WK']);
});

test.each(['constructed', 'ideal'] as const)('%s weights are not trained', async (weights) => {
  const all = await course({ weights });
  expect(all[from.T]).toEqual(all[0]);
});

test('W_0 is drawn for the constructed weights alone', async () => {
  const drawn = async (weights: Departures['weights']) =>
    (await startTraining(depart(from, { weights }), seeds, 'tfjs')).W0;
  expect((await drawn('constructed')).every((w) => w !== 0)).toBe(true);
  for (const weights of ['ideal', 'trained'] as const) expect((await drawn(weights)).every((w) => w === 0)).toBe(true);
});

test('a training that restarts from the parameters of another, Adam’s moments included, goes on as that one', async () => {
  const [one, other] = [await startTraining(from, seeds, 'tfjs'), await startTraining(from, seeds, 'tfjs')];
  one.advance(3);
  other.load(one.parameters(), 3);
  for (const training of [one, other]) training.advance(from.T);
  expect(other.parameters()).toEqual(one.parameters());
});
