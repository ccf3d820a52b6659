import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const bin = resolve(__dirname, '../bin.cjs');

interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What the command line begins with, where it does not begin with Node. */
  readonly through?: readonly string[];
}

/** A command line in a process of its own, which can be killed. */
export class Spawned {
  err = '';
  out = '';
  /** Its exit status; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(cwd: string, args: readonly string[], { env = {}, through = [] }: SpawnOptions = {}) {
    const [program, ...words] = [...through, process.execPath, bin, ...args];
    this.child = spawn(program!, words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr!.on('data', (text) => (this.err += text));
    this.child.stdout!.on('data', (text) => (this.out += text));
    this.ended = new Promise((done) => this.child.on('close', (status) => done(status)));
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && !this.child.killed;
  }

  /** Until it has said this. */
  async says(what: RegExp): Promise<void> {
    while (!what.test(this.err)) {
      if (this.child.exitCode !== null) throw new Error(`it ended and did not say ${what}: ${this.err}`);
      await pause(20);
    }
  }

  end(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
