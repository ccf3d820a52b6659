import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { closest } from '../../base/closest';
import { UsageError } from '../../base/usage-error';
import type { Suite } from '../../project/suite';

/** Claims that were not asked for, and what would ask for them: the cure where a pattern matches nothing but these. */
interface Others {
  readonly suite: () => Suite;
  readonly cure: string;
}

/**
 * The part of a suite that patterns (regular expressions on path or name; any of them) and `-t` (on the name) select.
 *
 * @throws UsageError for a pattern that selects nothing, and where there is nothing to select from.
 */
export function select(suite: Suite, patterns: readonly string[], testName?: string, others?: Others): Suite {
  const matches = (file: string, name: string) =>
    patterns.length === 0 || patterns.some((pattern) => regex(pattern).test(file) || regex(pattern).test(name));
  const named = (name: string) => testName === undefined || regex(testName).test(name);
  for (const pattern of patterns) {
    if (!hits(suite, pattern)) refuse(pattern, suite, others);
  }
  const gates = suite.gates.filter(({ file, name }) => matches(file, name) && named(name));
  const broken = new Map([...suite.broken].filter(([file]) => matches(file, file)));
  if (gates.length + broken.size === 0) refuse(testName ?? patterns.join(' '), suite, others);
  return { gates, broken };
}

/** Whether a pattern matches the path or the name of any claim, or the path of a file that is broken. */
function hits({ gates, broken }: Suite, pattern: string): boolean {
  const texts = [...gates.flatMap(({ file, name }) => [file, name]), ...broken.keys()];
  return texts.some((text) => regex(pattern).test(text));
}

function refuse(pattern: string, { gates, broken }: Suite, others?: Others): never {
  const known = [...gates.map(({ name, file }) => [name, file]), ...[...broken.keys()].map((file) => [file])];
  const cure = others && hits(others.suite(), pattern) ? others.cure : undefined;
  if (known.length === 0) {
    const write = '`theoremcheck new paper/name` writes one';
    throw UsageError.expected(
      'claims',
      'files theorems/**/*.theorem.ts or .json below this folder',
      'none',
      cure ?? write,
    );
  }
  // The name of a claim that cannot be read is not known; the pattern may have meant it.
  const why = [...broken].find(([file]) => /\/family\.(ts|json)$/.test(file)) ?? [...broken][0];
  throw noMatch('claim', pattern, known, '`theoremcheck list` has all', cure ?? why?.[1]);
}

/**
 * A pattern that matches nothing, with the names that come closest.
 *
 * @param what one of the things is called
 * @param known of each thing its name, then what else a pattern may match
 * @param all where all of them are listed, for more than are named
 * @param cure what to do instead; by default, to take one of those names
 */
export function noMatch(
  what: string,
  pattern: string,
  known: readonly (readonly string[])[],
  all: string,
  cure?: string,
): UsageError {
  const near = closest(pattern, known, (texts) => texts);
  const names = near.map(([name]) => name).join('; ');
  const rest = known.length > near.length ? `; ${all}` : '';
  const expected = `a pattern that matches one of ${known.length} ${what}${known.length > 1 ? 's' : ''}`;
  return UsageError.expected(`${what}s`, expected, `"${pattern}"`, cure ?? `closest: ${names}${rest}`);
}

/**
 * The pattern as a regular expression, or as plain text where it is none. The path of a file or folder that is there, as shells
 * complete it (`./theorems/a.theorem.ts`, absolute, with backslashes), stands for its path in the project.
 */
export function regex(pattern: string): RegExp {
  try {
    return new RegExp(pathOf(pattern) ?? pattern, 'i');
  } catch {
    return new RegExp(plain(pattern), 'i');
  }
}

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function pathOf(pattern: string): string | undefined {
  if (!/^\.{0,2}[\\/]|^[A-Za-z]:[\\/]|\\/.test(pattern)) return undefined;
  const path = resolve(pattern.replaceAll('\\', '/'));
  return existsSync(path) ? plain(relative(process.cwd(), path).replaceAll('\\', '/')) : undefined;
}
