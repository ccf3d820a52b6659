import { join } from 'node:path';
import { writeWhole } from '../../base/write-whole';
import { draw } from './draw';
import type { Figure } from './figure';
import { config, SCHEMA } from './theme';

/** Writes every figure as `<folder>/<name>.svg` and `.json` (the specification). @returns the drawings, by name */
export async function saveFigures(figures: readonly Figure[], folder: string): Promise<ReadonlyMap<string, string>> {
  const drawings = new Map<string, string>();
  for (const figure of figures) {
    const svg = await draw(figure);
    drawings.set(figure.name, svg);
    writeWhole(join(folder, `${figure.name}.svg`), `${svg}\n`);
    writeWhole(join(folder, `${figure.name}.json`), `${JSON.stringify(alone(figure))}\n`);
  }
  return drawings;
}

/** The specification as other programs want it: it says what it is, and looks as it does here. */
function alone({ title, description, spec }: Figure): object {
  return { $schema: SCHEMA, title, description, config, ...spec };
}
