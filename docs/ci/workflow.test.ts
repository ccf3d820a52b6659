import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');
jest.setTimeout(60_000);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}
interface Job {
  readonly 'runs-on': string;
  readonly 'continue-on-error'?: string;
  readonly steps: readonly Step[];
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
}

const text = readFileSync(join(__dirname, 'github-actions.yml'), 'utf8');
const jobs = (parse(text) as { jobs: Record<string, Job> }).jobs;
const steps = Object.values(jobs).flatMap((job) => job.steps);
const commands = steps.flatMap(({ run }) => (run ? run.split('\n') : []));
/** What a command is without the variables that are set before it. */
const words = (command: string) => command.replace(/^(\w+=("[^"]*"|\S*) )*/, '').split(/\s+/);

const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>;
const helps = new Map<string, string>();
function help(command: string): string {
  if (!helps.has(command)) {
    const child = spawnSync(process.execPath, [join(root, 'harness/cli/bin.cjs'), command, '--help'], {
      cwd: root,
      encoding: 'utf8',
    });
    helps.set(command, child.status === 0 ? child.stdout : '');
  }
  return helps.get(command)!;
}

/** Why a command cannot work in this project; undefined where it can. */
function fault(command: string): string | undefined {
  const [program, ...rest] = words(command);
  if (program === '.ci/run') return statSync(join(root, program)).mode & 0o100 ? undefined : 'cannot be executed';
  if (program === 'node' && rest[0] === '-e') return undefined;
  if (program === 'npm') return rest[0] === 'ci' || scripts[rest[1] ?? ''] ? undefined : `no script for ${command}`;
  if (program === 'npx' && rest[0] === 'jest') return undefined;
  if (program === 'pip')
    return rest[0] === 'install' && /^[\w-]+==[\d.]+$/.test(rest[1]!) ? undefined : 'no pinned package';
  if (program !== 'npx' || rest[0] !== 'theoremcheck') return `unknown program ${program}`;
  const shown = help(rest[1]!);
  const flags = rest.filter((word) => word.startsWith('-'));
  const foreign = flags.find((flag) => !new RegExp(`^ .*${flag}\\b`, 'm').test(shown));
  return shown.includes(`theoremcheck ${rest[1]} `) ? foreign && `no flag ${foreign}` : `no command ${rest[1]}`;
}

describe('the example workflow', () => {
  it('has commands that exist, with the flags they have', () => {
    expect(commands.length).toBeGreaterThan(8);
    expect(commands.map(fault).filter((found) => found !== undefined)).toEqual([]);
  });

  it('and the check of that finds what does not exist', () => {
    const wrong = ['npm run frobnicate', 'npx theoremcheck frobnicate', 'npx theoremcheck verify --frobnicate', 'make'];
    expect(wrong.map(fault)).not.toContain(undefined);
    expect(fault('A="b c" npx theoremcheck verify --epoch x')).toBeUndefined();
  });

  it('has jobs of steps that use an action at a version, or run something', () => {
    for (const job of Object.values(jobs))
      expect([job['runs-on'], job.steps.length > 0]).toEqual([expect.any(String), true]);
    for (const { uses, run } of steps)
      expect(uses ? /^actions\/[\w-]+@v\d+$/.test(uses) : run !== undefined).toBe(true);
  });

  it('sets variables that the project reads', () => {
    const set = [...text.matchAll(/\bTHEOREMCHECK_\w+/g)].map(([name]) => name);
    const sources = ['harness', 'model'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /(?<!\.test)\.ts$/.test(name))
        .map((name) => readFileSync(join(root, folder, name), 'utf8')),
    );
    expect(set.length).toBeGreaterThan(3);
    expect(set.filter((name) => !sources.some((source) => source.includes(name)))).toEqual([]);
  });

  it('names nothing of a matrix that it does not have; what was not tried may fail', () => {
    for (const job of Object.values(jobs)) {
      const used = [...JSON.stringify(job).matchAll(/matrix\.(\w+)/g)].map(([, name]) => name!);
      const { include = [], ...axes } = job.strategy?.matrix ?? {};
      expect(used.filter((name) => !(name in axes))).toEqual([]);
      for (const row of include) {
        expect(row).toEqual({
          os: expect.not.stringContaining('ubuntu'),
          node: expect.any(Number),
          experimental: true,
        });
        expect(job['continue-on-error']).toMatch(/^\$\{\{ matrix\.experimental \}\}$/);
      }
    }
    expect(jobs.gate!.strategy!.matrix.experimental).toEqual([false]);
    expect(text.match(/# Not tried here: (macOS|Windows)\./g)).toHaveLength(2);
  });

  it('keeps what a run wrote, also of one that failed', () => {
    for (const name of ['gate', 'accepted-run', 'nightly-fresh-epoch']) {
      expect(jobs[name]!.steps.at(-1)).toMatchObject({ if: 'always()', with: { path: 'reports/' } });
    }
  });
});
