import { spawn } from 'node:child_process';
import type { MemberResult } from '../statement/gate';
import type { Answer, Job } from './job';

/**
 * Reads one job from standard input and writes its answer. NaN and infinities have no JSON, so numbers travel as the
 * 16 hex digits of their bits.
 */
const SCRIPT = `
const { default: answer } = require(process.argv[1]);
let text = '';
process.stdin.on('data', (chunk) => { text += chunk; }).on('end', async () => {
  const result = await answer({ job: JSON.parse(text) });
  const bits = (x) => { const b = Buffer.alloc(8); b.writeDoubleBE(x); return b.toString('hex'); };
  const coded = JSON.stringify(result, (key, value) => typeof value === 'number' ? { bits: bits(value) } : value);
  process.stdout.write('\\n' + coded, () => process.exit(0));
});`;

/** How often a job is tried whose process was killed: that says nothing about the job. */
const ATTEMPTS = 3;

/** Answers a job in a process of its own, from nothing but the worker bundle. One that is killed is tried again. */
export async function freshProcess(worker: string, job: Job): Promise<Answer> {
  let answer = await attempt(worker, job);
  for (let tried = 1; answer.kind === 'unknown' && tried < ATTEMPTS; tried++) answer = await attempt(worker, job);
  return answer;
}

async function attempt(worker: string, job: Job): Promise<Answer> {
  const child = spawn(process.execPath, ['-e', SCRIPT, worker], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // First of all: a process that could not be started has no streams, and says so a little later.
  const ended = new Promise<readonly [code: number | string | null, signal?: NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...how) => resolve(how)).on('error', (failure) => resolve([failure.message]));
  });
  if (child.pid === undefined) return unstarted((await ended)[0]);
  const [out, error] = [collect(child.stdout), collect(child.stderr)];
  // A child that ends before it has read everything breaks the pipe; its exit status says why.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(job));
  const [code, signal] = await ended;
  const last = (await out).trim().split('\n').pop() ?? '';
  if (code === 0) return JSON.parse(last, decode) as Answer;
  if (signal) return { kind: 'unknown', message: `its process was ended by ${signal}, ${ATTEMPTS} times in a row` };
  return { kind: 'failed', message: `replay: expected exit status 0, got ${code}: ${(await error).trim()}` };
}

const unstarted = (why: number | string | null): Answer => ({
  kind: 'failed',
  message: `replay: expected a process of its own, got ${why}`,
});

/** Whether two results are the same to the last bit. */
export function sameBits(a: readonly MemberResult[], b: readonly MemberResult[]): boolean {
  return (
    a.length === b.length &&
    a.every((left, i) => {
      const right = b[i]!;
      return (
        left.diverged?.step === right.diverged?.step &&
        left.values.length === right.values.length &&
        left.values.every((value, k) => Object.is(value, right.values[k]))
      );
    })
  );
}

function decode(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('bits' in value)) return value;
  return Buffer.from(String(value.bits), 'hex').readDoubleBE();
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
