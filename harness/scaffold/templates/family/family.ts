/** The family paper2024: where problems, model and measurements meet. TODO: what it is, and from which paper. */
import type { Assumption, Dial, Family, Observation } from 'theoremcheck';
import { check, corners, drawn, type Problem, problems, reference, region } from './problem';
import { sample, solutionOf } from './sampler';
import { type LinearTraining, prepare, startTraining } from './training';

/** At severity 0 the problem as it was drawn; at 1, where studies end, the assumption should be badly violated. */
const grows = (symbol: keyof Problem, most: number, doc: string): Dial<Problem> => ({
  doc,
  physical: (severity) => `${symbol} + ${Number((most * severity).toPrecision(3))}`,
  apply: (problem, severity) => ({ ...problem, [symbol]: problem[symbol] + most * severity }),
});

/** TODO: one entry per assumption of your theorem, each with the dial that violates it. Every symbol of the region belongs to one. */
const assumptions = {
  smallStep: {
    name: 'smallStep',
    doc: 'steps are small enough not to overshoot',
    paper: 'TODO: η < 2/(1 + (d + 1)/B)',
    region: drawn('eta', 'd', 'B'),
    dial: grows('eta', 2, 'steps grow until they overshoot'),
  },
  lowNoise: {
    name: 'lowNoise',
    doc: 'labels are nearly exact',
    paper: 'TODO: σ small',
    region: drawn('sigma'),
    dial: grows('sigma', 4, 'noise grows to many times the signal'),
  },
} satisfies Readonly<Record<string, Assumption<Problem>>>;

/** TODO: what your theorem predicts, measured. Two engines would have to agree in it within `witnessBound`. */
const observations = {
  distance: {
    doc: 'squared distance of w from the solution, whose length is 1',
    range: [0, Number.POSITIVE_INFINITY],
    prompted: false,
    witnessBound: () => 1e-4,
    measure: (training) => training.distance(),
  },
  error: {
    doc: 'mean squared error on fresh samples without label noise',
    range: [0, Number.POSITIVE_INFINITY],
    prompted: true,
    witnessBound: () => 1e-4,
    measure: (training, { prompts, key }) => training.error(key, prompts),
  },
} satisfies Readonly<Record<string, Observation<Problem, LinearTraining>>>;

export const family = {
  name: 'paper2024',
  problems,
  region,
  reference,
  corners,
  check,
  symbols: ({ d, eta, B, sigma }) => ({ d, eta, B, sigma }),
  assumptions,
  dials: {
    shuffled: grows('shuffled', 1, 'at 1, labels are noise'),
    ideal: grows('ideal', 1, 'at 1, training starts at the solution'),
  },
  engines: ['tfjs'],
  prepare,
  train: startTraining,
  observations,
  arrays: async (problem, seeds, _steps) => {
    const solution = solutionOf(problem, seeds('solution'));
    const { x, y } = sample(problem, solution, seeds('batches'), 1, problem.B);
    return {
      arrays: {
        solution: { shape: [problem.d], data: solution },
        x: { shape: [problem.B, problem.d], data: x },
        y: { shape: [problem.B, 1], data: y },
      },
      json: { ...problem },
    };
  },
} satisfies Family<Problem, LinearTraining>;
