import { UsageError } from '../base/usage-error';
import answerSchema from '../files/schemas/queue-answer.schema.json';
import jobSchema from '../files/schemas/queue-job.schema.json';
import { demandValid } from '../files/validate';
import type { Answer, Job } from '../trials/workers/job';

/** What crosses the queue as one: trainings that are asked for. Schema: queue-job.schema.json. */
export interface Parcel {
  readonly v: 1;
  readonly jobs: readonly Job[];
}

/** What comes back. Schema: queue-answer.schema.json. */
interface ParcelReply {
  readonly v: 1;
  /** For which threads were busy with it. */
  readonly seconds: number;
  /** One for each job. */
  readonly answers: readonly Answer[];
}

/** At most so many jobs are one parcel. */
export const MOST = 200;

/** @throws UsageError for anything but a parcel */
export function readParcel(data: unknown): Parcel {
  demandValid(jobSchema, data, 'queue, a job');
  return data as Parcel;
}

/** Answers as plain JSON. */
export const packReply = (reply: ParcelReply): unknown => pack(reply);

/** @throws UsageError for anything but answers to these jobs */
export function readReply(data: unknown, jobs: readonly Job[]): ParcelReply {
  demandValid(answerSchema, data, 'queue, an answer');
  const reply = unpack(data) as ParcelReply;
  const { length } = reply.answers;
  if (length !== jobs.length) throw UsageError.expected('queue, an answer', `${jobs.length} of them`, `${length}`);
  reply.answers.forEach((answer, i) => {
    demandWhole(answer, jobs[i]!);
  });
  return reply;
}

function demandWhole(answer: Answer, { requests, members }: Job): void {
  if (answer.kind !== 'unit') return;
  const count = answer.members.length;
  if (count === 0 || (members && members.length !== count))
    throw UsageError.expected('queue, an answer', `${members?.length ?? 'some'} members`, `${count}`);
  const short = answer.members.find(({ values }) => values.length !== requests.length);
  if (short) throw UsageError.expected('queue, an answer', `${requests.length} values`, `${short.values.length}`);
}

/** Numbers that JSON lacks. A replay compares bits, so that the sign of a zero counts, too. */
const WORDS = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

function pack(value: unknown): unknown {
  if (typeof value === 'number') return wordOf(value);
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, pack(member)]));
}

function wordOf(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const [word] = [...WORDS].find(([, number]) => Object.is(number, value))!;
  return { number: word };
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value !== 'object' || value === null) return value;
  if ('number' in value) return WORDS.get(String(value.number));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unpack(member)]));
}
