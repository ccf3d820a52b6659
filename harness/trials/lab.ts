import { hash } from '../base/hash';
import { countingEngine } from '../statement/engines';
import type { Engine, Family } from '../statement/family';
import type { Request, StreamSpec } from '../statement/gate';
import { codeHash } from './store/key';
import type { Agreement, AgreementKey, Store } from './store/store';
import { Stream, type StreamTrainer, streamId } from './stream';
import { jobOf } from './stream-job';
import { demandEngine, preparedEngine, repeatsOf } from './training/prepare-engine';
import type { WindowFound, Windows } from './training/windows';
import { Crew } from './workers/crew';
import type { Answer, Check, Job, UnitAnswer } from './workers/job';
import type { CrewMember, Workers } from './workers/workers';

/** Which of the streams of a spec; what is left out is the lab's own. */
interface StreamOptions {
  readonly epoch?: string | undefined;
  readonly engine?: Engine | undefined;
  /** Only these trainings of every unit. */
  readonly members?: readonly number[] | undefined;
}

/** Where trials come from: stored ones, and workers for what is not stored. */
export interface Lab {
  /** Trainings that go on at once. */
  readonly size: number;
  /** The workers that train, where that is not this process alone. */
  crew(): readonly CrewMember[] | undefined;
  /** How many trainings of a stream one worker takes at once: together, or in one message where they are short. */
  together(stream: Stream): number;
  /** The one stream of a spec on an engine, which is made ready. @throws UsageError for an engine that the family does not have */
  stream(spec: StreamSpec, options?: StreamOptions): Promise<Stream>;
  /**
   * What these requests come to: stored, else trained and stored. With windows, a second engine looks over the shoulder. A lost
   * worker gives `unknown`; what rejects is a store that cannot be written.
   *
   * @param among whether it may share a message with others: its answer may then be `untried`, and is to be asked for again
   */
  ask(stream: Stream, index: number, requests: readonly Request[], windows?: Windows, among?: boolean): Promise<Answer>;
  /** The same trial once more, or the keys of its family, in a process that trains nothing but such jobs: see `Check`. */
  replay(stream: Stream, index: number, requests: readonly Request[], kind?: Check['kind']): Promise<Answer>;
}

export interface Equipment {
  readonly store: Store;
  readonly workers: Workers;
  readonly replay: (job: Job) => Promise<Answer>;
  /** Hash of the worker bundle. */
  readonly code: string;
  readonly epoch: string;
  /** What trains; the families' first engine when absent. */
  readonly engine?: Engine | undefined;
  /** Seconds after which a family that does not answer is given up. */
  readonly silence: number;
  /** Called before an engine that counts is made ready, when a worker has to make something for it first. */
  readonly preparing?: ((family: string) => () => void) | undefined;
}

/** A lab over any store and any workers. */
export class OwnLab implements Lab {
  private readonly trainers = new Map<string, Promise<StreamTrainer>>();
  private readonly streams = new Map<string, Stream>();
  private readonly hands: Crew;

  constructor(private readonly equipment: Equipment) {
    this.hands = new Crew(equipment.workers);
  }

  get size(): number {
    return this.equipment.workers.size;
  }

  crew(): readonly CrewMember[] | undefined {
    return this.equipment.workers.crew?.();
  }

  together(stream: Stream): number {
    if (stream.id.block) return 1;
    const most = this.equipment.workers.together ? atOnce(stream) : 1;
    return most > 1 ? most : this.hands.inTurn(stream.id);
  }

  async stream(spec: StreamSpec, options: StreamOptions = {}): Promise<Stream> {
    const { epoch = this.equipment.epoch, members } = options;
    const { store, silence } = this.equipment;
    const trainer = await this.trainer(spec.family, options.engine);
    const fresh = new Stream(spec.family, streamId(spec, epoch), trainer, store, silence, members);
    const known = this.streams.get(fresh.key) ?? fresh;
    this.streams.set(fresh.key, known);
    return known;
  }

  async ask(
    stream: Stream,
    index: number,
    requests: readonly Request[],
    windows?: Windows,
    among = false,
  ): Promise<Answer> {
    const others = stream.waitedFor(index, requests);
    const missing = stream.missing(index, requests);
    const answered = this.answer(stream, index, missing, windows, among);
    stream.occupy(index, missing, answered); // at once: the next caller must see it
    const answer = await answered;
    await Promise.allSettled(others);
    return answer.kind === 'unit' ? known(stream, index, requests, answer.windows) : answer;
  }

  replay(stream: Stream, index: number, requests: readonly Request[], kind: Check['kind'] = 'replay'): Promise<Answer> {
    const check: Check = kind === 'keys' ? { kind } : { kind, hashed: stream.hashedSteps(index, requests) };
    return this.equipment.replay({ ...jobOf(stream, index, requests), check });
  }

  /** Trains what is missing, if anything, and compares the engines where that was not done before. */
  private async answer(
    stream: Stream,
    index: number,
    missing: readonly Request[],
    windows: Windows | undefined,
    among: boolean,
  ): Promise<Answer | { readonly kind: 'unit'; readonly windows?: WindowFound | undefined }> {
    const compared = windows && (await this.comparedBy(stream, index, windows));
    const agreed = compared && this.equipment.store.agreement(compared);
    const open = agreed ? undefined : windows;
    if (missing.length === 0 && !open) return { kind: 'unit', windows: agreed };
    const answer = await this.train(stream, index, missing, open, among);
    if (answer.kind !== 'unit' || !compared) return answer;
    if (answer.windows && !answer.windows.violation) this.equipment.store.agree(compared, agreementOf(answer.windows));
    return { ...answer, ...(agreed ? { windows: agreed } : {}) };
  }

  private async train(
    stream: Stream,
    index: number,
    requests: readonly Request[],
    windows: Windows | undefined,
    among: boolean,
  ): Promise<Answer> {
    if (requests.length > 0) this.equipment.store.ready();
    const codes = await this.codesOf(stream, windows);
    const job = jobOf(stream, index, requests, windows, codes);
    const answer = await this.hands.run(job, atOnce(stream), among);
    if (answer.kind === 'unit' && requests.length > 0)
      this.equipment.store.add(stream.key, index, answer.engine, requests, answer.members);
    return answer;
  }

  private async comparedBy(stream: Stream, index: number, { engine, horizon, length }: Windows): Promise<AgreementKey> {
    const { code } = await this.trainer(stream.family, engine);
    return { key: hash('window', stream.key, code).slice(0, 32), index, horizon, length };
  }

  private async codesOf(stream: Stream, windows?: Windows): Promise<Readonly<Record<Engine, string>>> {
    const { codes } = stream;
    return windows ? { ...codes, [windows.engine]: (await this.trainer(stream.family, windows.engine)).code } : codes;
  }

  private trainer(family: Family, engine: Engine | undefined): Promise<StreamTrainer> {
    const chosen = engine ?? this.equipment.engine ?? countingEngine(family);
    const key = `${family.name}/${chosen}`;
    const trainer = this.trainers.get(key) ?? this.made(family, chosen);
    this.trainers.set(key, trainer);
    return trainer;
  }

  private async made(family: Family, engine: Engine): Promise<StreamTrainer> {
    demandEngine(family, engine);
    if (engine === (this.equipment.engine ?? countingEngine(family))) await this.madeElsewhere(family, engine);
    const prepared = await preparedEngine(family, engine);
    const { fingerprint, describe } = prepared;
    return {
      engine,
      describe,
      repeats: repeatsOf(prepared),
      code: codeHash(this.equipment.code, family.name, fingerprint),
    };
  }

  /**
   * A worker makes what an engine needs and keeps between runs, such as a compiled kernel: this thread has to hear Ctrl-C and
   * tell what goes on meanwhile. What workers elsewhere keep does not help here: then it is a process of our own. Errors are left
   * to `preparedEngine`, which comes next.
   */
  private async madeElsewhere(family: Family, engine: Engine): Promise<void> {
    const { preparing, workers, replay } = this.equipment;
    if (!preparing) return;
    const done = preparing(family.name);
    const stream = { family: family.name, source: 'reference', dials: {}, epoch: 'none' };
    const job: Job = { stream, index: 0, engine, requests: [], members: [0] };
    await (workers.crew ? replay(job) : workers.run(job));
    done();
  }
}

const agreementOf = ({ engines, deviation, share }: WindowFound): Agreement => ({ engines, deviation, share });

function known(
  stream: Stream,
  index: number,
  requests: readonly Request[],
  windows: WindowFound | undefined,
): UnitAnswer | { kind: 'unknown'; message: string } {
  const members = stream.known(index, requests);
  if (!members) return { kind: 'unknown', message: 'the training that others waited for gave no numbers' };
  const answer = { kind: 'unit', engine: stream.trainedBy(index), members } as const;
  return windows ? { ...answer, windows } : answer;
}

/** How many trainings the family takes at once; the crew sees to it that blocks have a worker to themselves. */
const atOnce = ({ family }: Stream): number => family.together?.most ?? 1;
