/** Widths of characters in ems, a little above those of common sans-serif faces. */
const NARROW = 0.34;
const MIDDLE = 0.58;
const CAPITAL = 0.7;
const WIDE = 0.88;

/**
 * Estimated width of a line in a sans-serif face (px). Without a canvas Vega takes .8 em per character, half as much again
 * as it is: drawings get wide and empty, and words are cut that had room.
 */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems * fontSize;
}

function widthOf(character: string): number {
  if (/[ijltfrI.,:;|'’!() [\]·]/.test(character)) return NARROW;
  if (/[mwMW@%…≤≥–]/.test(character)) return WIDE;
  return /[A-Z]/.test(character) ? CAPITAL : MIDDLE;
}

/** A text in lines of at most so many px each, broken between words; a longer word has a line of its own. */
export function wrappedToWidth(text: string, width: number, fontSize: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
