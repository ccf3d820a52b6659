/**
 * All that a theorem file or a family file imports: the language of statements, and the `Family` that a paper's model has to
 * be. Formulas are texts such as `'tau * m * K1 / eta'`: evaluated and printed from the same string, with `+ - * / ^`,
 * parentheses and `abs ceil exp expm1 floor log log10 log1p log2 max min pow round sqrt`.
 *
 * @module
 */

export { type ExternalFamily, type ExternalOptions, externalFamily } from './external/family';
export type { Numbers } from './external/problems';
export type {
  Axis,
  FigureDefinition,
  Gallery,
  Guide,
  Panel,
  Place,
  Plotted,
  PlottedCurve,
  PlottedPassage,
  PlottedValue,
  Point,
  Told,
} from './gallery/definition';
export {
  type DynamicsPanel,
  type DynamicsSpec,
  dynamics,
  type Watched,
  type WatchedElsewhere,
} from './gallery/dynamics';
export { gallery } from './gallery/gallery';
export type { Guides } from './gallery/guides';
export { type Measured, type SweepPanel, type SweepSpec, sweep } from './gallery/sweep';
export { type Citation, cite } from './statement/cite';
export {
  type ControlSpec,
  type Dialled,
  type DialledOptions,
  dialled,
  type Near,
  type Perturbed,
  perturbed,
  type Shifted,
  type Synthetic,
  type SyntheticLaw,
  type SyntheticNoise,
  shifted,
  synthetic,
  type WithSymbols,
  withSymbols,
} from './statement/controls';
export type {
  Arrays,
  Assumption,
  Dial,
  Divergence,
  Engine,
  ExportedTrial,
  Family,
  Key,
  Measurement,
  NamedArray,
  Observation,
  Prepared,
  Range,
  Seeds,
  Together,
  Training,
} from './statement/family';
export type { Block } from './statement/gate';
export { type Ours, ours } from './statement/ours';
export {
  type Along,
  type At,
  type Curve,
  type FirstTime,
  type Formula,
  firstTime,
  type Grid,
  type Mean,
  meanOver,
  type Quantity,
  quantity,
  type Scalar,
  type Slope,
  slope,
  type Variance,
  varianceOver,
} from './statement/quantity';
export {
  type All,
  type Atom,
  above,
  all,
  atLeast,
  atMost,
  type Bound,
  type ForEvery,
  forEvery,
  type MeanAtMost,
  meanAtMost,
  type Reaches,
  type Relation,
  reaches,
  type Within,
  within,
} from './statement/relation';
export {
  type Controls,
  type Kind,
  type PaperHypothesis,
  type Theorem,
  type TheoremSpec,
  theorem,
} from './statement/theorem';
export type { Words } from './statement/words';
