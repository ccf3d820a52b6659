/** What a terminal shows after all that was written to it. */
interface Screen {
  /** From the first line that was written on, also of what has scrolled away; without blanks at the ends. */
  readonly lines: readonly string[];
  readonly cursorVisible: boolean;
}

const ESCAPE = String.fromCharCode(27);
/** A text or one control sequence. */
const TOKENS = new RegExp(`${ESCAPE}\\[([?\\d;]*)([A-Za-z])|[\\r\\n]|[^${ESCAPE}\\r\\n]+`, 'g');

/** A terminal of so many columns and endless rows, with the control sequences that we expect; throws at any other. */
export function screen(written: string, columns: number): Screen {
  const lines: string[] = [''];
  let [row, column, cursorVisible] = [0, 0, true];
  const put = (text: string) => {
    for (const sign of text) {
      if (column === columns) [row, column] = [row + 1, 0];
      lines[row] =
        `${(lines[row] ?? '').padEnd(column).slice(0, column)}${sign}${(lines[row] ?? '').slice(column + 1)}`;
      column += 1;
    }
  };
  const erase = (how: string) => {
    lines[row] = how === '2' ? '' : (lines[row] ?? '').slice(0, column);
  };
  const control = (parameter: string, command: string) => {
    if (command === 'm' || parameter === '?2026') return;
    if (parameter === '?25') cursorVisible = command === 'h';
    else if (command === 'K') erase(parameter);
    else if (command === 'A') row = Math.max(0, row - Number(parameter || 1));
    else if (command === 'D') column = Math.max(0, column - Number(parameter || 1));
    else if (command === 'G') column = Number(parameter || 1) - 1;
    else throw new Error(`screen: expected a known control sequence, got ESC[${parameter}${command}`);
  };
  for (const [token, parameter, command] of written.matchAll(TOKENS)) {
    if (command !== undefined) control(parameter!, command);
    else if (token === '\r') column = 0;
    else if (token === '\n') row += 1;
    else put(token);
    lines[row] ??= '';
  }
  return { lines: lines.map((line) => line.trimEnd()), cursorVisible };
}
