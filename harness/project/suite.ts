import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundedEach } from '../base/bounded';
import { UsageError } from '../base/usage-error';
import type { ClaimGate } from '../compile/compile';
import { compileSuite } from '../compile/suite';
import { K } from '../evidence/levels';
import { sentence } from './collect';
import { readCounterexamples, refuseOrphans } from './counterexamples';
import { isNightly } from './profile';
import { type Built, brokenFamilies, type Claims, isExported, loadClaim } from './program';
import { silenceOf } from './settings';

/** Where a loop may be that keeps a claim from being compiled. */
const WHERE = 'claim(), or in what the file and its family.ts do as they are loaded';

/** Claims of a project, each compiled or with the reason why not; and why families cannot be used, each for its own file. */
export interface Suite {
  readonly gates: readonly ClaimGate[];
  /** File → one sentence. */
  readonly broken: ReadonlyMap<string, string>;
}

/**
 * Loads and compiles every theorem file of a project: the gate. One broken file spoils no other.
 *
 * @throws UsageError for more than K claims that gate every run, or more than K that gate nightly ones.
 */
export function loadSuite(built: Built): Suite {
  // Either kind has so many: more files need not be read.
  if (built.gated.files.length > 2 * K) refuseCrowd(built.gated.files.length, 'theorem files', 2 * K);
  const { gates, broken } = compileAll(built.gated, built.cwd, []);
  refuseCrowd(gates.filter((gate) => !isNightly(gate)).length, 'claims that gate every run');
  refuseCrowd(gates.filter(isNightly).length, 'claims that gate nightly runs');
  const orphans = orphansOf(built, gates, [...broken.keys()]);
  return { gates, broken: new Map([...broken, ...brokenFamilies(built), ...orphans]) };
}

/** Counterexamples to claims that are not there; exploratory claims are looked at only where one might be theirs. */
function orphansOf(built: Built, gates: readonly ClaimGate[], unread: readonly string[]): ReadonlyMap<string, string> {
  const files = [...built.gated.files, ...built.exploratory.files];
  const among = (known: readonly ClaimGate[]) =>
    refuseOrphans(built.cwd, files, new Set(known.map(({ name }) => name)));
  // The name of a claim that cannot be read is not known: it may be the one.
  if (unread.length > 0 || among(gates).size === 0) return new Map();
  return among([...gates, ...compileAll(built.exploratory, built.cwd, gates).gates]);
}

/**
 * The same for the exploratory claims. They share no level with the gate, so they are not counted; but a name is still
 * the name of one claim.
 */
export function loadExploratory({ cwd, exploratory }: Built, gated: Suite): Suite {
  return compileAll(exploratory, cwd, gated.gates);
}

/** All claims, for commands that only read: those of the gate first. */
export function loadBoth(built: Built): Suite {
  const gated = loadSuite(built);
  const { gates, broken } = loadExploratory(built, gated);
  return { gates: [...gated.gates, ...gates], broken: new Map([...gated.broken, ...broken]) };
}

function compileAll(claims: Claims, cwd: string, others: readonly ClaimGate[]): Suite {
  const bibtex = bibliography(cwd);
  const gates: ClaimGate[] = [];
  const broken = new Map<string, string>();
  const silence = silenceOf(cwd);
  const certified = (file: string) => readCounterexamples(cwd, file);
  const failed = (file: string, error: unknown) => broken.set(file, sentence(file, error));
  const compileOne = (file: string) => {
    try {
      const gate = compileSuite({ [file]: loadClaim(claims, cwd, file) }, bibtex, certified)[0]!;
      refuseTwin(gate, [...others, ...gates]);
      refuseCopy(gate, claims, cwd);
      gates.push(gate);
    } catch (error) {
      failed(file, error);
    }
  };
  boundedEach(claims.files, silence, WHERE, compileOne, failed);
  return { gates, broken };
}

function refuseCrowd(count: number, what: string, most = K): void {
  if (count <= most) return;
  const cure = 'the level is shared among that many: move some to a project of their own, or to *.exploratory.ts';
  throw UsageError.expected('theorems', `at most ${most} ${what}`, `${count}`, cure);
}

function refuseTwin(gate: ClaimGate, before: readonly ClaimGate[]): void {
  const other = before.find((one) => one.name === gate.name);
  if (other) {
    const got = `"${gate.name}", also in ${other.file}`;
    throw UsageError.expected(`${gate.file}, name`, 'a unique name', got, 'rename one');
  }
}

function refuseCopy({ file, statement: { family } }: ClaimGate, claims: Claims, cwd: string): void {
  if (isExported(claims, cwd, family)) return;
  const got = `another object called ${family.name}`;
  throw UsageError.expected(
    `${file}, family`,
    'a family that a family.ts below theorems/ exports',
    got,
    'export it there, under a name of its own',
  );
}

function bibliography(cwd: string): string | undefined {
  try {
    return readFileSync(join(cwd, 'references.bib'), 'utf8');
  } catch {
    return undefined;
  }
}
