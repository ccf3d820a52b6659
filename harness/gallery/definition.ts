import type { Citation } from '../statement/cite';
import type { Family } from '../statement/family';

/** What is drawn at one place of a curve: a number that every training gives. Plain data. */
export type Quantity =
  /** The observation at a step, which is a formula in the symbols of the problem. */
  | { readonly observation: string; readonly at: string }
  /** The first step at which the observation is at most `below`; looked at every `every` steps until `until` (formulas). */
  | { readonly observation: string; readonly below: number; readonly every: string; readonly until: string };

export interface Point {
  readonly x: number;
  /** Dial → severity: which stream of trials it reads. */
  readonly dials: Readonly<Record<string, number>>;
  readonly quantity: Quantity;
}

/** Measured: median and band over trainings at every point. */
export interface Curve {
  readonly label: string;
  readonly points: readonly Point[];
}

/** Known without training, for comparison. */
export interface Guide {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Axis {
  readonly label: string;
  readonly log?: boolean;
  /** Smaller values are drawn here: a logarithmic axis has no 0. */
  readonly floor?: number;
  /** Where it has ticks; chosen by the drawing where absent. */
  readonly ticks?: readonly number[];
}

export interface Panel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  readonly guides: readonly Guide[];
  /** Whether the places of the points are marked: they are few. */
  readonly marked: boolean;
}

/** What a reader is told of a figure. */
export interface Told {
  /** Lower-case letters, digits and hyphens; unique in its gallery. */
  readonly name: string;
  readonly title: string;
  /** What is drawn, and at which problem. The band is explained where all figures are. */
  readonly caption: string;
  readonly source: Citation;
  /** What agrees with the paper, and what does not. */
  readonly agreement: string;
}

/** A figure as data: what is trained, what is measured, how it is laid out. */
export interface FigureDefinition extends Told {
  /** Trainings per setting. */
  readonly trials: number;
  /** Fresh prompts per measurement of an observation over prompts. */
  readonly prompts: number;
  /** `reference`, `region` or `corner:<name>` */
  readonly at: string;
  readonly panels: readonly Panel[];
}

/** What `theorems/<paper>/figures.ts` exports by default: the figures of one paper. */
export interface Gallery {
  readonly theoremcheck: 'gallery';
  readonly family: Family;
  readonly figures: readonly FigureDefinition[];
}
