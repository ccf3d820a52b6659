import { join } from 'node:path';
import { readText } from '../base/read-text';
import schema from '../files/schemas/gallery-figure.schema.json';
import { parseValid } from '../files/validate';
import { draw } from '../report/figures/draw';
import type { Figure } from '../report/figures/figure';
import type { Made } from './made';
import type { CurveRow } from './summary';

/** A drawn figure: what it was made of, and the rows of each of its panels. */
export interface DrawnFigure {
  readonly made: Made;
  readonly panels: readonly (readonly CurveRow[])[];
}

/** What a figure's two files hold: file name → text. The drawing is a function of the specification. */
export async function filesOf(figure: Figure): Promise<Readonly<Record<string, string>>> {
  return {
    [`${figure.name}.json`]: `${JSON.stringify(figure.spec)}\n`,
    [`${figure.name}.svg`]: `${await draw(figure)}\n`,
  };
}

/** The data of a figure as they were written; undefined where there is no file. @throws UsageError for another content */
export function readFigure(folder: string, id: string): DrawnFigure | undefined {
  const file = join(folder, `${id}.json`);
  const text = readText(file);
  if (text === undefined) return undefined;
  const { usermeta, datasets } = parseValid<Stored>(schema, text, file);
  return { made: usermeta.theoremcheck, panels: Object.values(datasets) };
}

interface Stored {
  readonly usermeta: { readonly theoremcheck: Made };
  readonly datasets: Readonly<Record<string, readonly CurveRow[]>>;
}
