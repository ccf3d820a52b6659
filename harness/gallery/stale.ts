import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import { type DrawnFigure, filesOf, readFigure } from './figure-file';
import { figureDigest } from './make';
import { galleryPage, type ShownFigure } from './page';
import type { PlannedFigure } from './plan';
import { figureOf } from './spec';

/** Where a gallery lies: the folder of its files, and its page. */
export interface GalleryFolder {
  readonly folder: string;
  readonly page: string;
}

/** What a written gallery holds that the project would not write now, before anything is trained. */
interface GalleryFindings {
  /** One sentence each. */
  readonly stale: readonly string[];
  /** The figures whose first trial is worth training again. */
  readonly shown: readonly ShownFigure[];
}

/** Compares the definitions and the drawing code with what is written. */
export async function findStale(
  figures: readonly PlannedFigure[],
  { folder, page }: GalleryFolder,
  epoch: string,
): Promise<GalleryFindings> {
  const stale: string[] = [];
  const shown: ShownFigure[] = [];
  for (const figure of figures) {
    const drawn = readFigure(folder, figure.id);
    const said = drawn
      ? await differences(figure, drawn, folder, epoch)
      : `${figure.id}: expected a drawn figure, got none`;
    if (said) stale.push(said);
    else shown.push({ figure, drawn: drawn! });
  }
  stale.push(...strangers(figures, folder));
  if (stale.length === 0 && readText(page) !== galleryPage(shown)) {
    stale.push(`${page}: expected the page of these figures, got another`);
  }
  return { stale, shown };
}

async function differences(
  figure: PlannedFigure,
  drawn: DrawnFigure,
  folder: string,
  epoch: string,
): Promise<string | undefined> {
  const moved = otherwiseMade(figure, drawn, epoch);
  if (moved) return moved;
  const files = await filesOf(figureOf(figure, drawn));
  const other = Object.entries(files).find(([file, text]) => readText(join(folder, file)) !== text);
  return other && `${other[0]}: expected what its data give when drawn, got something else`;
}

/** A sentence where the data are not those of this definition. */
function otherwiseMade({ id, definition }: PlannedFigure, { made, panels }: DrawnFigure, epoch: string) {
  const wanted = {
    definition: figureDigest(definition),
    trials: definition.trials,
    epoch,
    panels: definition.panels.length,
  };
  const stored = { definition: made.digest, trials: made.trials, epoch: made.epoch, panels: panels.length };
  const moved = (Object.keys(wanted) as (keyof typeof wanted)[]).find((name) => wanted[name] !== stored[name]);
  return moved && `${id}: expected ${moved} ${wanted[moved]}, got ${stored[moved]}`;
}

/** The figures with the data that are written. @throws UsageError where these are not what would be measured now */
export function kept(
  figures: readonly PlannedFigure[],
  { folder }: GalleryFolder,
  epoch: string,
): readonly ShownFigure[] {
  return figures.map((figure) => {
    const drawn = readFigure(folder, figure.id);
    const moved = drawn ? otherwiseMade(figure, drawn, epoch) : `${figure.id}: expected a drawn figure, got none`;
    if (moved) throw UsageError.relayed(`${moved} (theoremcheck figures --gallery trains it)`);
    return { figure, drawn: drawn! };
  });
}

/** Files of figures that are no more. */
function strangers(figures: readonly PlannedFigure[], folder: string): readonly string[] {
  const known = new Set(figures.flatMap(({ id }) => [`${id}.json`, `${id}.svg`]));
  return namesIn(folder)
    .filter((name) => !known.has(name))
    .map((name) => `${name}: expected a file of a figure, got one of none`);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Whether a first trial, trained again, gives the stored numbers. @returns a sentence where it does not */
export function firstDifference({ figure, drawn }: ShownFigure, first: readonly number[]): string | undefined {
  const stored = drawn.made.first;
  const at = first.findIndex((value, i) => value !== stored[i]);
  if (at < 0 && first.length === stored.length) return undefined;
  const got = at < 0 ? `${first.length} numbers` : `${first[at]} at point ${at}`;
  const expected = at < 0 ? `${stored.length} numbers` : `${stored[at]}`;
  return `${figure.id}: expected the first trial to give ${expected} again, got ${got}`;
}
