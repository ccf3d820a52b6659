import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Family } from '../harness/statement/family';
import { bu2024 } from '../theorems/bu2024/family';
import { li2024 } from '../theorems/li2024/family';
import { account, idleClaim, idleFamily, type Spent } from './idle';
import { microseconds } from './rounds';
import { seedsOf } from './seeds';

const home = process.env.THEOREMCHECK_PACKAGE!;
/** Trials of a claim that is neither corroborated nor falsified by then. */
const TRIALS = [2_000, 20_000] as const;
/** Each trial of the mixture has one at each of four corners beside it. */
const STREAMS = 5;
/** About what trainings of the reference problems take. */
const STEPS = 200;

/** What a training costs beside itself, and what a run of many trials holds in memory. */
export async function trials(): Promise<void> {
  const [few, many] = TRIALS.map(run);
  const each = (many!.cpu - few!.cpu) / (STREAMS * (TRIALS[1] - TRIALS[0]));
  console.log(`processor time per training beside itself: ${each.toFixed(3)} ms`);
  for (const [i, { memory }] of [few!, many!].entries()) {
    const trainings = `${STREAMS * TRIALS[i]!} trainings`;
    console.log(
      `peak memory of a run of ${TRIALS[i]} trials and those at corners (${trainings}): ${memory.toFixed(0)} MB`,
    );
  }
  for (const family of [bu2024, li2024] as unknown as Family[]) {
    const training = await trainingTime(family);
    console.log(
      `of ${STEPS} steps of ${family.name} (${training.toFixed(1)} ms): ${((100 * each) / training).toFixed(1)} %`,
    );
  }
}

/** A run of the command line with one claim on trainings that take no time. */
function run(budget: number): Spent {
  const cwd = mkdtempSync(join(tmpdir(), 'trials-'));
  mkdirSync(join(cwd, 'theorems', 'idle'), { recursive: true });
  const claim = idleClaim('0.9475', `margin: 0.005, budget: ${budget},`);
  const files = { 'package.json': '{}', 'references.bib': '@article{toy2024,\n}\n', 'account.cjs': account };
  const both = { 'theorems/idle/family.ts': idleFamily(0), 'theorems/idle/low.theorem.ts': claim };
  for (const [file, text] of Object.entries({ ...files, ...both })) writeFileSync(join(cwd, file), text);
  symlinkSync(join(home, 'node_modules'), join(cwd, 'node_modules'));
  const bin = join(home, 'harness/cli/bin.cjs');
  const env = { ...process.env, CI: '', SPENT: join(cwd, 'spent.json') };
  execFileSync(process.execPath, [bin, 'list'], { cwd, env, stdio: 'ignore' }); // bundles the project
  const command = ['-r', join(cwd, 'account.cjs'), bin, 'verify', '--no-report', '--workers', '1'];
  const { status, stdout } = spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
  if (status !== 4)
    throw new Error(`trials: expected a claim without a decision, got exit status ${status}: ${stdout}`);
  const spent = JSON.parse(readFileSync(env.SPENT, 'utf8')) as Spent;
  rmSync(cwd, { recursive: true });
  return spent;
}

/** Least of five, in ms. */
async function trainingTime(family: Family): Promise<number> {
  const engine = family.engines[0]!;
  await family.prepare(engine);
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const training = await family.train(family.reference, seedsOf(i), engine);
    times.push(microseconds(() => void training.advance(STEPS)) / 1000);
  }
  return Math.min(...times);
}
