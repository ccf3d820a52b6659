import { hash } from '../base/hash';
import type { FigureDefinition } from './definition';
import type { DrawnFigure } from './figure-file';
import { firstTrial } from './first-trial';
import type { PlannedFigure } from './plan';
import { curveRows } from './summary';

/** What is drawn, of what was measured. @param values [point][trial] */
export function make(
  { definition }: PlannedFigure,
  epoch: string,
  values: readonly (readonly number[])[],
): DrawnFigure {
  let from = 0;
  const panels = definition.panels.map((panel) => {
    const count = panel.curves.reduce((sum, { points }) => sum + points.length, 0);
    from += count;
    return curveRows(panel, values.slice(from - count, from));
  });
  const trials = values[0]!.length;
  return { made: { epoch, trials, digest: figureDigest(definition), first: firstTrial(values) }, panels };
}

/**
 * Twelve hex digits that change with all that is trained, measured and kept. What is said of it, and how it is drawn, may change:
 * the data stay.
 */
export function figureDigest({ trials, prompts, at, panels }: FigureDefinition): string {
  const kept = panels.map(({ curves, guides, y }) => [curves, guides, y.floor ?? null]);
  return hash({ trials, prompts, at, kept }).slice(0, 12);
}
