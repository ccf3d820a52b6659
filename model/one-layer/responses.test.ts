import { conceptDictionary } from '../../generators/concepts/dictionary';
import { referenceProblem } from '../../generators/concepts/reference';
import { initialWeights } from '../concepts/weights';
import { conceptLaw, conceptSetting } from '../engines/concept-law';
import { positiveHalf, responsesOf } from './responses';
import { SideBySide } from './side-by-side';
import { OneLayerTraining, trainerOn } from './training';

const answers = (f: number[], label: number[]) => ({
  ...{ f: Float32Array.from(f), label: Float32Array.from(label) },
  ...{ attention: new Float32Array(0), sign: new Float32Array(0) },
});

test('activations are means over the neurons of either read-out, by the sign of the label', () => {
  const r = Float32Array.of(0.5, 0.25, -0.25);
  // Prompt 0 (label +): Σ r h = 3 over r > 0, 1 over r < 0. Prompt 1 (label −): 0.75 and 2.
  const found = responsesOf({ r }, answers([3 - 1, 0.75 - 2], [1, -1]), answers([3, 0.75], [1, -1]));
  expect(found.own).toBeCloseTo((3 / 0.75 + 2 / 0.25) / 2, 6);
  expect(found.other).toBeCloseTo((1 / 0.25 + 0.75 / 0.75) / 2, 6);
});

test('the positive half has no neuron that reads negatively, and leaves the weights as they are', () => {
  const weights = {
    WQ: Float32Array.of(1),
    WK: Float32Array.of(1),
    WO: Float32Array.of(1, 2, 3, 4),
    r: Float32Array.of(-1, 1),
  };
  expect([...positiveHalf(weights).WO]).toEqual([0, 0, 3, 4]);
  expect([...weights.WO]).toEqual([1, 2, 3, 4]);
});

describe('side by side', () => {
  const dictionary = conceptDictionary(referenceProblem, [1, 2]);
  const start = {
    setting: conceptSetting(referenceProblem, dictionary),
    init: initialWeights(referenceProblem, [3, 4]),
    ...({ batches: [5, 6], ideal: false } as const),
  };
  const trained = async (steps: number) => {
    const training = new OneLayerTraining(referenceProblem, start, await trainerOn('fused', start));
    training.advance(steps);
    return training;
  };
  const law = conceptLaw({ ...referenceProblem, L: 2 }, dictionary);

  test('half of the difference of both signs is the mean margin, on the very prompts that were answered', async () => {
    const training = await trained(60);
    const asked = new SideBySide<typeof training>();
    const { answers, responses } = asked.ask(asked.follow(training, [7, 8]), law, 60, 200);
    expect(answers).toEqual(training.answers([7, 8], 60, 200, law));
    const margin = answers.f.reduce((sum, f, b) => sum + f * answers.label[b]!, 0) / 200;
    const { own, other } = responses();
    expect((own - other) / 2).toBeCloseTo(margin, 6);
    expect(Math.min(own - other, other)).toBeGreaterThan(0);
  });

  test('a law is asked once per step, and again after the next', async () => {
    const training = await trained(1);
    const asked = new SideBySide<typeof training>();
    asked.follow(training, [7, 8]);
    const first = asked.ask(training, law, 1, 50);
    expect(asked.ask(training, law, 1, 50)).toBe(first);
    expect(asked.ask(training, law, 1, 20).answers.f).toHaveLength(20);
    training.advance(2);
    expect(asked.ask(training, law, 2, 50).answers).toEqual(training.answers([7, 8], 2, 50, law));
  });

  test('who is not followed has no prompts', async () => {
    const training = await trained(0);
    expect(() => new SideBySide<typeof training>().ask(training, law, 0, 1)).toThrow(
      'expected a training that is followed',
    );
  });
});
