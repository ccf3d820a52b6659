import type { ArchitectureProblem } from '../../generators/concepts/architecture';
import { conicDictionary } from '../../generators/concepts/conic';
import type { Observation } from '../../harness';
import type { PromptLaw } from '../../model/engines/law';
import { testLawOf } from '../../model/layers/training';
import { borderlinePrompts, correctMass, errorRate, TRAJECTORY } from '../../model/one-layer/observations';
import { meanOf } from '../../model/reference/linear';
import type { Forward } from '../../model/reference/types';
import type { ArchitectureTraining } from './training';

type ArchitectureObservation = Observation<ArchitectureProblem, ArchitectureTraining>;

/** The law of test prompts; undefined: that of training prompts, without flipped labels. */
type TestLaw = (training: ArchitectureTraining) => PromptLaw | undefined;

const asTrained: TestLaw = () => undefined;

const conic: TestLaw = (training) =>
  training.testLaw('conic', (problem, dictionary) =>
    testLawOf(problem, conicDictionary(problem, dictionary, training.combinations)),
  );

/** A number between 0 and 1, over fresh prompts, of the answers head by head and layer by layer. */
function overPrompts(
  doc: string,
  statistic: (heads: readonly Forward[]) => number,
  law: TestLaw = asTrained,
): ArchitectureObservation {
  return {
    doc,
    range: [0, 1],
    prompted: true,
    witnessBound: (prompts) => TRAJECTORY + borderlinePrompts(prompts),
    measure: (training, { step, prompts, key }) => statistic(training.answers(key, step, prompts, law(training))),
  };
}

const error = ([answers]: readonly Forward[]): number => errorRate(answers!);
const masses = (heads: readonly Forward[]): number[] => heads.map(correctMass);

const ON_SIGN = 'mean attention of the query on demonstrations with its sign';

/** Everything that claims about architectures measure. */
export const observations = {
  error: overPrompts('0–1 error on fresh prompts', error),
  attention: overPrompts(`${ON_SIGN}, averaged over heads and layers`, (heads) => meanOf(masses(heads))),
  mostAttention: overPrompts(`${ON_SIGN}, in the head of the layer where it is largest`, (heads) =>
    Math.max(...masses(heads)),
  ),
  leastAttention: overPrompts(`${ON_SIGN}, in the head of the layer where it is smallest`, (heads) =>
    Math.min(...masses(heads)),
  ),
  errorConic: overPrompts('0–1 error on test prompts about combinations of the learned concepts', error, conic),
  mostAttentionConic: overPrompts(
    `${ON_SIGN} on combinations of the learned concepts, in the head where it is largest`,
    (heads) => Math.max(...masses(heads)),
    conic,
  ),
} as const satisfies Record<string, ArchitectureObservation>;
