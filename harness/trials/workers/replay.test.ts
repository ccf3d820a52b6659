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
});
