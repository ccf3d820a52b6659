/** Prints a row of a Markdown table. */
export const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
