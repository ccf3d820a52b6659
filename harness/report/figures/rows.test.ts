import { rowsFor } from './rows';
import { textWidth, wrappedToWidth } from './text-width';

test('words are broken between words, and none is lost', () => {
  const text = 'corroborated: large neurons align with labels and relevant patterns';
  const lines = wrappedToWidth(text, 200, 10);
  expect(lines.join(' ')).toBe(text);
  expect(Math.max(...lines.map((line) => textWidth(line, 10)))).toBeLessThanOrEqual(200);
  expect(lines).toHaveLength(2);
  expect(wrappedToWidth('pneumonoultramicroscopic tick', 40, 10)).toEqual(['pneumonoultramicroscopic', 'tick']);
});

test('rules keep to the part of a row where no words are', () => {
  const rows = rowsFor(['short', 'a label that needs two lines of these'], 110);
  expect(rows.texts[1]!.split('\n')).toHaveLength(2);
  for (const row of [0, 1]) {
    const { from, to } = rows.between(row);
    const lastLine = rows.word(row) + (12 * (rows.texts[row]!.split('\n').length - 1)) / rows.height;
    // Half a line of 10 px below its middle.
    expect(lastLine + 3 / rows.height).toBeLessThan(from);
    expect([from < rows.mark(row), rows.mark(row) < to, to]).toEqual([true, true, row + 1]);
  }
});
