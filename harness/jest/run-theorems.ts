import { relative, sep } from 'node:path';
import { exitOnSignal } from '../base/interrupt';
import type { ClaimGate } from '../compile/compile';
import type { Built } from '../project/program';
import { readSettings, type Settings } from '../project/settings';
import { loadSuite } from '../project/suite';
import { failureBlock } from '../report/text/verdict-block';
import { admit } from '../selection/admit';
import { runSelection } from '../selection/run-selection';
import type { ClaimResult } from '../verdict/results/result';
import { jestVoice, type Manner } from './jest-voice';

/** What Jest asks for, of one project. */
export interface JestSelection {
  /** Absolute paths of files, whatever Jest found. */
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

export interface JestListener {
  report(file: string, report: FileReport): void;
  /** A file that could not be run at all. */
  broken(file: string, message: string): void;
}

/**
 * Runs theorem files for Jest: the same scheduler as `theoremcheck verify`, a report per file as soon as it is decided. Every
 * file gets one, unless the run is interrupted.
 *
 * @returns what fails the gate beside the verdicts, printed already
 */
export async function runTheoremFiles(
  built: Built,
  asked: JestSelection,
  listener: JestListener,
  manner?: Manner,
): Promise<readonly string[]> {
  const settings = readSettings(built.cwd);
  const { env } = process;
  const suite = loadSuite(built);
  const paths = new Map(asked.files.map((path) => [relative(built.cwd, path).split(sep).join('/'), path]));
  const broken = new Map([...suite.broken, ...strangers(built, paths.keys())].filter(([file]) => paths.has(file)));
  const listed = suite.gates.filter((gate) => paths.has(gate.file));
  const named = listed.filter((gate) => !asked.name || asked.name.test(gate.name));
  for (const gate of listed) {
    if (!named.includes(gate)) listener.report(paths.get(gate.file)!, { title: gate.name, status: 'pending' });
  }
  const { chosen, standings, skipped, notes } = admit({ gates: named, broken }, { built, settings, env });
  for (const [file, sentence] of chosen.broken) listener.broken(paths.get(file)!, sentence);
  for (const gate of skipped) listener.report(paths.get(gate.file)!, { title: gate.name, status: 'pending' });
  const { gates } = chosen;
  if (gates.length + chosen.broken.size === 0) return [];
  const voice = jestVoice(gates, startLine(gates.length, built.gated.files.length, settings), manner);
  const about = new Map(gates.map((gate) => [gate.file, gate]));
  const decided = (result: ClaimResult) => {
    voice.decided(result);
    listener.report(paths.get(result.file)!, fileReport(result, about.get(result.file)!));
  };
  const out = (line: string) => void process.stderr.write(`${line}\n`);
  for (const note of notes) out(note);
  const selection = { built, settings, chosen, standings, skipped, kind: 'gated', env, out } as const;
  // Jest would die of a signal as it stands, with what is drawn left behind and nothing written.
  const release = exitOnSignal();
  const run = runSelection(selection, { ...voice, decided, ended: voice.end }, asked.interrupted);
  return (await run.finally(release)).failures;
}

/** Files that Jest's configuration takes for theorems, and the harness does not: the reason, for each. */
function strangers({ gated, exploratory }: Built, files: Iterable<string>): [string, string][] {
  const known = new Set(gated.files);
  const got = (file: string) => (exploratory.files.includes(file) ? 'an exploratory claim' : 'another file');
  const cure = (file: string) =>
    exploratory.files.includes(file)
      ? '`theoremcheck verify --exploratory` runs it: leave it out of testMatch'
      : 'leave it out of testMatch; a claim of the gate is a file theorems/**/*.theorem.ts or .json below the rootDir';
  return [...files]
    .filter((file) => !known.has(file))
    .map((file) => [file, `${file}: expected a theorem file, got ${got(file)} (${cure(file)})`]);
}

function startLine(wanted: number, all: number, { epoch, profile, engine, workers }: Settings): string {
  const counted = engine ? `, engine ${engine}` : '';
  return `theoremcheck: ${wanted} of ${all} theorems, epoch ${epoch}, profile ${profile}${counted}, ${workers} workers`;
}

function fileReport(result: ClaimResult, gate: ClaimGate): FileReport {
  if (result.verdict === 'corroborated') return { title: gate.name, status: 'passed' };
  return { title: gate.name, status: 'failed', failure: failureBlock(result, gate.description) };
}
