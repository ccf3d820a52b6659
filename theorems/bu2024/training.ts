import { conceptDictionary, type Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Engine, Seeds } from '../../harness';
import { conceptSetting } from '../../model/engines/concept-law';
import type { Forward, Trainer } from '../../model/types';
import { idealWeights, initialWeights } from '../../model/weights';
import { keepingLast, OneLayerTraining, type Start, trainerOn } from '../one-layer/training';

/** One training of bu2024's model on one concept problem, on either engine. */
export class ConceptTraining extends OneLayerTraining<ConceptProblem> {
  constructor(
    problem: ConceptProblem,
    readonly dictionary: Dictionary,
    start: Start,
    trainer: Trainer,
  ) {
    super(problem, start, trainer);
  }

  /** The model's answers to prompts it was just trained on (before training: will be trained on first), true labels. */
  answersInTraining(n: number): Forward {
    return this.answers(this.start.batches, Math.max(1, this.step), n);
  }
}

const dictionaryOf = keepingLast(conceptDictionary, 'B');
const initOf = keepingLast(initialWeights, 'B');

/** Starts a training: dictionary, initialisation and batches each come from a stream of their own. */
export async function startTraining(problem: ConceptProblem, seeds: Seeds, engine: Engine): Promise<ConceptTraining> {
  const dictionary = dictionaryOf(problem, seeds('dictionary'));
  const ideal = problem.departures.ideal === 1;
  const init = ideal ? idealWeights(problem, dictionary) : initOf(problem, seeds('init'));
  const start = { setting: conceptSetting(problem, dictionary), init, batches: seeds('batches'), ideal };
  return new ConceptTraining(problem, dictionary, start, await trainerOn(engine, start));
}
