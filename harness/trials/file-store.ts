import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../base/make-folder';
import { readText } from '../base/read-text';
import { isSystemError, systemError } from '../base/system';
import { UsageError } from '../base/usage-error';
import type { MemberResult, Request } from '../statement/gate';
import { requestKey } from './key';
import { MemoryStore } from './memory-store';
import type { Agreement, Compared } from './store';
import { formatAgreement, formatPass, formatTrial, type Line, parseLine } from './trial-line';
import type { Unit } from './unit';

/** Lines of a file that are no whole records. They stay where they are, and nothing of them is believed. */
export interface Damage {
  readonly lines: number;
  /** The first of them, 1-based, and what is wrong with it. */
  readonly first: number;
  readonly why: string;
}

export interface FileStoreOptions {
  /** Other people's files, which are read and never written. Own lines stand over theirs. */
  readonly others?: readonly string[];
  /** Told once per file that holds damaged lines. */
  readonly notice?: (sentence: string) => void;
}

/**
 * Outcomes of finished trials, kept between runs. A cache of a pure function: deleting the file changes no verdict.
 * Lines are only appended, each in one write with O_APPEND that begins on a line of its own, so that runs may share the file.
 * A line that a crash, another program or a failing disk damaged is set aside, counted and said; all others are used.
 */
export class FileStore extends MemoryStore {
  /** Records read from the own file. */
  lines = 0;
  damage: Damage | undefined;
  private readonly others: readonly FileStore[];
  private descriptor: number | undefined;

  /** @throws UsageError for a file that cannot be read, and for another's that is not there */
  constructor(
    private readonly file: string,
    { others = [], notice = () => {} }: FileStoreOptions = {},
  ) {
    super();
    this.others = others.map((other) => theirs(other, notice));
    this.read(readText(file) ?? '');
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
    const diverged = members.flatMap((member, i) => (member.diverged ? [{ member: i, ...member.diverged }] : []));
    const values = members.map((member) => member.values);
    const digests = members.map((member) => member.digests ?? {});
    const hashed = digests.some((one) => Object.keys(one).length > 0) ? { digests } : {};
    this.append(
      formatTrial({ stream, index, engine, requests: requests.map(requestKey), values, diverged, ...hashed }),
    );
  }

  override pass(stream: string, index: number, names: readonly string[]): void {
    super.pass(stream, index, names);
    this.append(formatPass({ stream, index, passed: names }));
  }

  override agreement(of: Compared): Agreement | undefined {
    const known = super.agreement(of);
    return known ?? this.others.map((other) => other.agreement(of)).find((one) => one !== undefined);
  }

  override agree(of: Compared, agreement: Agreement): void {
    super.agree(of, agreement);
    this.append(formatAgreement({ ...of, ...agreement }));
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /** What others know of it comes first. */
  protected override fresh(stream: string, index: number): Unit {
    const unit = super.fresh(stream, index);
    for (const other of this.others) unit.absorb(other.unit(stream, index));
    return unit;
  }

  /** @throws UsageError where the file cannot be written: a run that only reads never comes here */
  override ready(): void {
    try {
      this.opened();
    } catch (error) {
      throw isSystemError(error) ? systemError(error, this.file, 'a cache that can be written') : error;
    }
  }

  private opened(): number {
    if (this.descriptor === undefined) {
      makeFolder(dirname(this.file));
      this.descriptor = openSync(this.file, 'a+');
    }
    return this.descriptor;
  }

  private append(line: string): void {
    const descriptor = this.opened();
    writeSync(descriptor, endsWhole(descriptor) ? line : `\n${line}`);
  }

  private read(text: string): void {
    text.split('\n').forEach((line, i) => {
      if (line.trim() === '' || line === FORMER_MARK) return;
      const parsed = parseLine(line);
      if (typeof parsed === 'string') this.setAside(i + 1, parsed);
      else this.take(parsed);
    });
  }

  private setAside(line: number, why: string): void {
    const { lines, ...first } = this.damage ?? { lines: 0, first: line, why };
    this.damage = { lines: lines + 1, ...first };
  }

  private take(line: Line): void {
    this.lines++;
    if (line.kind === 'agreement') super.agree(line, line);
    else if (line.kind === 'pass') super.pass(line.stream, line.index, line.passed);
    else this.unit(line.stream, line.index).add(line.engine, line.requests.map(parseRequest), membersOf(line));
  }
}

/** Followed a torn line in files of earlier versions. */
const FORMER_MARK = '!torn';

function theirs(file: string, notice: (sentence: string) => void): FileStore {
  if (readText(file) === undefined) throw UsageError.expected('cache', 'a file of stored trials', `none at ${file}`);
  return new FileStore(file, { notice });
}

function damageText(file: string, { lines, first, why }: Damage): string {
  const what = lines === 1 ? `1 damaged line is set aside` : `${lines} damaged lines are set aside`;
  return `cache ${file}: ${what}, the first is line ${first} (${why}); all others are used, and what these held is trained again`;
}

/** Whether whatever is written next begins on a line of its own. Others may have written in the meantime. */
function endsWhole(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}

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
