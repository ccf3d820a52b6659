import { UsageError } from '../base/usage-error';
import type { ClaimGate } from '../compile/compile';
import { ATTEMPTS_FILE, type Attempt, Attempts, readAttempts, recordAttempts } from './attempts';
import { isCI } from './ci';
import { isNightly } from './profile';
import type { Built } from './program';
import { committedEpoch } from './settings';
import { hashOf } from './standing';

/** What is to be recorded. */
interface Recording {
  readonly built: Pick<Built, 'cwd' | 'code'>;
  /** The claims that were selected. */
  readonly gates: readonly ClaimGate[];
  /** The name before, of the one claim that is selected. */
  readonly was?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Records what claims state, before anything of them is run: what was tried counts, however it ends. What is recorded already, with
 * this code, is not recorded again.
 *
 * @returns what was recorded, one sentence each
 * @throws UsageError in continuous integration, where nobody would commit it; and for a name before that cannot be one
 */
export function recordClaims({ built, gates, was, env }: Recording): readonly string[] {
  if (isCI(env)) {
    const cure = `record where you commit, and commit ${ATTEMPTS_FILE}`;
    throw UsageError.expected('verify, --record', 'a run outside of continuous integration', 'CI set', cure);
  }
  const attempts = readAttempts(built.cwd) ?? new Attempts([]);
  const before = was === undefined ? {} : { was: checkedWas(was, gates, attempts) };
  const lines = gates.map((gate) => lineOf(gate, built, attempts, before)).filter((line) => !attempts.has(line));
  recordAttempts(built.cwd, lines);
  return lines.map(({ claim, attempt }) => `recorded: "${claim}", attempt ${attempt} (commit ${ATTEMPTS_FILE})`);
}

function lineOf(
  gate: ClaimGate,
  { cwd, code }: Recording['built'],
  attempts: Attempts,
  before: Pick<Attempt, 'was'>,
): Attempt {
  const epoch = committedEpoch(cwd);
  const hash = hashOf(gate, epoch);
  const { attempt, next } = attempts
    .under(before.was, gate.name)
    .counted(gate.name, hash, isNightly(gate) ? 'nightly' : undefined);
  const line = { claim: gate.name, ...before, hash, epoch, code: code.slice(0, 12), attempt: attempt ?? next };
  return isNightly(gate) ? { ...line, profile: 'nightly' } : line;
}

function checkedWas(was: string, gates: readonly ClaimGate[], attempts: Attempts): string {
  const refuse = (expected: string, got: string) => UsageError.expected('verify, --was', expected, got);
  if (gates.length !== 1) throw refuse('one claim, the one that was renamed', `${gates.length}`);
  if (!attempts.knows(was)) throw refuse(`a name that is recorded in ${ATTEMPTS_FILE}`, `"${was}"`);
  if (gates[0]!.name === was) throw refuse('another name than the present one', `"${was}"`);
  return was;
}
