import { atTest } from '../../generators/concepts/at-test';
import { conceptDictionary, type Dictionary } from '../../generators/concepts/dictionary';
import { allDepartures, type ConceptProblem } from '../../generators/concepts/problem';
import type { Engine, Seeds } from '../../harness';
import { idealWeights, initialWeights, withRandomAttention } from '../../model/concepts/weights';
import { conceptLaw, conceptSetting } from '../../model/engines/concept-law';
import type { PromptLaw } from '../../model/engines/law';
import type { Trainer } from '../../model/engines/trainer';
import { keepingLast, OneLayerTraining, type TrainingStart, trainerOn } from '../../model/one-layer/training';
import type { Forward, StreamKey, Weights } from '../../model/reference/types';

/** One training of bu2024's model on one concept problem, on either engine. */
export class ConceptTraining extends OneLayerTraining<ConceptProblem> {
  /** The last answers on training prompts: several observations read them, and completing prompts takes longest of all. */
  private inTraining: { readonly step: number; readonly n: number; readonly answers: Forward } | undefined;

  /** @param combinations the stream of the coefficients of new concepts at test. */
  constructor(
    problem: ConceptProblem,
    readonly dictionary: Dictionary,
    readonly combinations: StreamKey,
    start: TrainingStart,
    trainer: Trainer,
  ) {
    super(problem, start, trainer);
  }

  /** A law of test prompts, made of the problem at test and the dictionary. */
  testLaw(name: string, make: (problem: ConceptProblem, dictionary: Dictionary) => PromptLaw): PromptLaw {
    return this.law(name, () => make(atTest(this.problem), this.dictionary));
  }

  /** The model's answers to prompts it was just trained on (before training: will be trained on first), true labels. */
  answersInTraining(n: number): Forward {
    const { step, inTraining: last } = this;
    if (last?.step === step && last.n === n) return last.answers;
    const answers = this.answeredInTraining(n);
    this.inTraining = { step, n, answers };
    return answers;
  }

  override load(...given: Parameters<OneLayerTraining<ConceptProblem>['load']>): void {
    this.inTraining = undefined;
    super.load(...given);
  }

  private answeredInTraining(n: number): Forward {
    const { problem, dictionary } = this;
    const unflipped = { ...problem, departures: { ...problem.departures, queryFlips: 0 } };
    const law = this.law('training', () =>
      conceptLaw(
        unflipped,
        dictionary,
        allDepartures(problem.departures).trainingSkew,
        this.start.setting.training.deferred ? 'deferred' : 'full',
      ),
    );
    return this.trainer.answersInBatch(Math.max(1, this.step), n, law);
  }
}

const dictionaryOf = keepingLast(conceptDictionary, 'B');
const initOf = keepingLast(initialWeights<ConceptProblem>, 'B');

/** Starts a training: dictionary, initialisation, batches and combinations at test each come from a stream of their own. */
export async function startTraining(problem: ConceptProblem, seeds: Seeds, engine: Engine): Promise<ConceptTraining> {
  const dictionary = dictionaryOf(problem, seeds('dictionary'));
  const ideal = problem.departures.ideal === 1;
  const init = ideal ? idealWeights(problem, dictionary) : trainedFrom(problem, seeds);
  const start = { setting: conceptSetting(problem, dictionary), init, batches: seeds('batches'), ideal };
  return new ConceptTraining(problem, dictionary, seeds('combinations'), start, await trainerOn(engine, start));
}

function trainedFrom(problem: ConceptProblem, seeds: Seeds): Weights {
  const weights = initOf(problem, seeds('init'));
  return problem.departures.randomAttention === 1 ? withRandomAttention(weights, problem, seeds('attention')) : weights;
}
