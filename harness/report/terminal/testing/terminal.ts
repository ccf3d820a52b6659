import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyProject, ROOT, theoremFile } from '../../../project/testing/project';

/** Whether there is a program that gives us a terminal (util-linux). */
export const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

/** Size that the tests' terminal says it has. */
export const SIZE = { columns: 80, rows: 16 };

interface TerminalRun {
  readonly status: number | null;
  /** All that was written to the terminal, by either stream. */
  readonly text: string;
}

/** A project of slow coins, one claim per name with its P(violation), and a terminal to run commands in. */
export function terminalProject(claims: Readonly<Record<string, number>>) {
  const files = Object.entries(claims).map(([name, p]) => [
    `theorems/coin/${name}.theorem.ts`,
    theoremFile(name, { p }),
  ]);
  const own = emptyProject(Object.fromEntries(files));
  own.write('theorems/coin/family.ts', slowCoin());
  own.write('other.test.js', "it('is no theorem', () => expect(1 + 1).toBe(2));\n");
  own.write('sequencer.js', sequencer);
  own.write('jest.config.json', JSON.stringify(jestConfig()));
  return { ...own, run: (command: string, stop?: RegExp) => run(own.cwd, command, stop) };
}

/** Every training takes a while, so that there is something to be seen. */
function slowCoin(): string {
  const text = readFileSync(join(ROOT, 'harness/trials/testing/coin.ts'), 'utf8');
  const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);';
  return text.replace('trouble(problem.trouble);', (call) => `${wait} ${call}`);
}

/** Other tests first, whatever Jest remembers of earlier runs. */
const sequencer = `module.exports = class {
  sort(tests) { return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1)); }
  cacheResults() {}
};
`;

function jestConfig(): object {
  const theorems = {
    displayName: 'theorems',
    testMatch: ['<rootDir>/theorems/**/*.theorem.ts'],
    runner: join(ROOT, 'harness/jest/runner.cjs'),
  };
  const others = { displayName: 'unit', testMatch: ['<rootDir>/*.test.js'] };
  const projects = [theorems, others].map((one) => ({
    ...one,
    modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
    transform: {},
  }));
  const reporters = [join(ROOT, 'harness/jest/reporter.cjs'), 'summary'];
  return { reporters, projects, testSequencer: '<rootDir>/sequencer.js' };
}

/** Runs a command in a terminal; sends Ctrl-C once what it wrote matches `stop`. */
function run(cwd: string, command: string, stop?: RegExp): Promise<TerminalRun> {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...env } = process.env;
  const line = `stty cols ${SIZE.columns} rows ${SIZE.rows}; exec ${command}`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd,
    env: { ...env, TERM: 'xterm', THEOREMCHECK_WORKERS: '1', NODE_NO_WARNINGS: '1' },
  });
  let text = '';
  let stopped = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (stop?.test(text) && !stopped) {
      stopped = true;
      child.stdin.write('\u0003');
    }
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, text })));
}
