/** `did you mean error?` where one of the known names is a slip of the pen away; undefined where none is. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const found = known
    .map((one) => ({ one, distance: slips(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ one, distance }) => distance <= Math.max(1, Math.floor(Math.min(one.length, name.length) / 3)))
    // Another letter for the only one is another name.
    .filter(({ one, distance }) => distance < Math.max(one.length, name.length))
    .sort((a, b) => a.distance - b.distance)[0];
  return found && `did you mean ${found.one}?`;
}

/** The `count` known things of which some text comes closest to holding the pattern, nearest first. */
export function closest<T>(pattern: string, known: readonly T[], texts: (one: T) => readonly string[], count = 3): T[] {
  const words = plain(pattern);
  const distance = (one: T) => Math.min(...texts(one).map((text) => slipsWithin(words, plain(text))));
  const ranked = known.map((one) => ({ one, distance: distance(one) })).sort((a, b) => a.distance - b.distance);
  return ranked.slice(0, count).map(({ one }) => one);
}

/** Letters and digits, since a pattern may be a regular expression, and a name may stand for a path. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Insertions, deletions, substitutions and swaps of neighbours that lead from one word to another, none of them twice. */
function slips(a: string, b: string): number {
  const from = Array.from({ length: b.length + 1 }, (_, j) => j);
  return lastRow(a, b, from)[b.length]!;
}

/** The same to the part of a text that is nearest. */
function slipsWithin(pattern: string, text: string): number {
  return Math.min(...lastRow(pattern, text, new Array(text.length + 1).fill(0)));
}

/** Slips from the whole of `a` to what of `b` ends at each place, given those from nothing. */
function lastRow(a: string, b: string, from: readonly number[]): readonly number[] {
  const rows = [from];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = Number(a[i - 1] !== b[j - 1]);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same, swap));
    }
    rows.push(row);
  }
  return rows[a.length]!;
}
