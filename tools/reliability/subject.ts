import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { coinProject } from '../../harness/cli/testing/project';
import { parseLine } from '../../harness/trials/store/trial-line';

const BIN = resolve(__dirname, '../../harness/cli/bin.cjs');
const TRIALS = '.theoremcheck/trials.jsonl';
const FAMILY = 'theorems/coin/family.ts';
/** What a run leaves that people read: the same to the last byte, whatever happened on the way. */
const READ = ['reports/verdicts.json', 'reports/junit.xml'];
/** One claim that is falsified and one that is corroborated, so that the status is 1. */
export const VERIFY = ['verify', '^(often|rare)$', '--no-report'];
const STATUS = 1;

/** Before each training: `TROUBLE` names what is to happen there, `PAUSE` how long it takes (ms) without any processor. */
const HOOK = `if (process.env.TROUBLE) require(process.env.TROUBLE)();
    if (process.env.PAUSE) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.PAUSE));
    let step = 0;`;

export interface Options {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the command line begins with, where it does not begin with Node. */
  readonly through?: readonly string[];
}

/** How a command ended, and what it said. */
export interface Ended {
  /** The status, the signal that ended it, or both as text. */
  readonly how: string;
  readonly out: string;
  readonly err: string;
}

/** A command that runs, and may be ended. */
export class Running {
  private out = '';
  private err = '';
  readonly ended: Promise<Ended>;
  isOver = false;

  constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (text) => (this.out += text));
    child.stderr?.on('data', (text) => (this.err += text));
    this.ended = new Promise((done) =>
      child.on('close', (status, signal) => {
        this.isOver = true;
        done({ how: signal ?? `${status}`, out: this.out, err: this.err });
      }),
    );
  }

  get said(): string {
    return this.err;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    if (!this.isOver) this.child.kill(signal);
  }

  /** Waits until something holds, or the command is over; whether it held first. */
  async until(holds: () => boolean): Promise<boolean> {
    while (!this.isOver && !holds()) await pause(2);
    return !this.isOver;
  }
}

/** The toy project of the tests of the command line, what a run leaves there that nothing disturbs, and ways to compare with that. */
export class DisturbedProject {
  private constructor(
    private readonly project: ReturnType<typeof coinProject>,
    /** What an undisturbed run leaves. */
    private expected: Readonly<Record<string, string>>,
  ) {}

  /** Makes the project and runs it undisturbed. */
  static async make(): Promise<DisturbedProject> {
    const project = coinProject();
    const file = join(project.cwd, FAMILY);
    writeFileSync(file, readFileSync(file, 'utf8').replace('let step = 0;', HOOK));
    const subject = new DisturbedProject(project, {});
    const { how, err } = await subject.start().ended;
    if (how !== `${STATUS}`)
      throw new Error(`reliability: expected a first run with status ${STATUS}, got ${how}: ${err}`);
    subject.expected = Object.fromEntries(READ.map((file) => [file, subject.read(file)]));
    return subject;
  }

  get cwd(): string {
    return this.project.cwd;
  }

  /** Bytes of stored trials of a whole run, about. */
  get size(): number {
    return 72_000;
  }

  at(file: string): string {
    return join(this.cwd, file);
  }

  read(file: string): string {
    return existsSync(this.at(file)) ? readFileSync(this.at(file), 'utf8') : '';
  }

  get trials(): string {
    return this.read(TRIALS);
  }

  /** What was written is gone; bundles stay, unless they are to go, too. */
  reset({ builds = false } = {}): void {
    for (const file of [builds ? '.theoremcheck' : TRIALS, 'reports'])
      rmSync(this.at(file), { recursive: true, force: true });
  }

  start({ args = VERIFY, env = {}, through = [] }: Options = {}): Running {
    const [program, ...words] = [...through, process.execPath, BIN, ...args];
    const own = { ...process.env, THEOREMCHECK_WORKERS: '2', NO_COLOR: '1', CI: '', ...env };
    return new Running(spawn(program!, words, { cwd: this.cwd, env: own, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Runs it undisturbed, after whatever it was; what is not as it should be, in sentences. */
  async resumed(options: Options & { readonly shared?: boolean } = {}): Promise<readonly string[]> {
    const before = this.trials;
    const ended = await this.start(options).ended;
    return [...this.faults(ended), ...this.lost(before), ...(options.shared ? [] : this.twice())];
  }

  /** What is wrong with a run that should have ended as if nothing had happened. */
  faults({ how, err }: Ended): readonly string[] {
    const status = how === `${STATUS}` ? [] : [`expected status ${STATUS}, got ${how}: ${err.slice(-400)}`];
    return [...status, ...READ.flatMap((file) => this.differs(file))];
  }

  /** What a run says that had to give up: one sentence, no stack; no file of a name that people read is half of one. */
  refusal({ how, err }: Ended): readonly string[] {
    const files = READ.filter((file) => existsSync(this.at(file)) && !isWhole(this.read(file)));
    return [
      ...(how === '0' || how === '1' ? [`expected no verdict, got status ${how}`] : []),
      ...(/^ +at /m.test(err) ? [`expected a sentence, got a stack: ${err.slice(-400)}`] : []),
      ...files.map((file) => `expected ${file} whole or not at all, got a part`),
    ];
  }

  private differs(file: string): readonly string[] {
    return this.read(file) === this.expected[file] ? [] : [`expected ${file} of an undisturbed run, got another`];
  }

  /** Stored trials are never taken away or written over. */
  private lost(before: string): readonly string[] {
    return this.trials.startsWith(before) ? [] : ['expected the stored trials to stay, got others in their place'];
  }

  /** Whether a number was trained again although it was stored. */
  private twice(): readonly string[] {
    const keys = this.lines().flatMap((line) =>
      typeof line !== 'string' && line.kind === 'trial'
        ? line.requests.map((request) => `${line.stream} ${line.index} ${line.engine} ${request}`)
        : [],
    );
    return new Set(keys).size === keys.length ? [] : ['expected each number once, got some that were trained again'];
  }

  /** How many stored lines are no whole records. */
  get damaged(): number {
    return this.lines().filter((line) => typeof line === 'string').length;
  }

  private lines(): readonly ReturnType<typeof parseLine>[] {
    const text = this.trials.split('\n');
    return text.filter((line) => line.trim() !== '').map(parseLine);
  }

  /** Temporary files that a process left that was killed between writing and renaming. */
  get leftovers(): number {
    const files = [...READ.map(() => 'reports'), '.theoremcheck/build'].filter((folder) => existsSync(this.at(folder)));
    return [...new Set(files)].flatMap((folder) => readdirSync(this.at(folder))).filter((name) => name.endsWith('.tmp'))
      .length;
  }

  remove(): void {
    this.project.remove();
  }
}

function isWhole(text: string): boolean {
  return text.endsWith('}\n') || text.trimEnd().endsWith('</testsuites>');
}

/** The file of `TROUBLE`: what a thread does before the Nth training that it begins, the first one to come so far leaving a mark. */
export const TROUBLED = (mark: string, nth: number, act: string) => `
const { existsSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
let begun = 0;
module.exports = () => {
  if (isMainThread || ++begun !== ${nth} || existsSync(${JSON.stringify(mark)})) return;
  writeFileSync(${JSON.stringify(mark)}, '');
  ${act}
};`;
