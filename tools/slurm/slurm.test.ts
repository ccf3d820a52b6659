import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coinProject } from '../../harness/cli/testing/project';

/** A job array on a real Slurm of two nodes, and what its merge comes to. */
const ready = process.getuid?.() === 0 && ['/usr/sbin/slurmctld', '/usr/sbin/munged'].every((file) => existsSync(file));
const when = ready ? test : test.skip;
const cluster = (command: string, folder: string) =>
  spawnSync('bash', [join(__dirname, 'cluster.sh'), command, folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

when(
  'a Slurm job array trains the shards, and its merge writes the verdict file of one machine (needs slurm-wlm, and root)',
  () => {
    const { cwd, run, remove } = coinProject();
    const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
    const slurm = (command: string, ...args: string[]) =>
      spawnSync(command, args, {
        cwd,
        encoding: 'utf8',
        env: {
          ...process.env,
          SLURM_CONF: join(folder, 'slurm.conf'),
          PATH: `${join(cwd, 'bin')}:${process.env.PATH}`,
        },
      });
    try {
      run('verify', 'rare', 'unsure');
      const whole = readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8');
      rmSync(join(cwd, '.theoremcheck/trials.jsonl'));
      mkdirSync(join(cwd, 'bin'));
      symlinkSync(join(__dirname, 'testing/npx'), join(cwd, 'bin/npx'));

      expect(cluster('start', folder)).toMatchObject({ status: 0 });
      const script = join(__dirname, 'shards.sbatch');
      const array = slurm('sbatch', '--wait', '--array=1-3', '--cpus-per-task=1', script, 'verify', 'rare', 'unsure');
      const logs = readdirSync(cwd).filter((name) => name.startsWith('slurm-'));
      const said = logs.map((name) => readFileSync(join(cwd, name), 'utf8')).join('\n');
      expect([array.status, array.stderr, said]).toEqual([0, expect.any(String), expect.any(String)]);
      const nodes = [...said.matchAll(/^shard \d of 3 on (\w+)$/gm)].map(([, node]) => node);
      expect([nodes.length, [...new Set(nodes)].sort()]).toEqual([3, ['n1', 'n2']]);
      expect(readdirSync(join(cwd, 'shards')).sort()).toEqual(['1.jsonl', '2.jsonl', '3.jsonl']);

      expect(run('merge', 'shards', '--no-report').status).toBe(4);
      expect(readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8')).toBe(whole);
    } finally {
      cluster('stop', folder);
      remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);
