import { clip, width } from '../text/width';
import { bar, percent } from './bar';
import { coloursFor } from './colours';
import { duration } from './duration';
import { isLive } from './is-live';

describe('bar', () => {
  it.each([
    [0, '····'],
    [-3, '····'],
    [Number.NEGATIVE_INFINITY, '····'],
    [1 / 32, '▏···'],
    [0.5, '██··'],
    // 0.7 · 4 columns = 2 columns and 6.4 eighths.
    [0.7, '██▊·'],
    [0.999, '███▉'],
    [1, '████'],
    [7, '████'],
  ])('of %d', (share, drawn) => {
    expect(bar(share, 4)).toBe(drawn);
  });
});

describe('percent', () => {
  it.each([
    [0, '  0 %'],
    [-1e-9, '< 0 %'],
    [-40, '< 0 %'],
    [0.509, ' 50 %'],
    [0.999, ' 99 %'],
    [1, '100 %'],
  ])('of %d', (share, text) => {
    expect(percent(share)).toBe(text);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [0.2, '1 s'],
    [89, '89 s'],
    [91, '2 min'],
    [3600, '60 min'],
    [5400, '2 h'],
  ])('of %d s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('clip', () => {
  it.each([
    // Mathematical signs take one column, ideographs two, combining signs none.
    ['t − t′ ≤ τ', 10, 't − t′ ≤ τ'],
    ['t − t′ ≤ τ', 7, 't − t′…'],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 7, '漢字漢…'],
    ['漢字漢字', 6, '漢字…'],
    ['e\u0301tude', 5, 'e\u0301tude'],
    ['e\u0301tude', 2, 'e\u0301…'],
    ['ab cd', 4, 'ab…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%s to %d columns', (text, columns, clipped) => {
    expect(clip(text, columns)).toBe(clipped);
    expect(width(clip(text, columns))).toBeLessThanOrEqual(columns);
  });
});

describe('colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('on a terminal: %s, with %j: %s', (terminal, env, coloured) => {
    expect(coloursFor(terminal, env).red('x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x');
  });
});

it.each([
  [{ isTTY: true }, {}, true],
  [{}, {}, false],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{ isTTY: true }, { CI: 'true' }, false],
  [{ isTTY: true }, { CI: '' }, true],
])('%j with %j is drawn over: %s', (stream, env, live) => {
  expect(isLive(stream, env)).toBe(live);
});
