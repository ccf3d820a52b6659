import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { runHere } from '../../harness/cli/testing/in-process';
import { coinProject } from '../../harness/cli/testing/project';
import { freePort, hasRedis, TestRedis } from '../../harness/queue/testing/redis';

/** The workflows of docs/scale.md, run step by step: each job in a process of its own, artifacts in a folder. */
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly 'runs-on': string | readonly string[];
  readonly needs?: string;
  readonly services?: Readonly<Record<string, { readonly ports: readonly string[] }>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly number[]>> };
  readonly steps: readonly Step[];
}

const page = readFileSync(join(__dirname, '../scale.md'), 'utf8');
const workflows = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text]) => (parse(text!) as { jobs: Record<string, Job> }).jobs,
);
const [shards, queue] = workflows as [(typeof workflows)[0], (typeof workflows)[0]];
const jobs = workflows.flatMap((workflow) => Object.values(workflow));
jest.setTimeout(180_000);

/** Replaces what a workflow takes from elsewhere. @throws Error where something is left */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  const full = Object.entries(values).reduce((made, [name, value]) => made.replaceAll(name, value), text);
  if (full.includes('${{')) throw new Error(`recipe: expected values for everything, got ${full}`);
  return full;
}

const { cwd, remove } = coinProject();
const at = (file: string) => join(cwd, file);
const artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
const verdicts = () => readFileSync(at('reports/verdicts.json'), 'utf8');
let whole: string;
/** What commands complained of. */
let said = '';

beforeAll(async () => {
  await runHere(cwd, 'verify', '--no-report');
  whole = verdicts();
  mkdirSync(at('bin'));
  symlinkSync(join(__dirname, '../../tools/slurm/testing/npx'), at('bin/npx'));
});
beforeEach(() => {
  for (const file of ['.theoremcheck/trials.jsonl', 'reports/verdicts.json']) rmSync(at(file), { force: true });
});
afterAll(() => {
  remove();
  rmSync(artifacts, { recursive: true });
});

/** Runs the steps of one job to the first that fails. @returns the status of the last command */
async function runJob({ steps }: Job, values: Readonly<Record<string, string>>): Promise<number | null> {
  let status: number | null = 0;
  for (const step of steps) {
    if (step.uses?.includes('artifact')) carry(step, values);
    if (!step.run || step.run === 'npm ci') continue;
    status = await command(filled(step.run, values), step.env ?? {}, values);
    if (status !== 0) return status;
  }
  return status;
}

function carry({ uses, with: given }: Step, values: Readonly<Record<string, string>>): void {
  const path = filled(`${given!.path}`, values);
  if (uses!.includes('upload')) cpSync(at(path), join(artifacts, basename(path)));
  else cpSync(artifacts, at(path), { recursive: true });
}

function command(text: string, env: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>) {
  const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value, values)]));
  const path = `${at('bin')}:${process.env.PATH}`;
  const child = spawn('bash', ['-e', '-c', text], {
    cwd,
    env: { ...process.env, ...own, PATH: path },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.on('data', (text) => (said += text));
  return new Promise<number | null>((done) => child.on('close', done));
}

test('jobs take actions at a version, and from a matrix what it has', () => {
  expect(jobs).toHaveLength(4);
  for (const job of jobs) {
    for (const { uses, run } of job.steps)
      expect(uses ?? run).toMatch(uses ? /^actions\/[\w-]+@v\d+$/ : /^(npm ci$|.*npx theoremcheck )/);
    const used = [...JSON.stringify(job.steps).matchAll(/matrix\.(\w+)/g)].map(([, name]) => name!);
    expect(used.filter((name) => !(name in (job.strategy?.matrix ?? {})))).toEqual([]);
  }
});

test('shards: what each job uploads is merged to the verdict file of one machine', async () => {
  const { shard, gate } = shards as Record<'shard' | 'gate', Job>;
  expect(gate.needs).toBe('shard');
  const all = shard.strategy!.matrix.shard!;
  const trained = await Promise.all(all.map((one) => runJob(shard, { '${{ matrix.shard }}': `${one}` })));
  expect([trained, readdirSync(artifacts)]).toEqual([all.map(() => 0), all.map((one) => `shard-${one}.jsonl`)]);
  rmSync(at('.theoremcheck/trials.jsonl'), { force: true });
  expect([await runJob(gate, {}), verdicts()]).toEqual([1, whole]);
});

(hasRedis ? test : test.skip)(
  'a queue: workers that come before the Redis train what the run asks, and end when it is gone (needs redis-server)',
  async () => {
    const { run, worker } = queue as Record<'run' | 'worker', Job>;
    expect(run.services!.redis!.ports).toEqual(['6379:6379']);
    const port = await freePort();
    const here = `127.0.0.1:${port}`;
    const values = {
      'localhost:6379': here,
      '${{ vars.QUEUE_HOST }}:6379': here,
      'sleep 10': 'sleep .2',
      'idle 300': 'idle 3',
    };
    const workers = worker.strategy!.matrix.worker!.slice(0, 2).map(() => runJob(worker, values));
    while (!/Redis/.test(said)) await pause(50); // a first try found nobody
    const redis = await TestRedis.start([], true, port);
    expect([await runJob(run, values), verdicts()]).toEqual([1, whole]);
    await redis.stop();
    expect(await Promise.all(workers)).toEqual([0, 0]);
    expect(existsSync(at('.theoremcheck/trials.jsonl'))).toBe(true);
  },
);
