import { join, relative, sep } from 'node:path';
import { readBaseline } from '../baseline/read-baseline';
import type { ClaimGate } from '../compile/compile';
import { VERDICTS_FILE, writeVerdicts } from '../files/verdicts';
import type { Built } from '../project/program';
import { readSettings, type Settings } from '../project/settings';
import { loadSuite } from '../project/suite';
import { afterRun } from '../report/ci/after-run';
import { failureBlock } from '../report/verdict-block';
import type { ClaimResult } from '../verdict/result';
import { runSuite } from '../verdict/run-suite';
import { jestVoice, type Manner } from './jest-voice';

/** What Jest asks for. */
export interface Selection {
  /** Absolute paths of theorem files. */
  readonly files: readonly string[];
  /** `-t`: theorems whose name does not match are skipped. */
  readonly name?: RegExp | undefined;
  readonly interrupted: () => boolean;
}

/** How one file went, in words that Jest's result is made of. */
export interface FileReport {
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'pending';
  /** Why it failed. */
  readonly failure?: string;
}

export interface Listener {
  report(file: string, report: FileReport): void;
  /** A file that could not be run at all. */
  broken(file: string, message: string): void;
}

/**
 * Runs theorem files for Jest: the same scheduler as `theoremcheck verify`, a report per file as soon as it is decided.
 *
 * @returns what fails the gate beside the verdicts, printed already
 */
export async function runTheorems(
  built: Built,
  selection: Selection,
  listener: Listener,
  manner?: Manner,
): Promise<readonly string[]> {
  const settings = readSettings(built.cwd);
  readBaseline(settings, built.cwd);
  const { gates, broken: unreadable } = loadSuite(built);
  const paths = new Map(selection.files.map((path) => [relative(built.cwd, path).split(sep).join('/'), path]));
  const broken = new Map([...unreadable].filter(([file]) => paths.has(file)));
  for (const [file, sentence] of broken) listener.broken(paths.get(file)!, sentence);
  const chosen = gates.filter((gate) => paths.has(gate.file));
  const wanted = chosen.filter((gate) => !selection.name || selection.name.test(gate.name));
  for (const gate of chosen) {
    if (!wanted.includes(gate)) listener.report(paths.get(gate.file)!, { title: gate.name, status: 'pending' });
  }
  if (wanted.length === 0) return [];
  const voice = jestVoice(wanted, startLine(wanted.length, built.gated.files.length, settings), manner);
  const about = new Map(wanted.map((gate) => [gate.file, gate]));
  const decided = (result: ClaimResult) => {
    voice.decided(result);
    listener.report(paths.get(result.file)!, fileReport(result, about.get(result.file)!));
  };
  const events = { ...voice, decided };
  const results = await runSuite(wanted, built, settings, events, selection.interrupted).finally(voice.end);
  if (results.length === 0) return [];
  const complete = results.length === built.gated.files.length;
  const { epoch, profile, engine = 'default' } = settings;
  const meta = { epoch, profile, engine, complete };
  writeVerdicts(results, meta, wanted, join(built.cwd, VERDICTS_FILE));
  const out = (line: string) => void process.stderr.write(`${line}\n`);
  const run = { results, meta, gates: wanted, broken, settings, cwd: built.cwd, env: process.env, out };
  return afterRun(run).failures;
}

function startLine(wanted: number, all: number, { epoch, profile, engine, workers }: Settings): string {
  const counted = engine ? `, engine ${engine}` : '';
  return `theoremcheck: ${wanted} of ${all} theorems, epoch ${epoch}, profile ${profile}${counted}, ${workers} workers`;
}

function fileReport(result: ClaimResult, gate: ClaimGate): FileReport {
  if (result.verdict === 'corroborated') return { title: gate.name, status: 'passed' };
  return { title: gate.name, status: 'failed', failure: failureBlock(result, gate.description) };
}
