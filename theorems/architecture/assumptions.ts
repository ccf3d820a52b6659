import type { Architecture, ArchitectureProblem } from '../../generators/concepts/architecture';
import type { ConceptProblem } from '../../generators/concepts/problem';
import { drawn, setting } from '../../generators/dials';
import type { Region } from '../../generators/region';
import type { Assumption, Dial } from '../../harness';
import { assumptions as ofPaper, settings as paperSettings } from '../bu2024/assumptions';

/**
 * A part of the region of bu2024, up to the same edges, so that dials begin where it ends. Shapes are one, so that any trainings go
 * together in one graph; small, so that a training takes a tenth of a second.
 */
export const region: Region = [
  { symbol: 'K1', law: 'count', from: 2, to: 3 },
  { symbol: 'K2', law: 'count', from: 0, to: 4 },
  { symbol: 'd', law: 'constant', from: 16, to: 16 },
  { symbol: 'L', law: 'constant', from: 8, to: 8 },
  { symbol: 'm', law: 'constant', from: 32, to: 32 },
  { symbol: 'kappaX', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'kappaY', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'sigma/|b|', law: 'log-uniform', from: 0.02, to: 0.1 },
  { symbol: 'p', law: 'uniform', from: 0, to: 0.02 },
  { symbol: 'pNu', law: 'uniform', from: 0, to: 0.25 },
  { symbol: 'sigma0', law: 'log-uniform', from: 0.8, to: 1 },
  { symbol: 'sigma1', law: 'constant', from: 0.1, to: 0.1 },
  { symbol: 'B', law: 'constant', from: 16, to: 16 },
  { symbol: 'eta/m', law: 'log-uniform', from: 0.1, to: 0.2 },
  { symbol: 'lambda', law: 'constant', from: 1e-4, to: 1e-4 },
];

/** A dial of the paper's problems, which leaves the architecture as it is. */
function kept(dial: Dial<ConceptProblem>): Dial<ArchitectureProblem> {
  return {
    ...dial,
    apply: (problem, severity) => ({ ...dial.apply(problem, severity), architecture: problem.architecture }),
  };
}

const mapped = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** The assumptions of bu2024, each with what this region has of it. */
export const assumptions: Readonly<Record<string, Assumption<ArchitectureProblem>>> = mapped(ofPaper, (assumption) => ({
  ...assumption,
  region: { ...assumption.region, ...drawn(region, ...Object.keys(assumption.region)) },
  dial: kept(assumption.dial),
}));

/** A dial whose severity is the value of one part of the architecture. */
const part = (doc: string, symbol: keyof Architecture): Dial<ArchitectureProblem> =>
  setting(doc, symbol, (q: ArchitectureProblem, value: number) => ({
    ...q,
    architecture: { ...q.architecture, [symbol]: value },
  }));

/** The architecture, a dial for each of its parts, and the dials of bu2024. */
export const settings: Readonly<Record<string, Dial<ArchitectureProblem>>> = {
  ...mapped(paperSettings, kept),
  heads: part('heads of every layer, dX/heads rows of W_Q and W_K each', 'heads'),
  depth: part('layers of attention', 'depth'),
  residual: part('1 = a token keeps itself beside what it attends to, 0 = it does not', 'residual'),
  attentionOnly: part('1 = no ReLU: a linear read-out', 'attentionOnly'),
  biases: part('1 = neurons have biases', 'biases'),
  randomInit: part('1 = W_Q and W_K start with independent entries of variance σ0²/dX', 'randomInit'),
};
