import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshProcess } from '../testing/fresh-process';
import type { Job } from './job';

const job: Job = {
  stream: { family: 'x', source: 'region', dials: {}, epoch: 'e' },
  index: 0,
  engine: 'fused',
  requests: [],
};

describe('a fresh process', () => {
  it('that cannot start its work fails, whatever the size of the job', async () => {
    const long = 'x'.repeat(4 << 20);
    for (const family of ['x', long]) {
      const answer = await freshProcess('/there/is/no/such/worker.cjs', { ...job, stream: { ...job.stream, family } });
      expect(answer.kind).toBe('failed');
      expect((answer as { message: string }).message).toMatch(/replay: expected exit status 0, got 1/);
    }
  });

  describe('with a limit of silence', () => {
    const home = mkdtempSync(join(tmpdir(), 'replay-'));
    afterAll(() => rmSync(home, { recursive: true }));
    const bundle = (name: string, text: string) => {
      const file = join(home, `${name}.cjs`);
      writeFileSync(file, text);
      return file;
    };

    it('is ended where a training loops, once, with its trial and the cure', async () => {
      const starts = join(home, 'starts');
      const loop = `exports.default = async () => { require('node:fs').appendFileSync(${JSON.stringify(starts)}, '.'); for (;;); };`;
      const answer = await freshProcess(bundle('loop', loop), job, 0.5);
      expect(answer).toMatchObject({ kind: 'unknown', silent: true });
      expect((answer as { message: string }).message).toMatch(
        /^family x, trial 0 \(region\): expected a sign of life within 0.5 s, got none \(/,
      );
      expect(readFileSync(starts, 'utf8')).toBe('.');
    });

    it('goes on as long as its training gives signs of life', async () => {
      const busy = `exports.default = async ({ pulse }) => {
        const [counter, end] = [new Int32Array(pulse), Date.now() + 4500];
        while (Date.now() < end) Atomics.add(counter, 0, 1);
        return { kind: 'failed', message: 'came to its end' };
      };`;
      expect(await freshProcess(bundle('busy', busy), job, 2)).toEqual({
        kind: 'failed',
        message: 'came to its end',
      });
    });
  });
});
