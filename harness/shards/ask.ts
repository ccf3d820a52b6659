import { hash } from '../base/hash';
import type { Request } from '../statement/gate';
import { requestKey } from '../trials/store/key';
import type { Stream } from '../trials/stream';
import type { Windows } from '../trials/training/windows';

/** One thing to ask of the lab: a unit of a stream, with what is wanted of it. */
export interface Ask {
  readonly stream: Stream;
  readonly index: number;
  /** Empty where only windows are wanted. */
  readonly requests: readonly Request[];
  readonly windows?: Windows | undefined;
}

/** Steps of training that an answer takes. */
export function trainingSteps({ stream, requests, windows }: Ask): number {
  const { block } = stream.id;
  const members = stream.members?.length ?? (block ? block.repeats * block.design.length : 1);
  return members * Math.max(0, windows?.horizon ?? 0, ...requests.map(({ at }) => at));
}

/** The same question has the same text, on every machine. */
export function textOf({ stream, index, requests, windows }: Ask): string {
  const looks = windows ? [windows.engine, windows.horizon, windows.length] : [];
  return [stream.key, index, requests.map(requestKey).join(), ...looks].join('/');
}

/** Names all that the shards of a run are to train, 32 hex digits. */
export const planHash = (texts: readonly string[]): string => hash('plan', [...texts].sort()).slice(0, 32);
