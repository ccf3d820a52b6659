import type { Axis, FigureDefinition, Quantity, Told } from './definition';
import { type Guides, guidesOver } from './guides';

/** What is measured at x, and on trials of which setting. */
export interface Measured {
  readonly dials?: Readonly<Record<string, number>>;
  readonly quantity: Quantity;
}

/** Curves over values of anything: a dial, a size at test, a rank. */
export interface SweepSpec extends Told {
  readonly trials: number;
  readonly prompts: number;
  readonly at: string;
  readonly panels: readonly {
    readonly title: string;
    readonly x: Axis;
    readonly y: Axis;
    readonly over: readonly number[];
    /** Label → what is measured at x. */
    readonly curves: Readonly<Record<string, (x: number) => Measured>>;
    readonly guides?: Guides;
  }[];
}

/** A figure whose panels have an axis of values each. The functions are called once: what is kept is plain data. */
export function sweep({ panels, ...rest }: SweepSpec): FigureDefinition {
  return {
    ...rest,
    panels: panels.map(({ over, curves, guides, ...panel }) => ({
      ...panel,
      curves: Object.entries(curves).map(([label, at]) => ({
        label,
        points: over.map((x) => ({ x, dials: {}, ...at(x) })),
      })),
      guides: guidesOver(over, guides),
      marked: true,
    })),
  };
}
