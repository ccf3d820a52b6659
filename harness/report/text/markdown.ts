import { oneLine } from '../../base/text';

/** Text that Markdown shows as it is, on one line, also in a cell of a table. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]|~#$!]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Code in a cell of a table. For text without backticks and bars, such as a replay token. */
export function code(text: string): string {
  return /[`|\r\n]/.test(text) ? plain(text) : `\`${text}\``;
}

/** A table of cells that are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
