import { UsageError } from '../base/usage-error';
import type { Axis, FigureDefinition, PlottedCurve, Told } from './definition';
import { type Guides, guidesOver } from './guides';

/** An observation over time, by its name; with dials, of a training at another setting. */
export type Watched = string | WatchedElsewhere;

/** An observation over the time of a training at another setting. */
export interface WatchedElsewhere {
  /** A name of `family.observations`. */
  readonly observation: string;
  /** Dial → severity. */
  readonly dials: Readonly<Record<string, number>>;
}

/** Curves over the steps of a training, in normalised time. */
export interface DynamicsSpec extends Told {
  /** Trainings per setting. */
  readonly trials: number;
  /** Fresh prompts per measurement of an observation over prompts. */
  readonly prompts: number;
  /** `reference`, `region` or `corner:<name>` */
  readonly at: string;
  /** One unit of normalised time in steps: a formula in the symbols of the problem. */
  readonly clock: string;
  /** Where the time axis ends, in units of the clock. */
  readonly until: number;
  /** Places of measurement, both ends included. */
  readonly points: number;
  /**
   * The first place of a logarithmic time axis, over which places lie at equal ratios: for what happens early. Without it they
   * lie at equal distances from 0 on.
   */
  readonly from?: number;
  /** Title of the time axis. */
  readonly time: string;
  /** From left to right. */
  readonly panels: readonly DynamicsPanel[];
}

/** One pair of axes over the time of a training. */
export interface DynamicsPanel {
  /** Stands above it. */
  readonly title: string;
  /** The vertical axis. */
  readonly y: Axis;
  /** Label → what is watched. */
  readonly curves: Readonly<Record<string, Watched>>;
  /** Known curves in normalised time. */
  readonly guides?: Guides;
}

/**
 * A figure whose panels share a time axis.
 *
 * @param spec what is watched, and when.
 * @throws UsageError where a logarithmic axis does not begin between 0 and its end.
 */
export function dynamics({ clock, until, points, from, time, panels, ...rest }: DynamicsSpec): FigureDefinition {
  if (from !== undefined && !(from > 0 && from < until))
    throw UsageError.expected(`figure ${rest.name}, from`, `a time between 0 and ${until}`, `${from}`);
  const share = (j: number) => j / (points - 1);
  const placeOf = (j: number) => (from === undefined ? (j * until) / (points - 1) : from * (until / from) ** share(j));
  const times = Array.from({ length: points }, (_, j) => placeOf(j));
  const curve = ([label, watched]: [string, Watched]): PlottedCurve => {
    const { observation, dials } = typeof watched === 'string' ? { observation: watched, dials: {} } : watched;
    const at = (x: number) => ({ observation, at: `${x} * (${clock})` });
    return { label, points: times.map((x) => ({ x, dials, quantity: at(x) })) };
  };
  return {
    ...rest,
    panels: panels.map(({ title, y, curves, guides }) => ({
      title,
      x: { label: time, ...(from === undefined ? {} : { log: true }) },
      y,
      curves: Object.entries(curves).map(curve),
      guides: guidesOver(times, guides),
      marked: false,
    })),
  };
}
