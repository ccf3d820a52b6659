import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshProcess } from '../testing/fresh-process';
import type { Job } from './job';

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const job = {} as Job;

/** A worker that is killed, as the system does when memory runs out: always, or the first time only. */
function worker(name: string, always: boolean): string {
  const [file, mark] = [join(folder, `${name}.cjs`), join(folder, `${name}.mark`)];
  const kill = "process.kill(process.pid, 'SIGKILL')";
  const once = `if (!fs.existsSync(${JSON.stringify(mark)})) { fs.writeFileSync(${JSON.stringify(mark)}, ''); ${kill}; }`;
  const answer = "{ kind: 'unit', engine: 'fused', members: [] }";
  writeFileSync(
    file,
    `const fs = require('fs'); ${always ? kill : once}\nmodule.exports.default = async () => (${answer});`,
  );
  return file;
}

test('a replay whose process is killed is tried again', async () => {
  expect(await freshProcess(worker('once', false), job)).toEqual({ kind: 'unit', engine: 'fused', members: [] });
  expect(existsSync(join(folder, 'once.mark'))).toBe(true);
});

test('one that is killed each time is unknown, and says so', async () => {
  const message = 'its process was ended by SIGKILL, 3 times in a row';
  expect(await freshProcess(worker('always', true), job)).toEqual({ kind: 'unknown', message });
});
