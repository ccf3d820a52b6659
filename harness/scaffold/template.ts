import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A template is TypeScript that is typechecked as it stands; names in it are placeholders. */
const FOLDER = ['harness', 'scaffold', 'templates'];

/** Templates of a family and its first theorem: `family`, and `python` with a theorem in JSON; over any family: `any`. */
const OWN = ['any', 'family', 'python'];

/** Text of a template's file. Bundled code does not know where the package lies; `boot.cjs` says so in the environment. */
export function template(folder: string, file: string): string {
  return readFileSync(join(root(), folder, file), 'utf8');
}

/** Names of the files of a template. */
export const templateFiles = (folder: string): readonly string[] => readdirSync(join(root(), folder)).sort();

/** Families that come with the package, each with a template of a theorem over it. */
export const packagedFamilies = (): readonly string[] => templateFiles('').filter((name) => !OWN.includes(name));

/** A text with placeholders replaced, all at once and wherever they occur: what is put in is not looked at again. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  const pattern = Object.keys(values).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.replace(new RegExp(pattern.join('|'), 'g'), (found) => values[found]!);
}

function root(): string {
  return join(process.env.THEOREMCHECK_PACKAGE ?? join(__dirname, '..', '..'), ...FOLDER);
}
