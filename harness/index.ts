/** All that a theorem file or a family file imports. */
export type { FigureDefinition, Gallery, Quantity } from './gallery/definition';
export { dynamics } from './gallery/dynamics';
export { gallery } from './gallery/gallery';
export { sweep } from './gallery/sweep';
export { cite } from './statement/cite';
export { dialled, perturbed, synthetic, withSymbols } from './statement/controls';
export type {
  Arrays,
  Assumption,
  Dial,
  Divergence,
  Engine,
  Family,
  Key,
  NamedArray,
  Observation,
  Seeds,
  Training,
} from './statement/family';
export { ours } from './statement/ours';
export { firstTime, meanOver, quantity, slope, varianceOver } from './statement/quantity';
export { above, all, atLeast, atMost, forEvery, meanAtMost, reaches, within } from './statement/relation';
export { type Theorem, type TheoremSpec, theorem } from './statement/theorem';
