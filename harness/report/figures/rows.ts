import { rounded } from './rounded';
import { wrappedToWidth } from './text-width';

/** Height of a line of words, and of the marks below the words of a row (px). */
const LINE = 12;
const MARKS = 16;
const FONT = 10;

/** What a text mark needs to show the words of a row. */
export const LINES = { lineBreak: '\n', lineHeight: LINE } as const;

/** Rows of a plot, each with its words above its marks. They are counted from 0 downwards, in units of a row. */
export interface Rows {
  /** Of one row (px). */
  readonly height: number;
  /** The words of each, in lines that fit. */
  readonly texts: readonly string[];
  /** The middle of the first line of words, and that of the marks. */
  readonly word: (row: number) => number;
  readonly mark: (row: number) => number;
  /** The encoding of a field that counts rows. */
  readonly y: (field: string) => object;
  /** From where to where a rule is drawn that must not cross words. */
  readonly between: (row: number) => { readonly from: number; readonly to: number };
}

/** Rows for these words in a plot of this width (px), as high as the longest of them asks for. */
export function rowsFor(labels: readonly string[], width: number): Rows {
  const lines = labels.map((label) => wrappedToWidth(label, width, FONT));
  const height = MARKS + LINE * Math.max(1, ...lines.map(({ length }) => length));
  const domain = [Math.max(1, labels.length), 0];
  const at = (row: number, px: number) => rounded(row + px / height);
  return {
    height,
    texts: lines.map((one) => one.join('\n')),
    // Just above the marks, however many lines the others have.
    word: (row) => at(row, height - MARKS - 4 - LINE * (lines[row]!.length - 1)),
    mark: (row) => at(row, height - MARKS / 2),
    y: (field) => ({ field, type: 'quantitative', scale: { domain, nice: false }, axis: null }),
    between: (row) => ({ from: at(row, height - MARKS), to: at(row, height) }),
  };
}
