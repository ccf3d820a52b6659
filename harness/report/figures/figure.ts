import type { TopLevelSpec } from 'vega-lite';

/** One picture: a Vega-Lite specification with its data inside. */
export interface Figure {
  /** File name without ending: lower-case letters, digits, hyphens; unique in its folder. */
  readonly name: string;
  readonly title: string;
  /** What it shows, in a sentence, for those who cannot see it. */
  readonly description: string;
  readonly spec: TopLevelSpec;
}
