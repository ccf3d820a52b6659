import { conceptDictionary } from '../generators/concepts/dictionary';
import type { ConceptProblem } from '../generators/concepts/problem';
import { patternsOf } from '../generators/patterns/patterns';
import type { PatternProblem } from '../generators/patterns/problem';
import { tasksOf } from '../generators/patterns/tasks';
import type { Family, Seeds, Training } from '../harness';
import { initialWeights } from '../model/concepts/weights';
import { conceptSetting } from '../model/engines/concept-law';
import { float64Trainer } from '../model/engines/fused/float64';
import { fusedTrainer } from '../model/engines/fused/fused';
import { withCompanion } from '../model/engines/fused/training-prompts';
import { loadKernel } from '../model/engines/kernel';
import { patternSetting } from '../model/engines/pattern-law';
import type { Trainer } from '../model/engines/trainer';
import type { TrainingStart } from '../model/one-layer/training';
import { initialPatternWeights } from '../model/patterns/weights';
import { ConceptTraining } from '../theorems/bu2024/training';
import { PatternTraining } from '../theorems/li2024/measured/training';

type Starting = (problem: never, seeds: Seeds) => Training;

/** Family → a training of it on the float64 reference, from the streams that its own trainings draw from. */
const trainings: Readonly<Record<string, Starting>> = {
  bu2024: (problem: ConceptProblem, seeds) => {
    const dictionary = conceptDictionary(problem, seeds('dictionary'));
    const start = startOf(conceptSetting(problem, dictionary), initialWeights(problem, seeds('init')), seeds);
    return new ConceptTraining(problem, dictionary, seeds('combinations'), start, trainer(start));
  },
  li2024: (problem: PatternProblem, seeds) => {
    const [patterns, tasks] = [patternsOf(problem, seeds('patterns')), tasksOf(problem, seeds('tasks'))];
    const init = initialPatternWeights(problem, seeds('init'));
    const start = startOf(patternSetting(problem, patterns, tasks), init, seeds);
    return new PatternTraining(problem, patterns, tasks, start, trainer(start));
  },
};

/** The same family, trained in float64 whatever engine is asked for. Closed-form weights are not among its trainings. */
export function inFloat64(family: Family): Family {
  return { ...family, train: async (problem, seeds) => trainings[family.name]!(problem as never, seeds) };
}

const startOf = (setting: TrainingStart['setting'], init: TrainingStart['init'], seeds: Seeds): TrainingStart => ({
  ...{ setting, init },
  ...{ batches: seeds('batches'), ideal: false },
});

/** Prompts are those that the fused training sees. */
function trainer({ setting, init, batches }: TrainingStart): Trainer {
  return float64Trainer(setting, init, withCompanion(fusedTrainer(loadKernel(), setting, init, batches)));
}
