import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../base/read-text';
import { legible } from '../../base/text';
import { writeWhole } from '../../base/write-whole';
import { draw } from './draw';
import type { Figure } from './figure';
import { config, SCHEMA } from './theme';

/** Writes every figure as `<folder>/<name>.svg` and `.json` (the specification). @returns the drawings, by name */
export async function saveFigures(figures: readonly Figure[], folder: string): Promise<ReadonlyMap<string, string>> {
  const drawings = new Map<string, string>();
  for (const figure of figures) {
    const svg = legible(await draw(figure));
    drawings.set(figure.name, svg);
    writeWhole(join(folder, `${figure.name}.svg`), `${svg}\n`);
    writeWhole(join(folder, `${figure.name}.json`), `${JSON.stringify(alone(figure))}\n`);
  }
  return drawings;
}

/**
 * Removes the files of earlier reports that this one has not drawn again: of claims that are gone, of studies that are. What
 * somebody else put into the folder stays, such as the figures of a paper.
 */
export function removeStale(drawn: ReadonlySet<string>, folder: string): void {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));
  for (const name of names) {
    if (drawn.has(name) || !isOurs(join(folder, `${name}.json`))) continue;
    for (const end of ['svg', 'json']) rmSync(join(folder, `${name}.${end}`), { force: true });
  }
}

/** Says of a specification that a report drew it. */
const MARK = { theoremcheck: 'report' } as const;

function isOurs(file: string): boolean {
  try {
    return JSON.parse(readText(file) ?? '{}').usermeta?.theoremcheck === MARK.theoremcheck;
  } catch {
    return false;
  }
}

/** The specification as other programs want it: it says what it is, and looks as it does here. */
function alone({ title, description, spec }: Figure): object {
  return { $schema: SCHEMA, title, description, usermeta: MARK, config, ...spec };
}
