import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bibliographyKeys } from '../statement/cite';

/** references.bib with an entry for the paper at its end; undefined where it has one. Every citation must resolve there. */
export function bibliographyWith(cwd: string, key: string): string | undefined {
  const file = join(cwd, 'references.bib');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (bibliographyKeys(before).includes(key)) return undefined;
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return `${before}${gap}@misc{${key},\n  title = {TODO},\n  author = {TODO},\n  year = {TODO}\n}\n`;
}
