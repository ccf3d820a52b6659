import { join } from 'node:path';
import { ROOT } from '../../project/testing/project';
import { screen } from './testing/screen';
import { hasTerminal, SIZE, terminalProject } from './testing/terminal';

/** Whole runs in a pseudo-terminal, read back by an emulator that knows few control sequences. */
const jest_ = `node ${join(ROOT, 'node_modules/jest/bin/jest.js')} --config jest.config.json`;
const bin = `node ${join(ROOT, 'harness/cli/bin.cjs')}`;
const verify = `${bin} verify`;
const seen = (text: string) => screen(text, SIZE.columns);
/** The line that is drawn over and over. */
const live = /theoremcheck: \d of 4 decided, /;
const openClaims = /^\S.* {2,}\d+\/\d+ {2,}[█▏▎▍▌▋▊▉·]{10}/;
jest.setTimeout(90_000);

(hasTerminal ? describe : describe.skip)('on a terminal (needs `script`)', () => {
  const own = terminalProject({ good: 0, better: 0, best: 0, bad: 0.8 });
  afterAll(own.remove);
  const fresh = () => own.write('.theoremcheck/trials.jsonl', '');

  it.each([
    ['jest', `${jest_} theorems`],
    ['verify', verify],
  ])('%s draws claims while they run and leaves nothing of that behind', async (_, command) => {
    fresh();
    const { status, text } = await own.run(command);
    const { lines, cursorVisible } = seen(text);
    expect(status).toBe(1);
    expect(text).toMatch(live);
    expect(text.split('\n').filter((line) => openClaims.test(line)).length).toBeGreaterThan(3);
    expect(
      lines.filter((line) => live.test(line) || openClaims.test(line) || /^claim +trials +corr/.test(line)),
    ).toEqual([]);
    expect(cursorVisible).toBe(true);
    // One line for what was corroborated, the failure in whole, and the table.
    expect(lines.some((line) => /^✓ corroborated {2}good \(15 trials, shown: P < /.test(line))).toBe(true);
    expect(lines.filter((line) => line.startsWith('  statement'))).toHaveLength(1);
    expect(lines.filter((line) => /^ {2}replay +npx theoremcheck replay coin/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^(good|better|best) +✓ corroborated +15 /.test(line))).toHaveLength(3);
    expect(lines).toContain('4 claims: 3 corroborated, 1 falsified');
  });

  it('jest shows other tests in its own way, and no status of it is left, nor any while theorems run', async () => {
    fresh();
    const { status, text } = await own.run(`${jest_}`);
    const { lines, cursorVisible } = seen(text);
    expect(status).toBe(1);
    expect(lines.filter((line) => /^ ?PASS/.test(line))).toEqual([expect.stringMatching(/other\.test\.js$/)]);
    expect(lines.filter((line) => /RUNS|^ ?FAIL/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('Test Suites:'))).toHaveLength(1);
    expect(text.slice(text.search(live))).not.toContain('RUNS');
    expect(lines).toContain('Tests:       1 failed, 4 passed, 5 total');
    expect(cursorVisible).toBe(true);
  });

  it.each([
    ['jest', `${jest_} theorems`, 130],
    ['verify', verify, 130],
  ])('%s leaves nothing behind after Ctrl-C', async (_, command, expected) => {
    fresh();
    const { status, text } = await own.run(command, /\d+\/\d+ {2,}[█·]{10}/);
    const { lines, cursorVisible } = seen(text);
    expect(status).toBe(expected);
    expect(lines.filter((line) => live.test(line) || openClaims.test(line))).toEqual([]);
    expect(cursorVisible).toBe(true);
  });

  it('a study draws a bar and leaves nothing of it', async () => {
    const { text } = await own.run(`${bin} falsify good --trials 10`);
    const { lines, cursorVisible } = seen(text);
    expect(text).toMatch(/[█·]{20} \d+\/20 trials/);
    expect(lines.filter((line) => /[█·]{5}/.test(line))).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^reports\/studies\/.*\.json$/));
    expect(cursorVisible).toBe(true);
  });

  it('has whole blocks with --verbose', async () => {
    const { text } = await own.run(`${verify} --verbose`);
    expect(seen(text).lines.filter((line) => line.startsWith('  statement'))).toHaveLength(4);
  });

  it.each([['NO_COLOR=1'], ['TERM=dumb']])('%s has no colours', async (setting) => {
    const { text } = await own.run(`env ${setting} ${verify}`);
    expect(text).not.toContain('\u001b[3');
  });
});
