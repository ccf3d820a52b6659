import { type BadLines, type DecidedLines, type DecideOptions, decideLines } from './decide';
import { badLinesText, decisionJson, decisionText } from './text';

const OPTIONS: DecideOptions = { delta: 0.05, margin: 0.05, alphaC: 0.05, alphaF: 1e-3 };
const passes = (n: number) => Array<string>(n).fill('0');

function decided(lines: Iterable<string>, options: Partial<DecideOptions> = {}): DecidedLines {
  return decideLines(lines, { ...OPTIONS, ...options }) as DecidedLines;
}

function bad(lines: Iterable<string>, options: Partial<DecideOptions> = {}): BadLines['badLines'] {
  return (decideLines(lines, { ...OPTIONS, ...options }) as BadLines).badLines;
}

describe('verdicts', () => {
  test.each([
    [0.05, 0.05, 65],
    [0.01, 0.05, 332],
    [0.001, 0.05, 3332],
    [0.05, 0.0025, 127],
    [0.05, 1e-6, 282],
  ])('delta + margin = %d at level %d: corroborated at line %d, where it stops', (m, alphaC, trials) => {
    const found = decided(passes(5000), { delta: 0, margin: m, alphaC });
    expect([found.verdict, found.trials]).toEqual(['corroborated', trials]);
    expect(found.logECorroborate).toBeGreaterThanOrEqual(-Math.log(alphaC));
  });

  test('falsified at the first crossing, with the values there', () => {
    const found = decided([...passes(5), '1', '1', '1', '1', '1', '1', ...passes(3)]);
    const e = (f: number) =>
      [1.5, 2, 4, 8, 16].reduce((sum, rho) => sum + (rho ** f * ((1 - rho * 0.05) / 0.95) ** 5) / 5, 0);
    const f = [1, 2, 3, 4, 5, 6].find((count) => e(count) >= 1000)!;
    expect([found.verdict, found.trials]).toEqual(['falsified', 5 + f]);
    expect(found.logEFalsify).toBeCloseTo(Math.log(e(f)), 12);
    expect(found.interval[0]).toBeGreaterThan(0.05);
  });

  test('both at once is falsified', () => {
    const both = decided(['0.55'], { bounded: true, delta: 0.2, margin: 0.7, alphaC: 0.98, alphaF: 0.98 });
    expect(both.logECorroborate).toBeGreaterThan(-Math.log(0.98));
    expect(both.logEFalsify).toBeGreaterThan(-Math.log(0.98));
    expect(both.verdict).toBe('falsified');
  });

  test('delta = 0: the first violation falsifies', () => {
    const found = decided(['0', 'unknown', '0', '1', '0'], { delta: 0, margin: 0.05 });
    expect([found.verdict, found.trials, found.logEFalsify]).toEqual(['falsified', 4, Number.POSITIVE_INFINITY]);
    expect(decided(['0', '1e-9'], { delta: 0, bounded: true }).verdict).toBe('falsified');
  });

  test('too few lines: inconclusive, and says how many more are needed', () => {
    const found = decided(passes(10));
    expect([found.verdict, found.trials, found.needed]).toEqual(['inconclusive', 10, 22]);
    expect(decided(passes(31)).verdict).toBe('inconclusive');
    expect(decided(passes(32)).verdict).toBe('corroborated');
    expect(decided([])).toEqual(
      expect.objectContaining({ verdict: 'inconclusive', trials: 0, interval: [0, 1], needed: 32 }),
    );
  });

  test.each([
    [0.95, 0.05],
    [0.57, 0.43],
    [1, 0],
  ])('delta = %d, margin = %d: vacuous, without using a line', (delta, margin) => {
    expect(decided(['1', '1'], { delta, margin })).toEqual({
      verdict: 'vacuous',
      logECorroborate: 0,
      logEFalsify: 0,
      interval: [0, 1],
      trials: 0,
      given: 2,
      needed: 0,
    });
  });

  test('delta + margin = 0 can be falsified and never corroborated', () => {
    expect(decided(passes(9), { delta: 0, margin: 0 }).needed).toBe(Number.POSITIVE_INFINITY);
    expect(decided(['0', '1'], { delta: 0, margin: 0 }).verdict).toBe('falsified');
  });

  test('bounded outcomes use the bounded grids', () => {
    const xs = Array.from({ length: 40 }, (_, i) => (i % 4) / 100);
    const { logECorroborate } = decided(xs.map(String), { bounded: true, delta: 0.05, margin: 0.05, alphaC: 1e-9 });
    const e = [0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95].map((phi) =>
      xs.reduce((product, x) => product * (1 + (phi / 0.9) * (0.1 - x)), 1 / 7),
    );
    expect(logECorroborate).toBeCloseTo(Math.log(e.reduce((a, b) => a + b)), 11);
  });
});

describe('lines', () => {
  test('ways to write an outcome', () => {
    expect(decided([' 0 ', '1\r', '0.0', '1.', '+0', '-0', '1e0', '\tunknown']).trials).toBe(8);
    expect(decided(['.5', '5e-1', '0.123'], { bounded: true }).trials).toBe(3);
  });

  test('bad lines are reported with number and reason, also after the decision', () => {
    const found = bad(['0', '0.5', 'NaN', '', '0x1', '2', '-1', 'Unknown', '0 1', ...passes(100), 'Infinity']);
    expect(found.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 110]);
    expect(found[0]!.reason).toBe('expected 0, 1 or `unknown`, got 0.5 (outcomes between 0 and 1 need --bounded)');
    expect(found[2]!.reason).toBe('expected 0, 1 or `unknown`, got an empty line');
    expect(bad(['1.5', '-0.1', '1e999'], { bounded: true })).toEqual([
      { line: 1, reason: 'expected a number in [0, 1] or `unknown`, got 1.5' },
      { line: 2, reason: 'expected a number in [0, 1] or `unknown`, got -0.1' },
      { line: 3, reason: 'expected a number in [0, 1] or `unknown`, got 1e999' },
    ]);
  });

  test('bad lines count in a vacuous claim too', () => {
    expect(bad(['x'], { delta: 0.9, margin: 0.2 })).toHaveLength(1);
  });

  test('empty lines at the end are no lines', () => {
    expect(decided(['0', '0', '', '  ']).trials).toBe(2);
    expect(bad(['0', '', '0', '']).map(({ line }) => line)).toEqual([2]);
  });

  test('any number of empty lines in between is reported', () => {
    expect(bad(['0', ...Array<string>(300_000).fill(''), '0'])).toHaveLength(300_000);
  });
});

test.each<[Partial<DecideOptions>, string]>([
  [{ delta: -0.1 }, 'decide: expected --delta in [0, 1], got -0.1'],
  [{ delta: Number.NaN }, 'decide: expected --delta in [0, 1], got NaN'],
  [{ margin: 1.5 }, 'decide: expected --margin in [0, 1], got 1.5'],
  [{ alphaC: 0 }, 'decide: expected --alpha-c in (0, 1), got 0'],
  [{ alphaF: 1 }, 'decide: expected --alpha-f in (0, 1), got 1'],
])('options out of range: %j', (options, message) => {
  expect(() => decideLines([], { ...OPTIONS, ...options })).toThrow(message);
});

describe('output', () => {
  test('JSON has five fields, null for −∞ and a number that reads as +∞ for +∞', () => {
    const found = decided(['1'], { delta: 0 });
    const text = decisionJson(found);
    expect(Object.keys(JSON.parse(text))).toEqual(['verdict', 'logECorroborate', 'logEFalsify', 'interval', 'trials']);
    expect(JSON.parse(text).logEFalsify).toBe(Number.POSITIVE_INFINITY);
    expect(JSON.parse(text).interval).toEqual(found.interval);
    expect(
      JSON.parse(decisionJson({ ...found, logECorroborate: Number.NEGATIVE_INFINITY })).logECorroborate,
    ).toBeNull();
  });

  test('text for people', () => {
    const down = [0, 1 / 8, 1 / 4, 1 / 2].map((r, g) => (g === 0 ? 1 / 2 : 1 / 6) * (1 + (1 - r) / 9) ** 10);
    const up = [1.5, 2, 4, 8, 16].map((rho) => ((1 - rho / 20) / 0.95) ** 10 / 5);
    const ln = (es: number[]) => String(Number(Math.log(es.reduce((a, b) => a + b)).toPrecision(4)));
    expect(decisionText(decided(passes(10)), OPTIONS).split('\n')).toEqual([
      'inconclusive: corroboration needs at least 22 more trials, all passing',
      `ln E against "P(violation) ≥ 0.1": ${ln(down)} (corroborated from 2.996)`,
      `ln E against "P(violation) ≤ 0.05": ${ln(up)} (falsified from 6.908)`,
      expect.stringMatching(/^95 % confidence interval for P\(violation\): \[0, 0\.\d+\]$/),
      'trials used: 10',
    ]);
    expect(decisionText(decided(passes(40)), OPTIONS)).toMatch(
      /^corroborated: P\(violation\) < 0\.1, at level 0\.05\n/,
    );
    expect(decisionText(decided(['1'], { delta: 0 }), { ...OPTIONS, delta: 0 })).toMatch(
      /^falsified: [^\n]* > 0, .*\n.*\n.*: ∞ /,
    );
  });

  test('bad lines: the first twenty', () => {
    const lines = badLinesText({ badLines: bad(Array(25).fill('x')) }).split('\n');
    expect(lines[0]).toBe('decide: expected one outcome per line, got 25 bad lines');
    expect(lines[1]).toBe('line 1: expected 0, 1 or `unknown`, got x');
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('… and 5 more');
  });
});
