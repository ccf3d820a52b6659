import type { Citation } from '../statement/cite';
import type { Dialled, Perturbed, Shifted, Synthetic, WithSymbols } from '../statement/controls';
import type { TheoremSpec } from '../statement/theorem';

/** A formula, or a number. */
type WrittenValue = string | number;

/** A theorem as theorem.schema.json has it; every text that is a formula may be a number. */
export interface WrittenTheorem
  extends Omit<TheoremSpec, 'source' | 'family' | 'forAll' | 'horizon' | 'accuracy' | 'claim' | 'controls'> {
  readonly $schema?: string;
  readonly source: Pick<Citation, 'key' | 'place'> & Partial<Citation>;
  /** The name of a family. */
  readonly family: string;
  readonly forAll: readonly string[];
  readonly horizon?: WrittenValue;
  readonly accuracy?: WrittenValue;
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
  readonly observations: Readonly<Record<string, { readonly law: WrittenValue; readonly noise: WrittenNoise }>>;
}

export type WrittenNoise =
  | 'none'
  | { readonly binomial: number }
  | { readonly relative: number }
  | { readonly absolute: WrittenValue };

export type WrittenRelation =
  | { readonly kind: 'atMost' | 'atLeast' | 'above'; readonly of: WrittenQuantity; readonly bound: WrittenValue }
  | { readonly kind: 'within'; readonly of: WrittenQuantity; readonly low: WrittenValue; readonly high: WrittenValue }
  | {
      readonly kind: 'reaches';
      readonly of: WrittenCurve;
      readonly level: WrittenValue;
      readonly deadline: WrittenValue;
    }
  | {
      readonly kind: 'meanAtMost';
      readonly of: WrittenScalar;
      readonly bound: WrittenValue;
      readonly margin?: WrittenValue;
    }
  | { readonly kind: 'all'; readonly of: readonly WrittenRelation[] }
  | {
      readonly kind: 'forEvery';
      readonly symbol: string;
      readonly values: readonly WrittenValue[];
      readonly of: WrittenRelation;
    };

export type WrittenQuantity = WrittenScalar | WrittenCurve;

export type WrittenScalar =
  | { readonly kind: 'at'; readonly observation: string; readonly step: WrittenValue }
  | { readonly kind: 'meanOver'; readonly of: WrittenScalar }
  | { readonly kind: 'varianceOver'; readonly of: WrittenScalar }
  | { readonly kind: 'firstTime'; readonly of: WrittenCurve; readonly level: WrittenValue }
  | {
      readonly kind: 'slope';
      readonly of: WrittenQuantity;
      readonly symbol: string;
      readonly between?: readonly [number, number];
    }
  | { readonly kind: 'formula'; readonly text: WrittenValue; readonly of: Readonly<Record<string, WrittenScalar>> };

export type WrittenCurve =
  | { readonly kind: 'along'; readonly observation: string; readonly grid: WrittenGrid }
  | { readonly kind: 'meanOver'; readonly of: WrittenCurve };

export interface WrittenGrid {
  readonly from: WrittenValue;
  readonly to: WrittenValue;
  readonly points?: number;
  readonly spacing?: 'equal' | 'log';
  readonly every?: WrittenValue;
}
