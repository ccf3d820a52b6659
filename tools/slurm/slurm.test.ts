import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { coinProject } from '../../harness/cli/testing/project';
import { Spawned } from '../../harness/cli/testing/spawned';
import { hasRedis, TestRedis } from '../../harness/queue/testing/redis';

/** Job arrays on a real Slurm of two nodes: shards with what their merge comes to, and workers at a queue. */
const ready = process.getuid?.() === 0 && ['/usr/sbin/slurmctld', '/usr/sbin/munged'].every((file) => existsSync(file));
const describeSlurm = ready ? describe : describe.skip;
const CLAIMS = ['rare', 'unsure'];
const UNDECIDED = 4;

describeSlurm('Slurm (needs slurm-wlm, and root)', () => {
  const { cwd, run, remove } = coinProject();
  const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
  const cluster = (command: string) =>
    spawnSync('bash', [join(__dirname, 'cluster.sh'), command, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const onCluster = (more: Readonly<Record<string, string>>, command: string, ...args: string[]) => {
    const own = { SLURM_CONF: join(folder, 'slurm.conf'), PATH: `${join(cwd, 'bin')}:${process.env.PATH}` };
    return spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...own, ...more } });
  };
  const verdicts = () => readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8');
  /** What the tasks of an array printed, and where they ran. */
  const logsOf = (array: string) => {
    const files = readdirSync(cwd).filter((name) => name.startsWith(`slurm-${array}_`));
    const said = files.map((name) => readFileSync(join(cwd, name), 'utf8')).join('\n');
    return { said, nodes: [...said.matchAll(/^(?:shard|worker) \d.* on (\w+)$/gm)].map(([, node]) => node) };
  };
  let whole: string;
  jest.setTimeout(300_000);

  beforeAll(() => {
    run('verify', ...CLAIMS);
    whole = verdicts();
    mkdirSync(join(cwd, 'bin'));
    symlinkSync(join(__dirname, 'testing/npx'), join(cwd, 'bin/npx'));
    expect(cluster('start')).toMatchObject({ status: 0 });
  });
  beforeEach(() => {
    for (const file of ['.theoremcheck/trials.jsonl', 'reports/verdicts.json'])
      rmSync(join(cwd, file), { force: true });
  });
  afterAll(() => {
    cluster('stop');
    remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a job array trains the shards, and its merge writes the verdict file of one machine', () => {
    const script = join(__dirname, 'shards.sbatch');
    const flags = ['--wait', '--parsable', '--array=1-3', '--cpus-per-task=1'];
    const array = onCluster({}, 'sbatch', ...flags, script, 'verify', ...CLAIMS);
    const { said, nodes } = logsOf(array.stdout.trim());
    expect([array.status, array.stderr, said]).toEqual([0, expect.any(String), expect.any(String)]);
    expect([nodes.length, [...new Set(nodes)].sort()]).toEqual([3, ['n1', 'n2']]);
    expect(readdirSync(join(cwd, 'shards')).sort()).toEqual(['1.jsonl', '2.jsonl', '3.jsonl']);

    expect(run('merge', 'shards', '--no-report').status).toBe(UNDECIDED);
    expect(verdicts()).toBe(whole);
  });

  (hasRedis ? test : test.skip)(
    'a job array of workers trains what a run asks at a queue, which comes to the verdict file of one machine (needs redis-server)',
    async () => {
      const redis = await TestRedis.start(['--requirepass', 'secret']);
      try {
        const queue = { THEOREMCHECK_QUEUE: `redis://:secret@127.0.0.1:${redis.port}` };
        const script = join(__dirname, 'workers.sbatch');
        const flags = ['--parsable', '--array=1-2', '--cpus-per-task=1'];
        // Before any worker is there, which it says; a run this short says nothing of workers that were there before it.
        const client = new Spawned(cwd, ['verify', ...CLAIMS, '--no-report'], { env: queue });
        await client.says(/ worker/);
        const array = onCluster(queue, 'sbatch', ...flags, script).stdout.trim();
        expect([await client.ended, client.err]).toEqual([UNDECIDED, expect.stringMatching(/ worker/)]);
        expect(verdicts()).toBe(whole);

        while (logsOf(array).nodes.length < 2) await pause(50); // one may have trained all before the other began
        // To be cancelled is how they end: they finish what they train, and say what they did.
        expect(onCluster({}, 'scancel', array).status).toBe(0);
        expect(onCluster({}, 'bash', '-c', `while squeue -h -j ${array} | grep -q .; do sleep .2; done`).status).toBe(
          0,
        );
        const { said, nodes } = logsOf(array);
        expect([nodes.sort(), said]).toEqual([['n1', 'n2'], expect.not.stringContaining('secret')]);
        expect(said).toMatch(/^worker \S+: [1-9]\d* trainings$/m);
      } finally {
        await redis.stop();
      }
    },
  );
});
