import type { ConceptProblem } from '../../generators/concepts/problem';
import type { PatternProblem } from '../../generators/patterns/problem';

type Doubling = (problem: never) => unknown;

/**
 * Family → what of its reference problem doubles, and how the rest follows. The step of bu2024 is in proportion to m, so
 * that a neuron moves as fast as before. Dimensions of li2024 leave M1 more patterns the room beside them that they had, and
 * the share of tasks that are trained stays as near as whole shifts allow.
 */
export const doublings: Readonly<Record<string, Readonly<Record<string, Doubling>>>> = {
  bu2024: {
    m: (p: ConceptProblem) => ({ ...p, m: 2 * p.m, eta: 2 * p.eta }),
    d: (p: ConceptProblem) => ({ ...p, dX: 2 * p.dX, dY: 2 * p.dY }),
    K1: (p: ConceptProblem) => ({ ...p, K1: 2 * p.K1 }),
  },
  li2024: {
    M1: (p: PatternProblem) => ({
      ...{ ...p, M1: 2 * p.M1, M1Out: 2 * p.M1Out, dX: p.dX + p.M1 },
      shifts: Math.round((p.shifts * (2 * p.M1 - 1)) / (p.M1 - 1)),
    }),
    m: (p: PatternProblem) => ({ ...p, m: 2 * p.m }),
  },
};
