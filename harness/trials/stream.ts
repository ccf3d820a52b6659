import { bounded } from '../base/bounded';
import type { Engine, Family } from '../statement/family';
import type { MemberResult, Request, StreamSpec } from '../statement/gate';
import { unitOf } from './draw/members';
import { rootOf, type StreamId } from './draw/seeds';
import { requestKey, streamKey } from './store/key';
import type { Store } from './store/store';
import type { Repeats } from './training/prepare-engine';

/** Problems that are drawn at once: so many, and twice as many each time while a stream is read on and draws are quick. Ours. */
const DRAWN = { first: 32, most: 512 } as const;
/** Draws that took less than this (ms) are quick: the next ones, too, come far below any time limit. Ours. */
const QUICK = 20;
/** Problems that are kept: a run of many trials looks back at few of them, and those are drawn again. */
const KEPT = 2048;

/** What trains a stream. */
export interface StreamTrainer {
  readonly engine: Engine;
  /** In words, for example `tfjs(wasm)`. */
  readonly describe: string;
  readonly repeats: Repeats;
  /** The code hash under which its numbers are stored. */
  readonly code: string;
}

/** A stream on one engine, and what is known of its units. Made by a lab, once for each stream. */
export class Stream implements StreamTrainer {
  readonly root: string;
  readonly key: string;
  readonly engine: Engine;
  readonly describe: string;
  readonly repeats: Repeats;
  readonly code: string;
  /** Engine → code, one object for all jobs: a message holds it once. */
  readonly codes: Readonly<Record<Engine, string>>;
  /** Problem i at place i modulo `KEPT`, and beside it whose problem it is: a map would be laid out anew again and again. */
  private readonly problems: unknown[] = [];
  private readonly held: number[] = [];
  /** Where the last draw ended, and how many problems it would be worth drawing next. */
  private drawn = { end: 0, next: DRAWN.first as number };
  private readonly underWay = new Map<number, Map<string, Promise<unknown>>>();

  /** `members`: only these trainings of each unit; such units are kept apart from whole ones. */
  constructor(
    readonly family: Family,
    readonly id: StreamId,
    private readonly trainer: StreamTrainer,
    private readonly store: Store,
    /** Seconds after which a family that does not answer is given up. */
    private readonly silence: number,
    readonly members?: readonly number[],
  ) {
    this.engine = trainer.engine;
    this.describe = trainer.describe;
    this.repeats = trainer.repeats;
    this.code = trainer.code;
    this.codes = { [this.engine]: this.code };
    this.root = rootOf(id);
    this.key = streamKey(this.code, this.engine, members ? `${this.root}/${members.join()}` : this.root);
  }

  /** The stream of another source, all else being equal. */
  beside(source: string): Stream {
    const { family, id, trainer, store, silence, members } = this;
    return new Stream(family, { ...id, source }, trainer, store, silence, members);
  }

  problem(index: number): unknown {
    if (this.held[index % KEPT] !== index) this.draw(index);
    return this.problems[index % KEPT];
  }

  private keep(index: number): void {
    this.problems[index % KEPT] = unitOf(this.family, this.id, index).problem;
    this.held[index % KEPT] = index;
  }

  /** Several at once: a time limit on this thread costs far more than a draw does. */
  private draw(index: number): void {
    let at = index;
    const end = index + (index === this.drawn.end ? this.drawn.next : DRAWN.first);
    const several = () => {
      for (; at < end; at++) this.keep(at);
    };
    const began = performance.now();
    const what = `family ${this.family.name}, the problem of trial ${index}`;
    try {
      bounded(what, this.silence, 'problems, dials and check()', several);
    } catch (error) {
      // One further on may never be asked for.
      if (at === index) throw error;
    }
    const quick = at === end && performance.now() - began < QUICK;
    this.drawn = { end: at, next: quick ? Math.min(2 * (end - index), DRAWN.most) : DRAWN.first };
  }

  /** What these requests come to, for every member; undefined unless all of it is known. */
  known(index: number, requests: readonly Request[]): readonly MemberResult[] | undefined {
    const unit = this.store.unit(this.key, index);
    return unit.has(requests) ? unit.view(requests) : undefined;
  }

  /** Hashes of a member's parameters by step; none where it has no parameters, or nothing was trained. */
  digests(index: number, member: number): Readonly<Record<string, string>> {
    return this.store.unit(this.key, index).digests(member);
  }

  /** Steps, up to the last one of the requests, after which parameters of the unit are known by their hash. */
  hashedSteps(index: number, requests: readonly Request[]): readonly number[] {
    const last = Math.max(0, ...requests.map(({ at }) => at));
    return this.store
      .unit(this.key, index)
      .hashed()
      .filter((step) => step <= last);
  }

  /** Whether all of this was found sound in a fresh process, now or in an earlier run. */
  hasPassed(index: number, names: readonly string[]): boolean {
    const { passed } = this.store.unit(this.key, index);
    return names.every((name) => passed.has(name));
  }

  /** Keeps that it was. */
  pass(index: number, names: readonly string[]): void {
    this.store.pass(this.key, index, names);
  }

  /** Whether anything at all is known of a unit. */
  isTouched(index: number): boolean {
    return this.store.unit(this.key, index).isTouched;
  }

  /** What trained a unit, for example `tfjs(wasm)`; an empty text before anything is known of it. */
  trainedBy(index: number): string {
    return this.store.unit(this.key, index).engine;
  }

  /** The requests, each once, that nobody has answered and nobody is answering. */
  missing(index: number, requests: readonly Request[]): readonly Request[] {
    const unit = this.store.unit(this.key, index);
    const busy = this.underWay.get(index);
    const open = requests.filter((request) => {
      const key = requestKey(request);
      return !unit.knows(key) && !busy?.has(key);
    });
    return open.length > 1 ? distinct(open) : open;
  }

  /** Those who are answering some of these requests. */
  waitedFor(index: number, requests: readonly Request[]): readonly Promise<unknown>[] {
    const busy = this.underWay.get(index);
    if (!busy) return [];
    return [...new Set(requests.flatMap((request) => busy.get(requestKey(request)) ?? []))];
  }

  /** Notes that these requests are being answered until `answered` settles. */
  occupy(index: number, requests: readonly Request[], answered: Promise<unknown>): void {
    const busy = this.underWay.get(index) ?? new Map<string, Promise<unknown>>();
    this.underWay.set(index, busy);
    for (const request of requests) busy.set(requestKey(request), answered);
    const free = () => {
      for (const request of requests) busy.delete(requestKey(request));
      if (busy.size === 0 && this.underWay.get(index) === busy) this.underWay.delete(index);
    };
    answered.then(free, free);
  }
}

/** Requests without repetition, in the order of their first mention. */
export function distinct(requests: readonly Request[]): readonly Request[] {
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()];
}

export function streamId(spec: StreamSpec, epoch: string): StreamId {
  const { source, dials, block, family } = spec;
  return block ? { family: family.name, source, dials, block, epoch } : { family: family.name, source, dials, epoch };
}
