import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import schema from '../files/schemas/queue-member.schema.json';
import { complaints } from '../files/validate';

/** A run or a worker at a queue, in its own words; schema: queue-member.schema.json. */
export interface Attendant {
  readonly v: 1;
  readonly name: string;
  readonly code: string;
  readonly threads: number;
  readonly done: number;
}

type Role = 'run' | 'worker';

/** Everybody speaks up this often (ms), and is forgotten after so long without a word: a killed process says no goodbye. */
export const BEAT = 2000;
const FORGOTTEN = 10_000;

/** All keys of ours begin with it. */
export const PREFIX = 'theoremcheck';

/** The queue of one code: workers of another never see its jobs. */
export const queueName = (code: string): string => `jobs-${code.slice(0, 16)}`;

/** A name for this process: machines may share a host name, and containers a process number. */
export function ownName(): string {
  const host = hostname().replace(/[^A-Za-z0-9._-]/g, '') || 'host';
  return `${host.slice(0, 60)}-${process.pid}-${randomBytes(2).toString('hex')}`;
}

const listOf = (role: Role): string => `${PREFIX}:${role}s`;
const keyOf = (role: Role, name: string): string => `${PREFIX}:${role}:${name}`;

export async function speakUp(redis: Redis, role: Role, member: Attendant): Promise<void> {
  await redis.set(keyOf(role, member.name), JSON.stringify(member), 'PX', FORGOTTEN);
  await redis.sadd(listOf(role), member.name);
}

export async function sayGoodbye(redis: Redis, role: Role, name: string): Promise<void> {
  await redis.srem(listOf(role), name);
  await redis.del(keyOf(role, name));
}

/** Everybody of a role who spoke up of late, by name. What is no member's word is passed over. */
export async function whoIsThere(redis: Redis, role: Role): Promise<readonly Attendant[]> {
  const names = (await redis.smembers(listOf(role))).sort();
  const texts = names.length > 0 ? await redis.mget(names.map((name) => keyOf(role, name))) : [];
  const gone = names.filter((_, i) => texts[i] === null);
  if (gone.length > 0) await redis.srem(listOf(role), ...gone);
  return texts.flatMap(attendantOf);
}

function attendantOf(text: string | null): readonly Attendant[] {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return complaints(schema, value).length === 0 ? [value as Attendant] : [];
  } catch {
    return [];
  }
}
