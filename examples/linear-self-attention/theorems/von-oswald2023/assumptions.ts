import type { Assumption, Dial } from 'theoremcheck';
import { exp, ln } from 'theoremcheck/generators';
import { type Departures, depart, drawn, type Problem } from '../../task/problem';

/** From the edge of the region, or no departure, at severity 0 to `worst` at 1, geometrically. */
function dial(
  symbol: string,
  edge: number,
  worst: number,
  set: (problem: Problem, value: number) => Problem,
): Dial<Problem> {
  const value = (severity: number) => edge * exp(severity * ln(worst / edge));
  return {
    doc: `${symbol} moves to ${worst}`,
    physical: (severity) =>
      severity === 0 ? `${symbol} as drawn` : `${symbol} = ${Number(value(severity).toPrecision(3))}`,
    apply: (problem, severity) => (severity === 0 ? problem : set(problem, value(severity))),
  };
}

/** A departure whose severity is its value. */
const setting = (doc: string, name: keyof Departures): Dial<Problem> => ({
  doc,
  physical: (value) => `${name} = ${value}`,
  apply: (problem, value) => depart(problem, { [name]: value }),
});

/** The paper's weights in place of a training. */
const instead = (doc: string, weights: Departures['weights']): Dial<Problem> => ({
  doc,
  physical: (on) => (on === 1 ? `${weights} weights` : 'weights as drawn'),
  apply: (problem, on) => (on === 1 ? depart(problem, { weights }) : problem),
  trains: false,
});

/** What the paper's experiment assumes, each with a dial that violates it. */
export const assumptions: Readonly<Record<string, Assumption<Problem>>> = {
  linearAttention: {
    name: 'linearAttention',
    doc: 'scores weigh the values as they are',
    paper: 'self-attention without softmax',
    region: { softmax: '0', ...drawn('dx', 'dy', 'N', 'eta') },
    dial: setting('a share of the attention comes from a softmax', 'softmax'),
  },
  isotropicInputs: {
    name: 'isotropicInputs',
    doc: 'all entries of an input have the same law',
    paper: 'x uniform on [−1, 1]^dx',
    region: { stretch: '1' },
    dial: dial('stretch', 1, 3, (problem, stretch) => depart(problem, { stretch })),
  },
  centredTasks: {
    name: 'centredTasks',
    doc: 'task matrices have mean 0',
    paper: 'W normal, mean 0, variance 1',
    region: { taskMean: '0' },
    dial: {
      doc: 'the mean of the entries of a task matrix moves to 4',
      physical: (severity) => `taskMean = ${Number((4 * severity).toPrecision(3))}`,
      apply: (from, severity) => depart(from, { taskMean: 4 * severity }),
    },
  },
  severalTargets: {
    name: 'severalTargets',
    doc: 'targets have more than one entry: with one and few dimensions, training may end at another minimum',
    paper: 'any dy; most experiments have dy = 1 and dx = 10',
    region: drawn('dy'),
    dial: {
      doc: 'targets of one entry',
      physical: (severity) => (severity === 0 ? 'dy as drawn' : 'dy = 1'),
      apply: (from, severity) => (severity === 0 ? from : { ...from, dy: 1 }),
    },
  },
  longTraining: {
    name: 'longTraining',
    doc: 'enough steps to converge',
    paper: 'until the loss is that of gradient descent; the code has 10,000 steps of Adam',
    region: drawn('T'),
    dial: dial('T', 350, 10, (problem, T) => ({ ...problem, T: Math.round(T) })),
  },
  largeBatch: {
    name: 'largeBatch',
    doc: 'gradients with little noise',
    paper: '2048 prompts (appendix A.12)',
    region: drawn('B'),
    dial: dial('B', 64, 1, (problem, B) => ({ ...problem, B: Math.round(B) })),
  },
  smallInit: {
    name: 'smallInit',
    doc: 'weights start small',
    paper: 'variance 0.002 over the width, truncated (the code; “std” in appendix A.12)',
    region: drawn('sigma0'),
    dial: dial('sigma0', 0.5, 3, (problem, sigma0) => ({ ...problem, sigma0 })),
  },
  smallStep: {
    name: 'smallStep',
    doc: 'steps small enough to settle',
    paper: 'Adam with step size 0.001 (appendix A.12)',
    region: drawn('alpha'),
    dial: dial('alpha', 0.05, 1, (problem, alpha) => ({ ...problem, alpha })),
  },
};

/** Steps are ours: longer and of half the size, since a longer input is slower to learn. */
const paperSizes = { dx: 10, dy: 1, N: 10, sigma0: Math.sqrt(0.002), T: 1200, alpha: 0.02 };

/** Dials that no assumption names. */
export const settings: Readonly<Record<string, Dial<Problem>>> = {
  constructed: instead(
    'the paper’s weights for the drawn step size and a drawn W_0; nothing is trained',
    'constructed',
  ),
  ideal: instead('the paper’s weights for the best step size and W_0 = 0; nothing is trained', 'ideal'),
  frozenAttention: setting('at 1, W_Q and W_K keep their initial value', 'frozen'),
  stepFactor: setting('the paper’s weights take a step of this many times the right size', 'stepFactor'),
  paperSizes: {
    doc: 'at 1, the sizes of most of the paper’s experiments and the scale of their initialisation',
    physical: (on) => (on === 1 ? 'dx = N = 10, dy = 1, sigma0 = 0.0447, T = 1200, alpha = 0.02' : 'sizes as drawn'),
    apply: (from, on) => (on === 1 ? { ...from, ...paperSizes } : from),
  },
  transposed: setting('at 1, W_V of the paper’s weights is transposed', 'transposed'),
};
