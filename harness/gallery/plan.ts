import { UsageError } from '../base/usage-error';
import { toStep } from '../formula/step';
import { firstCrossing } from '../judge/crossing';
import { evaluate } from '../judge/scope';
import { dialOf } from '../statement/dials';
import type { Family } from '../statement/family';
import type { Request } from '../statement/gate';
import type { FigureDefinition, Gallery, Plotted, Point } from './definition';

/** A figure of a project, with its family. */
export interface PlannedFigure {
  /** `<family>-<name>`: the name of its files. */
  readonly id: string;
  readonly family: Family;
  readonly definition: FigureDefinition;
}

/** All points of a figure, in the order of panels, curves and places. */
export function pointsOf({ panels }: FigureDefinition): readonly Point[] {
  return panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points));
}

/**
 * The figures of some galleries.
 *
 * @throws UsageError for a name that is malformed or not unique, an unknown observation or dial, a curve without points
 */
export function planFigures(galleries: readonly Gallery[]): readonly PlannedFigure[] {
  const figures = galleries.flatMap(({ family, figures }) =>
    figures.map((definition) => ({ id: `${family.name}-${definition.name}`, family, definition })),
  );
  figures.forEach((figure, i) => {
    check(figure);
    if (figures.findIndex(({ id }) => id === figure.id) < i)
      throw UsageError.expected('figures', 'a name of its own for each figure', `${figure.id} twice`);
  });
  return figures;
}

function check({ id, family, definition: { name, trials, panels } }: PlannedFigure): void {
  const who = `figure ${id}`;
  const demand = (holds: boolean, expected: string, got: string) => {
    if (!holds) throw UsageError.expected(who, expected, got);
  };
  demand(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), 'a name of lower-case letters, digits and hyphens', `"${name}"`);
  demand(Number.isInteger(trials) && trials >= 1, 'at least 1 trial', `${trials}`);
  for (const { title, curves } of panels) {
    demand(curves.length > 0, `curves in panel "${title}"`, 'none');
    for (const { label, points } of curves) {
      demand(points.length > 0, `points on curve "${label}"`, 'none');
      for (const point of points) checkPoint(family, point, who);
    }
  }
}

function checkPoint(family: Family, { dials, quantity }: Point, who: string): void {
  const known = Object.keys(family.observations);
  if (!known.includes(quantity.observation))
    throw UsageError.expected(who, `an observation among ${known.join(', ')}`, quantity.observation);
  const unknown = Object.keys(dials).find((name) => !dialOf(family, name));
  if (unknown) throw UsageError.expected(who, `a dial of ${family.name}`, unknown);
}

/** What a quantity asks of a training of this problem, in increasing steps. */
export function figureRequests(
  { id, family, definition }: PlannedFigure,
  quantity: Plotted,
  problem: unknown,
): readonly Request[] {
  const { observation } = quantity;
  const prompts = family.observations[observation]!.prompted ? definition.prompts : 0;
  const scope = new Map(Object.entries(family.symbols(problem)));
  const step = (text: string) => toStep(evaluate(text, scope, `figure ${id}`), `figure ${id}`);
  return stepsOf(quantity, step).map((at) => ({ observation, at, prompts }));
}

function stepsOf(quantity: Plotted, step: (text: string) => number): readonly number[] {
  if ('at' in quantity) return [step(quantity.at)];
  const every = Math.max(1, step(quantity.every));
  return Array.from({ length: Math.floor(step(quantity.until) / every) + 1 }, (_, i) => i * every);
}

/** The quantity, from the values that were asked for. */
export function quantityOf(quantity: Plotted, requests: readonly Request[], values: readonly number[]): number {
  if ('at' in quantity) return values[0]!;
  return firstCrossing({ steps: requests.map(({ at }) => at), values }, quantity.below);
}
