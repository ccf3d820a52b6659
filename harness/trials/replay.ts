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

/** Answers a job in a process of its own, from nothing but the worker bundle. */
export async function freshProcess(worker: string, job: Job): Promise<Answer> {
  const child = spawn(process.execPath, ['-e', SCRIPT, worker], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // First of all: a process that could not be started has no streams, and says so a little later.
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('close', resolve).on('error', (failure) => resolve(failure.message));
  });
  if (child.pid === undefined) return unstarted(await ended);
  const [out, error] = [collect(child.stdout), collect(child.stderr)];
  // A child that ends before it has read everything breaks the pipe; its exit status says why.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(job));
  const code = await ended;
  const last = (await out).trim().split('\n').pop() ?? '';
  if (code === 0) return JSON.parse(last, decode) as Answer;
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
