import type { Assumption, Dial } from 'theoremcheck';
import { exp, ln } from 'theoremcheck/generators';
import { type Departures, depart, drawn, type Problem } from '../../task/problem';

const shown = (value: number) => Number(value.toPrecision(3));

/** From nothing at severity 0 over `least` just above it to `most` at 1, geometrically: what matters spans decades. */
const decades = (doc: string, name: keyof Departures, least: number, most: number): Dial<Problem> => {
  const value = (severity: number) => (severity === 0 ? 0 : least * exp(severity * ln(most / least)));
  return {
    doc,
    physical: (severity) => `${name} = ${shown(value(severity))}`,
    apply: (problem, severity) => depart(problem, { [name]: value(severity) }),
  };
};

const linear = (doc: string, name: keyof Departures, most: number): Dial<Problem> => ({
  doc,
  physical: (severity) => `${name} = ${shown(most * severity)}`,
  apply: (problem, severity) => depart(problem, { [name]: most * severity }),
});

/** What the theorem assumes, each with a dial that violates it. */
export const assumptions: Readonly<Record<string, Assumption<Problem>>> = {
  separable: {
    name: 'separable',
    doc: 'some w has w·x_n > 0 at every point, labels multiplied in',
    paper: 'assumption 1',
    region: { flips: '0', ...drawn('d', 'extra', 'rho') },
    dial: {
      doc: 'support vectors occur a second time with the opposite label, up to half of them',
      physical: (severity) => `flips = ${severity} · d/2, rounded up`,
      apply: (problem, severity) => depart(problem, { flips: Math.ceil((severity * problem.d) / 2) }),
    },
  },
  exponentialTail: {
    name: 'exponentialTail',
    doc: 'the loss falls like e^−z and has no minimum',
    paper: 'assumptions 2 and 3: ℓ > 0, ℓ′ < 0, β-smooth, −ℓ′ with a tight exponential tail',
    region: { squared: '0' },
    dial: decades('a share of squared loss, which has a minimum', 'squared', 1e-6, 1),
  },
  unregularized: {
    name: 'unregularized',
    doc: 'the loss is all that is minimized',
    paper: 'L(w) = Σ ℓ(w·x_n)',
    region: { decay: '0' },
    dial: decades('a regularizer (λ/2)|w|²', 'decay', 1e-6, 1),
  },
  constantStep: {
    name: 'constantStep',
    doc: 'one step size below 2/(β σ_max²)',
    paper: 'theorem 3: η < 2/(β σ_max²(X))',
    region: drawn('r'),
    dial: linear('steps grow like t^growth', 'growth', 0.5),
  },
  euclidean: {
    name: 'euclidean',
    doc: 'the step is along the gradient',
    paper: 'gradient descent; other geometries end elsewhere (section 6)',
    region: { stretch: '0', ...drawn('sigma0') },
    dial: linear('the first half of the axes takes steps that are longer by e^stretch', 'stretch', 3),
  },
};

/** What controls use beside them. */
export const interventions: Readonly<Record<string, Dial<Problem>>> = {
  ideal: {
    doc: 'w(t) as theorem 3 predicts it, without what vanishes',
    physical: (on) => (on === 1 ? 'w as predicted' : 'w as trained'),
    apply: (problem, on) => depart(problem, { ideal: on }),
    trains: false,
  },
  wideSteps: {
    doc: 'step size as a multiple of the largest one that the paper allows',
    physical: (r) => `r = ${r}`,
    apply: (problem, r) => ({ ...problem, r }),
  },
};
