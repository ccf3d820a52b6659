/** How a figure was made: kept beside its data. */
export interface Made {
  readonly epoch: string;
  /** Trainings per setting. */
  readonly trials: number;
  /** Of what the definition says is trained, measured and kept. */
  readonly digest: string;
  /** The first trial: one number per point, to six digits. */
  readonly first: readonly number[];
}
