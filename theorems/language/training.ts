import { combinedLabels, combinedWords } from '../../generators/language/combined';
import { type FeatureVectors, type Material, MEAN_B, materialOf } from '../../generators/language/material';
import type { LanguageProblem } from '../../generators/language/problem';
import type { Engine, Seeds } from '../../harness';
import { idealWeights, initialWeights } from '../../model/concepts/weights';
import type { PromptLaw } from '../../model/engines/law';
import type { Trainer } from '../../model/engines/trainer';
import { wordLaw } from '../../model/engines/word-law';
import { OneLayerTraining, type TrainingStart, trainerOn } from '../../model/one-layer/training';
import type { Forward, StreamKey, TrainingRule } from '../../model/reference/types';

/** What test prompts may differ in. */
export interface TestPrompts {
  readonly words?: FeatureVectors;
  readonly labels?: readonly Float64Array[];
  readonly L?: number;
  readonly skew?: number;
}

/** One training of bu2024's model on real words, on either engine. */
export class LanguageTraining extends OneLayerTraining<LanguageProblem> {
  /** @param combinations the stream of combined concepts. */
  constructor(
    problem: LanguageProblem,
    readonly material: Material,
    private readonly combinations: StreamKey,
    start: TrainingStart,
    trainer: Trainer,
  ) {
    super(problem, start, trainer);
  }

  /** A law of test prompts over held-out words, unless told otherwise. */
  testLaw(name: string, change: () => TestPrompts): PromptLaw {
    return this.law(name, () => testLaw(this.problem, this.material, change()));
  }

  /** Held-out words of pairs of concepts. */
  combined(): PromptLaw {
    const { heldOut, labels } = this.material;
    return this.testLaw('combined', () => ({
      words: combinedWords(heldOut, this.combinations),
      labels: combinedLabels(labels),
    }));
  }

  /** Prompts that it was just trained on (before training: will be trained on first), with their true labels. */
  answersInTraining(n: number): Forward {
    const law = this.law('training', () => trainingLaw(this.problem, this.material, 0));
    return this.trainer.answersInBatch(Math.max(1, this.step), n, law);
  }
}

/** The law of training prompts. */
function trainingLaw(problem: LanguageProblem, material: Material, queryFlips: number): PromptLaw {
  const { L, bag, departures } = problem;
  const { positives, foreign, flips } = departures;
  const { training, labels, sigma } = material;
  return wordLaw({ words: training, labels }, { L, bag, sigma, positives, foreign, flips, queryFlips, skew: 0 });
}

function testLaw(problem: LanguageProblem, material: Material, change: TestPrompts): PromptLaw {
  const { L, bag, departures } = problem;
  const { positives, foreign, flips, testBag } = departures;
  const { words, labels, ...rest } = { words: material.heldOut, labels: material.labels, L, skew: 0, ...change };
  const rule = { bag: testBag || bag, sigma: material.sigma, positives, foreign, flips, queryFlips: 0 };
  return wordLaw({ words, labels }, { ...rule, ...rest });
}

function ruleOf({ m, B, eta, lambda, departures }: LanguageProblem): TrainingRule {
  const { frozenAttention, frozenMlp } = departures;
  const frozen = { attention: frozenAttention === 1, value: true, mlp: frozenMlp === 1 };
  return { m, B, loss: 'logistic', eta, lambda, stepRate: 0, stepPower: 1, batches: 0, frozen };
}

/** What the probes of bu2024 read: b of the concepts, and d of their label vectors. */
function dictionaryOf({ directions, labels }: Material) {
  const pair = (k: number, sign: number) => labels[2 * k]!.map((x, j) => (labels[2 * k + 1]![j]! + sign * x) / 2);
  return {
    a: directions.map(({ a }) => a),
    b: directions.map(({ b }) => b),
    c: directions.map((_, k) => pair(k, 1)),
    d: directions.map((_, k) => pair(k, -1)),
    nu: [],
  };
}

/** Starts a training: twins and label vectors, initialisation and batches come from a stream of their own each. */
export async function startTraining(problem: LanguageProblem, seeds: Seeds, engine: Engine): Promise<LanguageTraining> {
  const material = materialOf(problem, seeds('dictionary'));
  const { queryFlips, ideal } = problem.departures;
  const { dX, m } = problem;
  const init =
    ideal === 1
      ? idealWeights({ dX, m, kappaX: 1 - 2 * MEAN_B ** 2 }, dictionaryOf(material))
      : initialWeights(problem, seeds('init'));
  const setting = {
    rule: ruleOf(problem),
    training: trainingLaw(problem, material, queryFlips),
    evaluation: testLaw(problem, material, {}),
  };
  const start = { setting, init, batches: seeds('batches'), ideal: ideal === 1 };
  return new LanguageTraining(problem, material, seeds('combinations'), start, await trainerOn(engine, start));
}
