import stringWidth from 'string-width';

/** Columns that a text takes on a terminal; colours take none. */
export const width = (text: string): number => stringWidth(text);

/** A text in at most so many columns: what is too long ends in `…`. For texts without colours. */
export function clip(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (width(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return columns > 0 ? `${kept.trimEnd()}…` : '';
}

const graphemes = new Intl.Segmenter();
