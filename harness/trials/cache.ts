import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import type { MemberResult, Request } from '../statement/gate';
import { requestKey } from './key';
import { Unit } from './store';
import { formatLine, parseLine, type TrialLine } from './trial-line';

/** Follows a line that a crash tore, so that it is told from a damaged one. */
const TORN = '!torn';

/**
 * Outcomes of finished trials, kept between runs. A cache of a pure function: deleting the file changes no verdict.
 * Lines are only appended, each in one write with O_APPEND, so that runs may share the file and a crash tears at most
 * the last line, which is dropped and counted.
 */
export class Cache {
  /** Lines read. */
  lines = 0;
  /** Lines that a crash tore and that were dropped. */
  torn = 0;
  /** The file ends in a torn line that is still to be closed. */
  private open = false;
  private readonly units = new Map<string, Map<number, Unit>>();

  /** `file` undefined: remembers nothing between runs. Throws UsageError when a line other than the last is damaged. */
  constructor(private readonly file?: string) {
    const text = file && readText(file);
    if (text) this.read(text, file);
  }

  /** What is known of a unit. */
  unit(stream: string, index: number): Unit {
    let units = this.units.get(stream);
    if (!units) {
      units = new Map();
      this.units.set(stream, units);
    }
    let unit = units.get(index);
    if (!unit) {
      unit = new Unit();
      units.set(index, unit);
    }
    return unit;
  }

  /** Remembers what a job gave. */
  add(stream: string, index: number, engine: string, requests: readonly Request[], members: readonly MemberResult[]) {
    this.unit(stream, index).add(engine, requests, members);
    if (!this.file) return;
    const diverged = members.flatMap((member, i) => (member.diverged ? [{ member: i, ...member.diverged }] : []));
    const values = members.map((member) => member.values);
    this.append({ stream, index, engine, requests: requests.map(requestKey), values, diverged });
  }

  private append(line: TrialLine): void {
    mkdirSync(dirname(this.file!), { recursive: true });
    appendFileSync(this.file!, this.open ? `\n${TORN}\n${formatLine(line)}` : formatLine(line));
    this.open = false;
  }

  private read(text: string, file: string): void {
    const lines = text.split('\n');
    const tail = lines.pop();
    lines.forEach((line, i) => {
      if (line === '' || line === TORN) return;
      if (lines[i + 1] === TORN) this.salvage(parseLine(line));
      else this.take(parseLine(line), `${file}:${i + 1}`);
    });
    if (tail) this.torn++;
    this.open = Boolean(tail);
  }

  private salvage(line: TrialLine | string): void {
    if (typeof line === 'string') this.torn++;
    else this.take(line, '');
  }

  private take(line: TrialLine | string, where: string): void {
    if (typeof line === 'string') {
      throw UsageError.expected('cache', 'whole trials', `a damaged line at ${where} (${line})`, 'delete the file');
    }
    this.lines++;
    const requests = line.requests.map(parseRequest);
    const members = line.values.map((values, i) => {
      const diverged = line.diverged.find((entry) => entry.member === i);
      return diverged ? { values, diverged: { step: diverged.step, what: diverged.what } } : { values };
    });
    this.unit(line.stream, line.index).add(line.engine, requests, members);
  }
}

function parseRequest(key: string): Request {
  const [, observation, at, prompts] = /^(.+)@(\d+)#(\d+)$/.exec(key)!;
  return { observation: observation!, at: Number(at), prompts: Number(prompts) };
}
