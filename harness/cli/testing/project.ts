import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ServedProgram } from './served';

const root = resolve(__dirname, '..', '..', '..');

/** Of a family in text: trainings that only count their steps. All that is random about them is what is observed. */
export const countsSteps = `train: async (problem) => {
    let step = 0;
    return { engine: 'fused', get step() { return step; }, advance: (to) => void (step = to), parameters: () => ({}), load: () => {} };
  }`;

/** A family whose trainings are coins: an error shows with probability `rate`, and always before the first step. */
const family = `
import * as fc from 'fast-check';
const dial = (key) => ({ doc: key, physical: (s) => key + ' = ' + s, apply: (p, s) => ({ ...p, [key]: s }) });
const reference = { rate: 0, steps: 10 };
export const coin = {
  name: 'coin',
  problems: fc.record({ rate: fc.constant(0), steps: fc.integer({ min: 5, max: 20 }) }),
  reference,
  corners: { a: reference, b: { rate: 0, steps: 5 }, c: { rate: 0, steps: 20 }, d: { rate: 0, steps: 7 } },
  check: () => {},
  symbols: ({ steps }) => ({ steps }),
  assumptions: {
    fair: { name: 'fair', doc: 'no bias', paper: 'rate = 0', region: { rate: '0' }, dial: dial('rate') },
    idle: { name: 'idle', doc: 'nothing depends on it', paper: 'idle = 0', region: { idle: '0' }, dial: dial('idle') },
  },
  dials: {},
  engines: ['fused'],
  prepare: async () => ({ fingerprint: 'coin', describe: 'coin' }),
  ${countsSteps},
  observations: {
    error: {
      doc: 'error', range: [0, 1], prompted: false, witnessBound: () => 0,
      measure: (_, { problem, step, key }) => (step === 0 || key[0] / 2 ** 32 < problem.rate ? 1 : 0),
    },
  },
  arrays: async (_, seeds, steps) => ({ arrays: { w: { shape: [2], data: Float32Array.from(seeds('w')) } }, json: { steps } }),
};`;

/** A theorem over it; \`stream\` and \`budget\` decide how it comes out. */
function theorem(name: string, changes: string): string {
  return `
import { atMost, cite, dialled, synthetic, theorem } from 'theoremcheck';
import { coin } from './family';
export default theorem({
  name: '${name}', statement: 'Errors are rare.', source: cite('toy2024', 'lemma 1'), family: coin, forAll: ['fair'],
  horizon: 'steps', claim: ({ at }) => atMost(at('horizon').error, '0.5'),
  controls: {
    gross: [dialled('fair', 1, { doc: 'always an error' })],
    nearMiss: [dialled('fair', 0.6, { doc: 'often an error' })],
    positive: synthetic({ doc: 'none', observations: { error: { law: '0', noise: 'none' } } }),
  },
  ${changes}
});`;
}

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * A project on disk with claims of every verdict, and ways to run the command line in it. The margin of `rare` is as a rule so large
 * that its verdict takes 16 trials of each part, and not 73; without it, it is the default.
 */
export function coinProject({ margin = 'margin: 0.35,' }: { readonly margin?: 'margin: 0.35,' | '' } = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'coin-'));
  const files: Record<string, string> = {
    'package.json': '{"name": "coin"}',
    'references.bib': '@article{toy2024,\n}\n',
    'theorems/coin/family.ts': family,
    'theorems/coin/rare.theorem.ts': theorem('rare', margin),
    'theorems/coin/often.theorem.ts': theorem('often', "stream: { fair: 0.5 }, at: 'reference',"),
    'theorems/coin/short.theorem.ts': theorem('short', "at: 'reference', budget: 20,"),
    'theorems/coin/unsure.theorem.ts': theorem('unsure', "at: 'reference', stream: { fair: 0.09 }, budget: 150,"),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(cwd, file, '..'), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'));
  const program = new ServedProgram();
  /** In the process that stays, which `remove` ends. */
  const servedWith = (env: NodeJS.ProcessEnv, ...args: string[]): Ran =>
    program.run(cwd, quickly(args), { ...process.env, THEOREMCHECK_WORKERS: '1', ...env });
  const servedOn = (workers: number, ...args: string[]): Ran =>
    servedWith({ THEOREMCHECK_WORKERS: `${workers}` }, ...args);
  const served = (...args: string[]): Ran => servedWith({}, ...args);
  /** In a process of its own. */
  const run = (...args: string[]): Ran => runOn(1, ...args);
  const runOn = (workers: number, ...args: string[]): Ran =>
    started(cwd, quickly(args), { ...process.env, THEOREMCHECK_WORKERS: `${workers}` });
  const remove = () => {
    program.end();
    rmSync(cwd, { recursive: true });
  };
  return { cwd, run, runOn, served, servedOn, servedWith, remove };
}

/** The program in a process of its own. */
export function started(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Ran {
  const options = { cwd, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'harness/cli/bin.cjs'), ...args], options);
  return { status, out: stdout, err: stderr };
}

/** A report takes as long as a verdict here; the tests of the report ask for it. */
const quickly = (args: readonly string[]): readonly string[] =>
  args[0] === 'verify' && !args.includes('--help') ? [...args, '--no-report'] : args;
