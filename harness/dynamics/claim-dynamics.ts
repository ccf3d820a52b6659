/** Which trial of a part: by the place of its outcome among all of them. */
export type ShownTrial = 'median' | 'worst' | 'median and worst';

/** An observation over the steps of one training. */
export interface ObservedCurve {
  readonly trial: ShownTrial;
  /** Of the unit in its stream. */
  readonly index: number;
  /** From a divergence on there are neither steps nor values. */
  readonly steps: readonly number[];
  readonly values: readonly number[];
  /** Steps at which the claim itself reads the observation. */
  readonly read: readonly number[];
}

/** What one relation of the claim allows an observation on one trial. */
export interface AllowedCurve {
  readonly trial: ShownTrial;
  readonly side: 'at most' | 'at least';
  /** One step, or those of a grid at every one of which the bound is claimed; of a hitting time, its deadline. */
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** One observation that the claim reads. */
export interface ObservationPanel {
  readonly observation: string;
  /** What is measured, in words. */
  readonly doc: string;
  readonly curves: readonly ObservedCurve[];
  /** Empty where no relation bounds the observation itself, but something made of it. */
  readonly bounds: readonly AllowedCurve[];
}

/** The observations of a claim over the steps of its median and of its worst trial. Plain data. */
export interface ClaimDynamics {
  /** Label of the part that the trials belong to. */
  readonly part: string;
  /** Of a claim over blocks of trainings: the curves are those of the first training of the block. */
  readonly block: boolean;
  readonly panels: readonly ObservationPanel[];
}
