/** One training of a claim: a trial of its first part, by the place of its outcome among all of them. */
export interface Curve {
  /** `median and worst` where they are the same trial. */
  readonly trial: 'median' | 'worst' | 'median and worst';
  /** Of the unit in its stream. */
  readonly index: number;
  readonly steps: readonly number[];
  /** One per step; those from a divergence on are left out, steps too. */
  readonly values: readonly number[];
  /** Steps at which the claim itself reads the observation. */
  readonly read: readonly number[];
}

/** What a relation of the claim allows the observation on one trial; a rule where it has one step, a line else. */
export interface Bound {
  readonly trial: Curve['trial'];
  readonly side: 'at most' | 'at least';
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** One observation that the claim reads. */
export interface Panel {
  readonly observation: string;
  /** What is measured, in words. */
  readonly doc: string;
  readonly curves: readonly Curve[];
  /** Empty where no relation bounds the observation itself, but something made of it. */
  readonly bounds: readonly Bound[];
}

/** The observations of a claim over the steps of its median and of its worst trial. Plain data. */
export interface ClaimDynamics {
  /** Label of the part that the trials belong to. */
  readonly part: string;
  /** Of a claim over blocks of trainings: the curves are those of the first training of the block. */
  readonly block: boolean;
  readonly panels: readonly Panel[];
}
