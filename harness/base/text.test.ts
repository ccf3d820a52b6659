import { coloursFor } from '../report/terminal/colours';
import { cut, isName, oneLine, printable } from './text';

/** What a terminal, a log or a build server would act on, each with what is left of it. */
const HOSTILE: readonly (readonly [what: string, raw: string, said: string])[] = [
  ['an ANSI escape', '\u001b[2Jgone', '\\u001b[2Jgone'],
  ['a colour of a stranger', '\u001b[31mred', '\\u001b[31mred'],
  ['a title of the terminal', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
  ['a C1 control', '\u009b31m', '\\u009b31m'],
  ['a carriage return', 'failed\rpassed', 'failed\\u000dpassed'],
  ['a backspace', 'no\b\byes', 'no\\u0008\\u0008yes'],
  ['NUL and DEL', '\u0000\u007f', '\\u0000\\u007f'],
  ['a bidi override', 'a\u202eb\u2066c\u200fd\u061c', 'a\\u202eb\\u2066c\\u200fd\\u061c'],
  ['separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['halves of a surrogate pair', '\ud800x\udc00', '\\ud800x\\udc00'],
  ['a workflow command', '::error::x', '\\u003a:error::x'],
  ['one behind white space', 'a\n \u00a0\t::set-output name=x::y', 'a\n \u00a0\t\\u003a:set-output name=x::y'],
  ['an old one', 'x ##[error]y', 'x #\\u0023[error]y'],
  ['one of Azure', '##vso[task.setvariable]', '#\\u0023vso[task.setvariable]'],
];

describe('printable', () => {
  test.each(HOSTILE)('%s', (_, raw, said) => {
    expect(printable(raw)).toBe(said);
    expect(printable(said)).toBe(said);
  });

  test('what people write stays as it is', () => {
    const plain = 'P(x) ≤ ½ – “quotes”, א, 👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿;\n\tlines: a::b, # heading, ## heading';
    expect(printable(plain)).toBe(plain);
  });

  test('JSON stays the same JSON', () => {
    const value = HOSTILE.map(([what, raw]) => ({ [raw]: [what, raw] }));
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 1)]) {
      expect(JSON.parse(printable(text))).toEqual(value);
      expect(printable(text)).toMatch(/^[\P{Cc}\n]*$/u);
    }
  });

  test('our own colours stay where there are any, and nothing else does', () => {
    const { bold, red, green, dim, yellow } = coloursFor(true, { FORCE_COLOR: '1' });
    const coloured = [bold(red('a')), green('b'), dim('c'), yellow('d')].join(' ');
    expect(coloured).toContain('\u001b');
    expect(printable(coloured, true)).toBe(coloured);
    expect(printable(coloured)).not.toContain('\u001b');
    expect(printable('\u001b[2J\u001b[8mhidden\u001b]', true)).not.toContain('\u001b');
  });
});

test('one line is one line', () => {
  expect(oneLine('a  \r\n\n  b\tc\rd\u2028e')).toBe('a b c d\\u2028e');
  for (const [, raw] of HOSTILE) expect(oneLine(`x\n${raw}`)).toMatch(/^[^\p{Cc}\p{Bidi_Control}\p{Cs}]*$/u);
});

test('a name is printable, on one line, and not empty', () => {
  for (const good of ['rare', 'attention → same sign', 'a::b', '½']) expect(isName(good)).toBe(true);
  for (const bad of ['', ' ', ' a', 'a\n', 'a\tb', 3, undefined]) expect(isName(bad)).toBe(false);
  for (const raw of ['\u001b[2J', 'a\u202eb', 'a\ud800', 'a\u2028b', 'a\u0085b']) expect(isName(raw)).toBe(false);
});

test('cut', () => {
  expect([cut('abc', 3), cut('abcd', 3)]).toEqual(['abc', 'ab…']);
});
