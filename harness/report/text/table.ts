import { width } from './width';

/** Columns aligned to the right, the first to the left; two spaces between. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const cell = (text: string, column: number) => {
    const blank = ' '.repeat(widths[column]! - width(text));
    return column === 0 ? text + blank : blank + text;
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
