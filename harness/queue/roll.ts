import type { Redis } from 'ioredis';
import { messageOf } from '../base/blame';
import type { CrewMember } from '../trials/workers/workers';
import { type Attendant, BEAT, ownName, sayGoodbye, speakUp, whoIsThere } from './members';
import { Pace } from './pace';

interface RollOptions {
  /** Hash of the worker bundle. */
  readonly code: string;
  /** The address, for people. */
  readonly shown: string;
  readonly notice: (sentence: string) => void;
}

/** The workers of a run's code, as the run sees them; it tells them of itself in turn, and people of what is amiss. */
export class Roll {
  /** Called when Redis is there again. */
  back: () => void = () => {};
  private readonly pace = new Pace();
  private readonly name = ownName();
  private readonly foreign = new Set<string>();
  private readonly said = new Set<string>();
  private members: readonly Attendant[] | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly options: RollOptions,
  ) {
    this.watchConnection();
  }

  /** Trainings that all of them take at once. */
  get threads(): number {
    return this.crew.reduce((sum, { threads }) => sum + threads, 0);
  }

  get crew(): readonly CrewMember[] {
    return (this.members ?? []).map(({ name, threads }) => ({ name, threads, rate: this.pace.of(name) }));
  }

  async begin(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look().catch((error) => this.complain(error)), BEAT);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await sayGoodbye(this.redis, 'run', this.name).catch(() => {});
  }

  /** Tells people what Redis refuses, each once. That it is away is told by its connection. */
  complain(error: unknown): void {
    const what = messageOf(error);
    if (this.redis.status !== 'ready' || isOfConnection(error) || this.said.has(what)) return;
    this.said.add(what);
    this.options.notice(`queue: expected ${this.options.shown} to do what is asked, got ${what}`);
  }

  private async look(): Promise<void> {
    const { code } = this.options;
    await speakUp(this.redis, 'run', { v: 1, name: this.name, code, threads: 0, done: 0 });
    const there = await whoIsThere(this.redis, 'worker');
    const before = this.members;
    this.members = there.filter((member) => member.code === code);
    for (const member of this.members) this.pace.note(member.name, member.done);
    for (const member of there) if (member.code !== code) this.sayForeign(member);
    if (this.members.length === 0 && before?.length !== 0) this.sayNobody();
  }

  private sayNobody(): void {
    const { code, shown, notice } = this.options;
    const cure = `theoremcheck worker --queue ${shown} is one, on any machine with the same sources`;
    notice(`queue: expected workers of code ${code} at ${shown}, got none: waiting for them (${cure})`);
  }

  private sayForeign({ name, code }: Attendant): void {
    if (this.foreign.has(name)) return;
    this.foreign.add(name);
    this.options.notice(`queue: expected workers of code ${this.options.code}, got ${name} of code ${code}`);
  }

  private watchConnection(): void {
    const { shown, notice } = this.options;
    let isAway = false;
    this.redis.on('close', () => {
      if (!isAway && this.timer) notice(`queue: lost ${shown}; what was asked is asked again once it is back`);
      isAway = true;
    });
    this.redis.on('ready', () => {
      if (isAway && this.timer) notice(`queue: ${shown} is back`);
      isAway = false;
      this.back();
    });
  }
}

const isOfConnection = (error: unknown): boolean =>
  /ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|[Cc]onnection is closed|Socket timeout|LOADING/.test(
    `${(error as NodeJS.ErrnoException).code ?? ''} ${messageOf(error)}`,
  );
