import { readFileSync, writeFileSync } from 'node:fs';
import type { Disturbance, DisturbanceTally, Trying } from './row';

/** Several runs of one folder at once; where there are many, one of them is killed. */
async function together({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  for (let i = 0; i < times; i++) {
    const size = [2, 3, 4, 6, 8][i % 5]!;
    subject.reset({ builds: i % 2 === 1 });
    const runs = Array.from({ length: size }, () => subject.start({ env: { PAUSE: '2', THEOREMCHECK_WORKERS: '1' } }));
    if (size > 3) {
      const bytes = random.uniform() * subject.size;
      if (await runs[0]!.until(() => subject.trials.length > bytes)) runs[0]!.kill();
    }
    const all = await Promise.all(runs.map(({ ended }) => ended));
    for (const ended of all) {
      if (ended.how === 'SIGKILL') tally.disturbed(ended.how);
      else tally.disturbed(ended.how, subject.faults(ended));
    }
    const before = subject.trials.length;
    await tally.resumes({ shared: true });
    const trained = subject.trials.length - before;
    if (trained > 0)
      tally.comparison([`expected nothing that is left to train after ${size} runs, got ${trained} bytes`]);
  }
}

/** Bytes of the stored trials that a failing disk changes: a bit, a hole of zeros, a piece that is gone, a tail of zeros. */
async function rot({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  const file = subject.at('.theoremcheck/trials.jsonl');
  for (let i = 0; i < times; i++) {
    const bytes = readFileSync(file);
    const at = Math.floor(random.uniform() * bytes.length);
    const length = Math.min(bytes.length - at, 1 + Math.floor(random.uniform() * 600));
    if (i % 4 === 0) bytes[at]! ^= 1 << Math.floor(random.uniform() * 8);
    if (i % 4 === 1) bytes.fill(0, at, at + length);
    const gone = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    const zeros = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(2_000_000)]);
    writeFileSync(file, [bytes, bytes, gone, zeros][i % 4]!);
    tally.disturbed('');
    await tally.resumes({ shared: true });
  }
}

export const crowds: readonly Disturbance[] = [
  { name: 'crowd', says: 'two to eight runs in one folder at once, one of many killed', times: 5, run: together },
  {
    name: 'rot',
    says: 'stored trials that a failing disk changes: a bit, zeros, a piece that is gone, a tail of zeros',
    times: 16,
    run: rot,
  },
];
