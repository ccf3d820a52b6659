import { UsageError } from '../base/usage-error';
import { attemptHash } from '../compile/canonical';
import type { ClaimGate } from '../compile/compile';
import { attemptWeight, K } from '../evidence/levels';
import { ATTEMPTS_FILE, type Attempts, readAttempts } from './attempts';
import { isCI } from './ci';
import { isNightly } from './profile';
import { committedEpoch, type Settings } from './settings';

/** The epoch of a claim that nobody has recorded. */
export const CALIBRATION = 'calibration-1';

/** How a claim of the gate stands before it is run. */
export interface Standing {
  /** The epoch that it is tried on. */
  readonly epoch: string;
  /** The share of a claim's levels that it has. */
  readonly weight: number;
  /** Absent where nothing is counted. */
  readonly attempts?: AttemptsOf;
}

/** What is known of a claim's attempts. */
export interface AttemptsOf {
  /** Absent where what it states is not recorded: it is not gated. */
  readonly attempt?: number;
  /** Different codes that it was recorded with. */
  readonly codes: number;
  /** The earlier number that it was recorded as, where a merge put its line later. */
  readonly recordedAs?: number;
}

/** How a claim stands among others; the whole of its levels on this epoch where nothing is known of it. */
export const standingIn =
  (known: ReadonlyMap<string, Standing> | undefined, epoch: string) =>
  ({ name }: { readonly name: string }): Standing =>
    known?.get(name) ?? { epoch, weight: 1 };

/** Claims of the gate with their standings, and what a run has to say of them. */
interface Standings {
  readonly of: ReadonlyMap<string, Standing>;
  /** File → one sentence: claims that must not be run as they stand. */
  readonly refused: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Looks claims up among the attempts of their project. What is not recorded is tried outside of the gate's epoch, and refused in
 * continuous integration.
 *
 * @throws UsageError for a damaged file, and where more names were recorded than share the levels
 */
export function standings(
  gates: readonly ClaimGate[],
  { cwd, settings, env }: { readonly cwd: string; readonly settings: Settings; readonly env: NodeJS.ProcessEnv },
): Standings {
  const attempts = readAttempts(cwd);
  const { epoch } = settings;
  if (!attempts)
    return { of: new Map(gates.map(({ name }) => [name, { epoch, weight: 1 }])), refused: new Map(), notes: [] };
  refuseCrowd(attempts);
  const committed = committedEpoch(cwd);
  const all = gates.map((gate) => [gate, standing(gate, attempts, committed, epoch)] as const);
  const unrecorded = all.filter(([, { attempts: own }]) => own?.attempt === undefined);
  const ci = isCI(env);
  return {
    of: new Map(all.map(([{ name }, one]) => [name, one])),
    refused: new Map(ci ? unrecorded.map(([gate]) => [gate.file, refusal(gate)]) : []),
    notes: [...all.flatMap(later), ...(ci ? [] : unrecorded.map(ungated))],
  };
}

function standing(gate: ClaimGate, attempts: Attempts, committed: string, epoch: string): Standing {
  const { attempt, codes, next, recorded } = attempts.counted(
    gate.name,
    hashOf(gate, committed),
    isNightly(gate) ? 'nightly' : undefined,
  );
  if (attempt === undefined) {
    const tried = epoch === committed ? CALIBRATION : epoch;
    return { epoch: tried, weight: attemptWeight(next), attempts: { codes } };
  }
  const moved = recorded !== undefined && recorded < attempt ? { recordedAs: recorded } : {};
  return { epoch, weight: attemptWeight(attempt), attempts: { attempt, codes, ...moved } };
}

/** Of what a claim states and the project's committed epoch. */
export function hashOf({ statement, relation }: ClaimGate, committed: string): string {
  return attemptHash(statement, relation, committed);
}

function refusal({ file, name }: ClaimGate): string {
  const cure = `run \`npx theoremcheck verify --record '${name}'\` and commit ${ATTEMPTS_FILE}`;
  return UsageError.expected(file, `what it states in ${ATTEMPTS_FILE}`, 'an attempt that is not recorded', cure)
    .message;
}

function ungated([{ name }, { epoch }]: readonly [ClaimGate, Standing]): string {
  return `not gated: "${name}" is tried on ${epoch}, since what it states is not recorded (verify --record records it)`;
}

function later([{ name }, { attempts }]: readonly [ClaimGate, Standing]): readonly string[] {
  if (attempts?.recordedAs === undefined) return [];
  const { attempt, recordedAs } = attempts;
  return [`"${name}" is attempt ${attempt}: it was recorded as attempt ${recordedAs}, and a merge put its line later`];
}

function refuseCrowd(attempts: Attempts): void {
  for (const [profile, what] of [
    [undefined, 'claims'],
    ['nightly', 'claims of nightly runs'],
  ] as const) {
    const count = attempts.names(profile).length;
    if (count <= K) continue;
    throw UsageError.expected(
      ATTEMPTS_FILE,
      `at most ${K} names of ${what}`,
      `${count}`,
      'the level is shared among all that were ever recorded: go on in a project of its own',
    );
  }
}
