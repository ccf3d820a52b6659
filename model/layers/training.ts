import type { Architecture, ArchitectureProblem } from '../../generators/concepts/architecture';
import { atTest } from '../../generators/concepts/at-test';
import type { Dictionary } from '../../generators/concepts/dictionary';
import { allDepartures } from '../../generators/concepts/problem';
import { conceptLaw, conceptSetting } from '../engines/concept-law';
import { loadKernel } from '../engines/kernel';
import { batchIndex, type PromptLaw, type TrainingSetup } from '../engines/law';
import { PromptSampler } from '../engines/sampler';
import type { Shaped, Tensors } from '../engines/tfjs/autodiff';
import { type Backend, engineName } from '../engines/tfjs/backend';
import { type LayerWeights, layerArrays, layerBatch, layerLoss, layerOutput } from '../engines/tfjs/layers';
import { advanceReplicas, joined, type Replica } from '../engines/tfjs/replicas';
import { stepSize } from '../reference/transformer';
import type { Batch, Forward, NonFiniteLoss, StreamKey } from '../reference/types';

/** What a training of an architecture starts from. */
interface LayerStart {
  readonly dictionary: Dictionary;
  readonly init: LayerWeights;
  /** The stream of its batches. */
  readonly batches: StreamKey;
}

/** Steps whose batches are drawn at once. */
const AHEAD = 16;

/** One training of any architecture on one concept problem, by autodiff. */
export class LayerTraining {
  private readonly setup: TrainingSetup;
  private readonly samplers = new Map<PromptLaw, PromptSampler>();
  private readonly laws = new Map<string, PromptLaw>();
  private values: LayerWeights;
  private taken = 0;
  private drawn: ReadonlyMap<number, Batch> = new Map();

  constructor(
    readonly problem: ArchitectureProblem,
    protected readonly start: LayerStart,
    protected readonly backend: Backend,
  ) {
    this.setup = conceptSetting(problem, start.dictionary, 'full');
    this.values = start.init;
  }

  get engine(): string {
    return engineName(this.backend);
  }

  get step(): number {
    return this.taken;
  }

  get dictionary(): Dictionary {
    return this.start.dictionary;
  }

  advance(to: number): NonFiniteLoss | undefined {
    return advanceLayers([this], to)[0];
  }

  /** Copies of all weights, r among them. */
  weights(): LayerWeights {
    return mapped(this.values, (data) => data.slice());
  }

  /** Copies of those that are trained. */
  parameters(): LayerWeights {
    const { r: _, ...trained } = this.weights();
    return trained;
  }

  /** @throws RangeError for an array of another length */
  load(parameters: Readonly<Record<string, Float32Array | Float64Array>>, step: number): void {
    this.values = mapped(this.values, (data, name) => {
      const given = parameters[name] ?? data;
      if (given.length === data.length) return Float32Array.from(given);
      throw new RangeError(`layers: expected ${data.length} entries of ${name}, got ${given.length}`);
    });
    this.taken = step;
  }

  /** The batch that step t (1-based) uses. */
  batch(t: number): Batch {
    if (!this.drawn.has(t)) this.drawFrom(t);
    return this.drawn.get(t)!;
  }

  /** Answers to n fresh prompts of a law, with the attention of each head of each layer; layer by layer. */
  answers(key: StreamKey, step: number, n: number, law: PromptLaw = this.setup.evaluation): Forward[] {
    // Two halves go as two models do: a lone one would be multiplied by another routine than those that are trained.
    const even = n + (n % 2);
    return answer(this.backend, this.problem, this.values, this.sampler(law).batch(key, step, even)).map((forward) =>
      firstOf(forward, n),
    );
  }

  /** A law of test prompts by name, made once: a sampler lays out every law that it meets. */
  testLaw(name: string, make: (problem: ArchitectureProblem, dictionary: Dictionary) => PromptLaw): PromptLaw {
    const known = this.laws.get(name) ?? make(testOf(this.problem), this.dictionary);
    this.laws.set(name, known);
    return known;
  }

  /** Whether it may take its steps in one graph with others of the same word. */
  get kind(): string {
    const { B, L, dX, dY, m, architecture } = this.problem;
    const { frozen, loss } = this.setup.rule;
    return JSON.stringify([B, L, dX, dY, m, architecture, frozen, loss, this.ideal, this.taken]);
  }

  /** Whether the initial weights stay as they are, whatever the step. */
  get ideal(): boolean {
    return this.problem.departures.ideal === 1;
  }

  /** Its present state as one model of several. */
  replica(): Replica {
    const { rule } = this.setup;
    const arrays = Object.entries(layerArrays(this.values, this.problem.dX));
    const kept = (name: string) =>
      name === 'r' || (rule.frozen.attention && /^W[QK]/.test(name)) || (rule.frozen.mlp && /^(WO|b)$/.test(name));
    const pick = (frozen: boolean) => Object.fromEntries(arrays.filter(([name]) => kept(name) === frozen));
    return {
      ...{ parameters: pick(false), frozen: pick(true), step: this.taken, decay: rule.lambda },
      inputs: (t) => layerBatch(this.batch(t), this.problem.dX),
      eta: (t) => stepSize(rule.eta, rule.stepRate, rule.stepPower, t),
    };
  }

  /** What a training in company left it at. */
  moved(parameters: LayerWeights, step: number): void {
    this.values = { ...this.values, ...parameters };
    this.taken = step;
  }

  /** A function of the arrays that the step minimises. */
  loss(arrays: Tensors) {
    return layerLoss(this.backend.tf, arrays, this.problem.architecture, this.setup.rule.loss);
  }

  get tf() {
    return this.backend.tf;
  }

  /** Batches of several steps at once: a law that is laid out anew for each takes longer than all that it draws. */
  private drawFrom(t: number): void {
    const { rule, training } = this.setup;
    const sampler = this.sampler(training);
    const steps = Array.from({ length: AHEAD }, (_, i) => t + i);
    this.drawn = new Map(
      steps.map((step) => [step, sampler.batch(this.start.batches, batchIndex(rule, step), rule.B)]),
    );
  }

  private sampler(law: PromptLaw): PromptSampler {
    const known = this.samplers.get(law) ?? new PromptSampler(loadKernel(), law);
    this.samplers.set(law, known);
    return known;
  }
}

/** Advances trainings to the same step, those of a kind in one graph. Each ends with the bits that it ends with alone. */
export function advanceLayers(trainings: readonly LayerTraining[], to: number): readonly (NonFiniteLoss | undefined)[] {
  const ends = new Map<LayerTraining, NonFiniteLoss | undefined>();
  for (const group of groups(trainings, ({ kind }) => kind)) {
    advanceKind(group, to).forEach((end, i) => {
      ends.set(group[i]!, end);
    });
  }
  return trainings.map((training) => ends.get(training));
}

function advanceKind(group: readonly LayerTraining[], to: number): readonly (NonFiniteLoss | undefined)[] {
  const [first] = group as readonly [LayerTraining];
  if (first.ideal) {
    for (const training of group) training.moved({}, to);
    return group.map(() => undefined);
  }
  const replicas = group.map((training) => training.replica());
  const ends = advanceReplicas(first.tf, (arrays) => first.loss(arrays), replicas, to);
  ends.forEach(({ parameters, step }, i) => {
    group[i]!.moved(parameters, step);
  });
  return ends.map(({ diverged }) => diverged);
}

function groups<T>(all: readonly T[], kind: (one: T) => string): readonly (readonly T[])[] {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(kind(one), [...(found.get(kind(one)) ?? []), one]);
  return [...found.values()];
}

/** The forward pass of one model over an even number of prompts, as two models with a half each. */
function answer(
  { tf }: Backend,
  { dX, architecture }: Pick<ArchitectureProblem, 'dX' | 'architecture'>,
  weights: LayerWeights,
  batch: Batch,
): Forward[] {
  const one = layerArrays(weights, dX);
  const { words, labels, label } = layerBatch(batch, dX);
  const arrays = { ...joined([one, one]), words: words!, labels: labels!, label: halved(label!) };
  const [f, ...attended] = tf.tidy(() => {
    const tensors = Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape], 'float32')]),
    );
    const found = layerOutput(tf, tensors, architecture);
    return [found.f, ...found.attended].map((tensor) => new Float32Array(tensor.dataSync()));
  });
  const { n, label: z, sign } = batch;
  return attended.flatMap((mass) =>
    headsOf(mass, n, architecture).map((attention) => ({ f: f!, attention, label: z, sign })),
  );
}

/** label [1, n] → [2, n/2] */
const halved = ({ shape, data }: Shaped): Shaped => ({ shape: [2, shape[1]! / 2], data });

/** [n, H, L] → H times [n, L] */
function headsOf(mass: Float32Array, n: number, { heads }: Architecture): Float32Array[] {
  const L = mass.length / (n * heads);
  return Array.from({ length: heads }, (_, h) => {
    const own = new Float32Array(n * L);
    for (let b = 0; b < n; b++) own.set(mass.subarray((b * heads + h) * L, (b * heads + h + 1) * L), b * L);
    return own;
  });
}

function firstOf({ f, attention, label, sign }: Forward, n: number): Forward {
  const first = (data: Float32Array) => data.subarray(0, (data.length / label.length) * n);
  return { f: first(f), attention: first(attention), label: first(label), sign: first(sign) };
}

/** The law of the problem at test, drawn in full. */
export function testLawOf(problem: ArchitectureProblem, dictionary: Dictionary): PromptLaw {
  return conceptLaw(problem, dictionary, allDepartures(problem.departures).testSkew, 'full');
}

const testOf = (problem: ArchitectureProblem): ArchitectureProblem => ({
  ...atTest(problem),
  architecture: problem.architecture,
});

function mapped(weights: LayerWeights, change: (data: Float32Array, name: string) => Float32Array): LayerWeights {
  return Object.fromEntries(Object.entries(weights).map(([name, data]) => [name, change(data, name)]));
}
