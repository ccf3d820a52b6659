import { existsSync } from 'node:fs';
import { appendingTo, type LineWriter } from '../../base/line-writer';
import { readLines } from '../../base/read-lines';
import { isSystemError, systemError } from '../../base/system';
import { UsageError } from '../../base/usage-error';
import type { MemberResult, Request } from '../../statement/gate';
import { requestKey } from './key';
import { MemoryStore } from './memory-store';
import type { Agreement, AgreementKey } from './store';
import {
  formatAgreement,
  formatPass,
  formatShard,
  formatTrial,
  type Line,
  parseLine,
  type ShardLine,
} from './trial-line';
import type { Unit } from './unit';

/** Lines of a file that are no whole records. They stay where they are, and nothing of them is believed. */
interface Damage {
  readonly lines: number;
  /** The first of them, 1-based, and what is wrong with it. */
  readonly first: number;
  readonly why: string;
}

export interface FileStoreOptions {
  /** Other people's files, which are read and never written. Own lines stand over theirs. */
  readonly others?: readonly string[];
  /** More of them, of which nobody says that they serve this run. */
  readonly shared?: readonly string[];
  /** Where lines are written; by default they are appended to the own file. */
  readonly writer?: LineWriter | undefined;
  /** Told once per file that holds damaged lines. */
  readonly notice?: (sentence: string) => void;
}

/**
 * Outcomes of finished trials, kept between runs. A cache of a pure function: deleting the file changes no verdict.
 * Lines are only appended, so that runs of one machine may share the file; a writer of another kind lets machines share a folder.
 * A line that a crash, another program or a failing disk damaged is set aside, counted and said; all others are used.
 */
export class FileStore extends MemoryStore {
  /** Records read from the own file. */
  lines = 0;
  damage: Damage | undefined;
  /** What the lines of the own file say that they are a share of, the last of them. */
  shard: ShardLine | undefined;
  readonly others: readonly FileStore[];
  /** The shared ones, too. */
  private readonly known: readonly FileStore[];
  private readonly writer: LineWriter;
  private readonly notice: (sentence: string) => void;
  private asked = false;
  /** Whether anything of it served somebody who reads it as another's. */
  useful = false;
  private isContradicted = false;

  /** @throws UsageError for a file that cannot be read, and for another's that is not there */
  constructor(
    readonly file: string,
    { others = [], shared = [], notice = () => {}, writer = appendingTo(file) }: FileStoreOptions = {},
  ) {
    super();
    this.notice = notice;
    this.writer = writer;
    this.others = others.map((other) => theirs(other, notice));
    this.known = [...this.others, ...shared.map((other) => theirs(other, notice))];
    this.read();
    this.asked = false; // until now it was the own file that asked
    if (this.damage) notice(damageText(file, this.damage));
  }

  override add(
    stream: string,
    index: number,
    engine: string,
    requests: readonly Request[],
    members: readonly MemberResult[],
  ) {
    super.add(stream, index, engine, requests, members);
    this.asked = true;
    const diverged = members.flatMap((member, i) => (member.diverged ? [{ member: i, ...member.diverged }] : []));
    const values = members.map((member) => member.values);
    const digests = members.map((member) => member.digests ?? {});
    const line = { stream, index, engine, requests: requests.map(requestKey), values, diverged };
    const hashed = digests.some((one) => Object.keys(one).length > 0);
    this.writer.write(formatTrial(hashed ? { ...line, digests } : line));
  }

  override pass(stream: string, index: number, names: readonly string[]): void {
    super.pass(stream, index, names);
    this.writer.write(formatPass({ stream, index, passed: names }));
  }

  override agreement(of: AgreementKey): Agreement | undefined {
    return super.agreement(of) ?? this.theirAgreement(of);
  }

  override agree(of: AgreementKey, agreement: Agreement): void {
    super.agree(of, agreement);
    this.writer.write(formatAgreement({ ...of, ...agreement }));
  }

  /** Says what the lines around it are a share of. */
  mark(shard: ShardLine): void {
    this.shard = shard;
    this.writer.write(formatShard(shard));
  }

  /** Closes what it writes, and says of others' files that nothing in them served. */
  close(): void {
    this.writer.close();
    if (!this.asked) return;
    for (const { file, lines, useful } of this.others) if (lines > 0 && !useful) this.notice(uselessText(file, lines));
  }

  /** What others know of it comes first. */
  protected override begin(unit: Unit, stream: string, index: number): void {
    this.asked = true;
    for (const other of this.known) this.takeOver(unit, other, stream, index);
  }

  /** @throws UsageError where nothing can be written: a run that only reads never comes here */
  override ready(): void {
    try {
      this.writer.open();
    } catch (error) {
      throw isSystemError(error) ? systemError(error, this.file, 'a cache that can be written') : error;
    }
  }

  private takeOver(unit: Unit, other: FileStore, stream: string, index: number): void {
    const known = other.peek(stream, index);
    if (!known) return;
    other.useful = true;
    if (unit.differs(known) && !other.isContradicted) {
      other.isContradicted = true;
      this.notice(contradictionText(other.file, index));
    }
    unit.absorb(known);
  }

  private theirAgreement(of: AgreementKey): Agreement | undefined {
    for (const other of this.known) {
      const known = other.agreement(of);
      if (known) other.useful = true;
      if (known) return known;
    }
    return undefined;
  }

  private read(): void {
    let number = 0;
    readLines(this.file, (line) => {
      number++;
      if (line.trim() === '' || line === FORMER_MARK) return;
      const parsed = parseLine(line);
      if (typeof parsed === 'string') this.setAside(number, parsed);
      else this.take(parsed);
    });
  }

  private setAside(line: number, why: string): void {
    const { lines, ...first } = this.damage ?? { lines: 0, first: line, why };
    this.damage = { lines: lines + 1, ...first };
  }

  private take(line: Line): void {
    if (line.kind === 'shard') {
      this.shard = line;
      return;
    }
    this.lines++;
    if (line.kind === 'agreement') super.agree(line, line);
    else if (line.kind === 'pass') super.pass(line.stream, line.index, line.passed);
    else this.unit(line.stream, line.index).add(line.engine, line.requests.map(parseRequest), membersOf(line));
  }
}

/** Followed a torn line in files of earlier versions. */
const FORMER_MARK = '!torn';

function theirs(file: string, notice: (sentence: string) => void): FileStore {
  if (!existsSync(file)) throw UsageError.expected('cache', 'a file of stored trials', `none at ${file}`);
  return new FileStore(file, { notice });
}

function damageText(file: string, { lines, first, why }: Damage): string {
  const what = lines === 1 ? `1 damaged line is set aside` : `${lines} damaged lines are set aside`;
  return `cache ${file}: ${what}, the first is line ${first} (${why}); all others are used, and what these held is trained again`;
}

const uselessText = (file: string, lines: number): string =>
  `cache ${file}: expected trials that this run reads, got none among ${lines} (they are of other code, or of another engine, epoch or claim)`;

const contradictionText = (file: string, index: number): string =>
  `cache ${file}: expected the numbers that an earlier cache has for the same training, got others at trial ${index} of a stream ` +
  '(an engine that is not exact, or numbers that were changed; these are used)';

function membersOf({ values, diverged, digests }: Extract<Line, { kind: 'trial' }>): readonly MemberResult[] {
  return values.map((row, i) => {
    const found = diverged.find((entry) => entry.member === i);
    const seen = digests ? { values: row, digests: digests[i] ?? {} } : { values: row };
    return found ? { ...seen, diverged: { step: found.step, what: found.what } } : seen;
  });
}

function parseRequest(key: string): Request {
  const [, observation, at, prompts] = /^(.+)@(\d+)#(\d+)$/.exec(key)!;
  return { observation: observation!, at: Number(at), prompts: Number(prompts) };
}
