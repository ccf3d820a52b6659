import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TestRedis } from '../harness/queue/testing/redis';
import { account, idleClaim, idleFamily, type Spent } from './idle';

const home = process.env.THEOREMCHECK_PACKAGE!;
/** Cells of `falsify --pair`. */
const CELLS = 36;

class IdleProject {
  private readonly cwd = mkdtempSync(join(tmpdir(), 'queue-'));
  private count = 0;

  constructor(
    rest: number,
    private readonly port: number,
  ) {
    mkdirSync(join(this.cwd, 'theorems', 'idle'), { recursive: true });
    const files = { 'package.json': '{}', 'references.bib': '@article{toy2024,\n}\n', 'account.cjs': account };
    const both = { 'theorems/idle/family.ts': idleFamily(rest), 'theorems/idle/low.theorem.ts': idleClaim() };
    for (const [file, text] of Object.entries({ ...files, ...both })) writeFileSync(join(this.cwd, file), text);
    symlinkSync(join(home, 'node_modules'), join(this.cwd, 'node_modules'));
  }

  async workers(count: number, threads: number): Promise<() => Promise<readonly Spent[]>> {
    const args = ['worker', '--queue', this.url, '--workers', `${threads}`];
    const all = Array.from({ length: count }, () => this.start(args));
    await Promise.all(all.map(({ said }) => said));
    await pause(1000); // until they have spoken up
    return () =>
      Promise.all(
        all.map(({ child, spent }) => {
          child.kill('SIGTERM');
          return spent;
        }),
      );
  }

  /** A phase diagram; of the trainings between the first and the last that came in, how many came per second. */
  async study(trials: number, ...more: readonly string[]): Promise<Spent & { readonly rate: number }> {
    const { spent, child } = this.start(['falsify', 'low', '--pair', 'a', 'b', '--trials', `${trials}`, ...more]);
    const seen: { at: number; lines: number }[] = [];
    while (child.exitCode === null) {
      await pause(10);
      const lines = this.lines();
      if (lines > (seen.at(-1)?.lines ?? 0)) seen.push({ at: performance.now() / 1000, lines });
    }
    const [first, last] = [seen[0], seen.at(-1)];
    const rate = first && last && last.at > first.at ? (last.lines - first.lines) / (last.at - first.at) : Number.NaN;
    return { ...(await spent), rate };
  }

  forget(): void {
    rmSync(join(this.cwd, '.theoremcheck/trials.jsonl'), { force: true });
  }

  remove(): void {
    rmSync(this.cwd, { recursive: true });
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  private lines(): number {
    try {
      return readFileSync(join(this.cwd, '.theoremcheck/trials.jsonl'), 'latin1').split('\n').length - 1;
    } catch {
      return 0;
    }
  }

  private start(args: readonly string[]) {
    const file = join(this.cwd, `spent-${this.count++}.json`);
    const command = ['-r', join(this.cwd, 'account.cjs'), join(home, 'harness/cli/bin.cjs'), ...args];
    const child: ChildProcess = spawn(process.execPath, command, {
      cwd: this.cwd,
      env: { ...process.env, SPENT: file },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = new Promise<void>((resolve) => child.stderr!.on('data', () => resolve()));
    let text = '';
    child.stderr!.on('data', (data) => (text += data));
    const spent = new Promise<Spent>((resolve, reject) =>
      child.on('close', (status) => {
        if (status === 0) resolve(JSON.parse(readFileSync(file, 'utf8')) as Spent);
        else reject(new Error(text));
      }),
    );
    return { child, said, spent };
  }
}

/** What Redis counts: processor (ms), bytes either way, commands. */
function redisCounts(port: number): Readonly<Record<'cpu' | 'bytes' | 'commands', number>> {
  const text = execFileSync('redis-cli', ['-p', `${port}`, 'info', 'everything'], { encoding: 'utf8' });
  const of = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)![1]);
  return {
    cpu: 1000 * (of('used_cpu_user') + of('used_cpu_sys')),
    bytes: of('total_net_input_bytes') + of('total_net_output_bytes'),
    commands: of('total_commands_processed'),
  };
}

/** Prints what a queue costs, in about four minutes, on a Redis of its own. */
export async function queue(): Promise<void> {
  const redis = await TestRedis.start();
  const { port } = redis;
  try {
    for (const [rest, trials] of [
      [50, 15],
      [500, 2],
    ] as const)
      await scaling(port, rest, trials);
    await costs(port, 'alone', 300, 15, 1, 8);
    await costs(port, 'in parcels', 0, 300, 1, 2);
  } finally {
    await redis.stop();
  }
}

async function scaling(port: number, rest: number, trials: number): Promise<void> {
  const project = new IdleProject(rest, port);
  const rates: number[] = [];
  for (const count of [1, 2, 4]) {
    const end = await project.workers(count, 1);
    project.forget();
    const { rate } = await project.study(trials, '--queue', project.url);
    await end();
    rates.push(rate);
    const linear = rate / rates[0]! / count;
    console.log(
      `${rest} ms: ${count} workers of one thread: ${rate.toFixed(2)} trainings/s, ${linear.toFixed(3)} of linear`,
    );
  }
  project.remove();
}

async function costs(port: number, how: string, rest: number, trials: number, count: number, threads: number) {
  const project = new IdleProject(rest, port);
  const n = CELLS * trials;
  const idle = await (await project.workers(count, threads))();
  const end = await project.workers(count, threads);
  const before = redisCounts(port);
  const cold = await project.study(trials, '--queue', project.url);
  const after = redisCounts(port);
  const busy = await end();
  const warm = await project.study(trials);
  project.forget();
  const local = await project.study(trials, '--workers', `${count * threads}`);
  const sum = (all: readonly Spent[]) => all.reduce((total, { cpu }) => total + cpu, 0);
  const each = (total: number) => (total / n).toFixed(3);
  console.log(
    `${n} trainings of ${rest} ms, ${how}, ${count} workers of ${threads} threads: ${cold.rate.toFixed(0)} trainings/s`,
  );
  console.log(
    `  processor per training, ms: run ${each(cold.cpu - warm.cpu)}, workers ${each(sum(busy) - sum(idle))}, Redis ${each(after.cpu - before.cpu)}`,
  );
  console.log(`  without a queue, ms: ${each(local.cpu - warm.cpu)} (${local.rate.toFixed(0)} trainings/s)`);
  console.log(
    `  Redis per training: ${each(after.bytes - before.bytes)} bytes, ${each(after.commands - before.commands)} commands`,
  );
  console.log(`  memory of the run, MB: ${cold.memory.toFixed(0)}, without a queue ${local.memory.toFixed(0)}`);
  project.remove();
}
