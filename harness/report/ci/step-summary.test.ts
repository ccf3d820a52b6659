import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendSummary, SUMMARY_LIMIT } from './append-summary';
import { stepSummary } from './step-summary';
import { everyVerdict, NAME } from './testing/finished';

/** Cells of a table row as GitHub Flavored Markdown splits them (section 4.10): at bars that no backslash stands before. */
const cells = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
/** A cell as a reader sees it: backslash escapes (section 6.1), then entities (6.2). */
const seen = (text: string) =>
  text
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

describe('the summary', () => {
  const lines = stepSummary(everyVerdict(), { failures: ['worse | `x`'], notes: ['better'] });
  const rows = lines.filter((line) => line.startsWith('|'));

  it('has a table of all claims, the worst first', () => {
    expect(rows.map((line) => cells(line).length)).toEqual(Array(7).fill(8));
    expect(rows.slice(2).map((line) => seen(cells(line)[0]!))).toEqual(['crashed', NAME, 'empty', 'unsure', 'good']);
    expect(cells(rows.at(-1)!).slice(1)).toEqual(['✓ corroborated', '67', '0.3', '0.25', '0.5', '× 3', '0.2']);
  });

  it('says of every claim whose run ended before its verdict that it has none', () => {
    expect(lines).toContain('- interrupted: expected a verdict, got none (the run ended before it)');
  });

  it('says in its table that claims are exploratory', () => {
    const run = everyVerdict();
    const explored = stepSummary({ ...run, meta: { ...run.meta, exploratory: true } }, { failures: [], notes: [] });
    expect(explored.find((line) => line.startsWith('|'))).toMatch(/^\| exploratory claim \| verdict \|/);
  });

  it('shows names as text', () => {
    expect(lines.join('\n')).not.toMatch(/<img|(?<!\\)\*d|[^`\\]`c/);
    for (const line of lines) expect(line).toMatch(/^[^\p{Cc}\p{Bidi_Control}]*$/u);
  });

  it('says where a claim fails and how to see it, and what the comparison says', () => {
    const text = lines.join('\n');
    expect(text).toMatch(
      /0\.3 against at most 0\.25 allowed.*`npx theoremcheck replay toy\/region\/-\/-\/gate-1\/7\/fused\/[0-9a-f]+`/,
    );
    expect(lines).toContain('- worse \\| \\`x\\`');
    expect(lines).toContain('- better');
    expect(text).toContain('1 of 7 corroborated');
  });
});

describe('appending', () => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  const file = join(folder, 'summary.md');
  beforeEach(() => writeFileSync(file, 'before\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps what is there', () => {
    appendSummary(['a', 'b'], file);
    expect(readFileSync(file, 'utf8')).toBe('before\na\nb\n');
  });

  it.each([1, 2, 3])('stays within the limit: whole lines, and a line that says so (%d bytes a character)', (bytes) => {
    const line = ['x', 'é', '…'][bytes - 1]!.repeat(1000);
    appendSummary(Array(1500).fill(line), file);
    const text = readFileSync(file, 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(SUMMARY_LIMIT - 4000);
    const [first, ...rest] = text.trimEnd().split('\n');
    expect([first, rest.at(-1)]).toEqual(['before', '…: the rest is in reports/verdicts.json.']);
    expect(new Set(rest.slice(0, -2))).toEqual(new Set([line]));
    // Nothing more fits; what is there stays.
    appendSummary(Array(1500).fill(line), file);
    expect(Buffer.byteLength(readFileSync(file))).toBeLessThanOrEqual(SUMMARY_LIMIT);
  });
});
