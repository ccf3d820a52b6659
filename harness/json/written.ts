import type { Citation } from '../statement/cite';
import type { Dialled, Perturbed, Shifted, Synthetic, WithSymbols } from '../statement/controls';
import type { TheoremSpec } from '../statement/theorem';

/** A formula, or a number. */
export type Text = string | number;

/** A theorem as theorem.schema.json has it; every text that is a formula may be a number. */
export interface WrittenTheorem
  extends Omit<TheoremSpec, 'source' | 'family' | 'forAll' | 'horizon' | 'accuracy' | 'claim' | 'controls'> {
  readonly $schema?: string;
  readonly source: Pick<Citation, 'key' | 'place'> & Partial<Citation>;
  /** The name of a family. */
  readonly family: string;
  readonly forAll: readonly string[];
  readonly horizon?: Text;
  readonly accuracy?: Text;
  readonly claim: WrittenRelation;
  readonly controls: WrittenControls;
}

export interface WrittenControls {
  readonly untrained?: { readonly without: string };
  readonly gross?: readonly WrittenControl[];
  readonly nearMiss?: readonly WrittenControl[];
  readonly pins?: readonly Shifted[];
  readonly positive?: readonly WrittenControl[];
}

export type WrittenControl =
  | (Omit<Dialled, 'at'> & Partial<Pick<Dialled, 'at'>>)
  | WithSymbols
  | WrittenSynthetic
  | (Omit<Perturbed, 'factor' | 'doc'> & Partial<Perturbed>)
  | Shifted;

export interface WrittenSynthetic extends Omit<Synthetic, 'observations'> {
  readonly observations: Readonly<Record<string, { readonly law: Text; readonly noise: WrittenNoise }>>;
}

export type WrittenNoise =
  | 'none'
  | { readonly binomial: number }
  | { readonly relative: number }
  | { readonly absolute: Text };

export type WrittenRelation =
  | { readonly kind: 'atMost' | 'atLeast' | 'above'; readonly of: WrittenQuantity; readonly bound: Text }
  | { readonly kind: 'within'; readonly of: WrittenQuantity; readonly low: Text; readonly high: Text }
  | { readonly kind: 'reaches'; readonly of: WrittenCurve; readonly level: Text; readonly deadline: Text }
  | { readonly kind: 'meanAtMost'; readonly of: WrittenScalar; readonly bound: Text; readonly margin?: Text }
  | { readonly kind: 'all'; readonly of: readonly WrittenRelation[] }
  | {
      readonly kind: 'forEvery';
      readonly symbol: string;
      readonly values: readonly Text[];
      readonly of: WrittenRelation;
    };

export type WrittenQuantity = WrittenScalar | WrittenCurve;

export type WrittenScalar =
  | { readonly kind: 'at'; readonly observation: string; readonly step: Text }
  | { readonly kind: 'meanOver'; readonly of: WrittenScalar }
  | { readonly kind: 'varianceOver'; readonly of: WrittenScalar }
  | { readonly kind: 'firstTime'; readonly of: WrittenCurve; readonly level: Text }
  | { readonly kind: 'slope'; readonly of: WrittenQuantity; readonly symbol: string }
  | { readonly kind: 'formula'; readonly text: Text; readonly of: Readonly<Record<string, WrittenScalar>> };

export type WrittenCurve =
  | { readonly kind: 'along'; readonly observation: string; readonly grid: WrittenGrid }
  | { readonly kind: 'meanOver'; readonly of: WrittenCurve };

export interface WrittenGrid {
  readonly from: Text;
  readonly to: Text;
  readonly points?: number;
  readonly spacing?: 'equal' | 'log';
  readonly every?: Text;
}
