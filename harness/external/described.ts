import { spawnSync } from 'node:child_process';
import { hash } from '../base/hash';
import { UsageError } from '../base/usage-error';
import { commandLine, demandVersion, withErrors } from './host';
import type { Launch } from './pipe';
import { type FamilyDescription, readAnswer, requestLine, VERSION } from './protocol';

/** What a process said of itself, and of which sources. */
interface Described {
  readonly description: FamilyDescription;
  readonly sources: string;
}

/**
 * What the process says of its family. It is asked once in a run: threads and fresh processes inherit the answer, and
 * hold every process that trains to it.
 */
export function described(launch: Launch, sources: string, seconds: number): Described {
  const place = `THEOREMCHECK_FAMILY_${hash(launch.command, launch.cwd, sources).slice(0, 16).toUpperCase()}`;
  const known = process.env[place];
  if (known !== undefined) return { description: JSON.parse(known), sources };
  const description = asked(launch, seconds);
  process.env[place] = JSON.stringify(description);
  return { description, sources };
}

function asked(launch: Launch, seconds: number): FamilyDescription {
  const { command, cwd, env } = launch;
  const [who, timeout] = [commandLine(launch), Math.ceil(seconds * 1000)];
  const input = `${requestLine(0, 'describe', { version: VERSION })}\n`;
  const options = { cwd, env, input, timeout, encoding: 'utf8', killSignal: 'SIGKILL', maxBuffer: 2 ** 26 } as const;
  const { error, stdout, stderr, status, signal } = spawnSync(command[0]!, command.slice(1), options);
  const [line = '', ...more] = (stdout ?? '').split('\n').filter((one) => one !== '');
  if (line === '')
    throw silent(who, error as NodeJS.ErrnoException, withErrors(ending(status, signal), stderr ?? ''), seconds);
  if (more.length > 0) readAnswer(who, more[0]!, -1, 'describe');
  const description = readAnswer(who, line, 0, 'describe');
  demandVersion(launch, description);
  return description;
}

const ending = (status: number | null, signal: string | null): string =>
  signal ? `its end by ${signal}` : `its end with status ${status}`;

function silent(who: string, error: NodeJS.ErrnoException | undefined, ended: string, seconds: number): UsageError {
  const expected = 'an answer to describe';
  if (error?.code === 'ENOENT') {
    return UsageError.expected(
      who,
      'a program that can be started',
      'none of that name',
      'install it, or name another in `command`',
    );
  }
  if (error?.code === 'ETIMEDOUT') return UsageError.expected(who, `${expected} within ${seconds} s`, 'none');
  return UsageError.expected(who, expected, error && error.code !== 'EPIPE' ? error.message : ended);
}
