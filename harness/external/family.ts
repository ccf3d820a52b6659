import { delimiter, join, resolve } from 'node:path';
import type { Arbitrary } from 'fast-check';
import { hash } from '../base/hash';
import { UsageError } from '../base/usage-error';
import { silenceOf } from '../project/settings';
import type { Assumption, Dial, Family, Observation, Together } from '../statement/family';
import { exportedSteps } from './arrays';
import { described } from './described';
import { wireAssumptions, wireDials } from './dials';
import { Host } from './host';
import type { Launch } from './pipe';
import { middleOf, type Numbers, problemsOf } from './problems';
import { type FamilyDescription, fromWire } from './protocol';
import { sourcesHash } from './sources';
import { advanceTogether, type ExternalTraining, observeTogether, startTogether } from './training';

/** What {@link externalFamily} is told. What a problem is may be stated here instead of by the process. */
export interface ExternalOptions<P = Numbers> {
  /** What is run, and its arguments: `['python3', 'theorems/smith2025/family.py']`. Relative to the project. */
  readonly command: readonly string[];
  /** Environment variables, beside those of the run. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files whose content the numbers depend on, beside those of the command and of their kind beside them. */
  readonly sources?: readonly string[];
  /** The declared region, in place of the process's ranges. */
  readonly problems?: Arbitrary<P>;
  /** The reference problem. */
  readonly reference?: P;
  /** Corner problems. */
  readonly corners?: Readonly<Record<string, P>>;
  /** Refuses an infeasible problem. */
  readonly check?: (problem: P) => void;
  /** Numbers that formulas may use; the problem's own unless told. */
  readonly symbols?: (problem: P) => Readonly<Record<string, number>>;
  /** Assumptions, beside those of the process. */
  readonly assumptions?: Readonly<Record<string, Assumption<P>>>;
  /** Interventions, beside those of the process. */
  readonly dials?: Readonly<Record<string, Dial<P>>>;
}

/** A family whose trainings are those of another program. */
export type ExternalFamily<P = Numbers> = Family<P>;

/**
 * A family in another language: a program that reads and writes lines of JSON (docs/protocol.md), in Python a class and
 * `theoremcheck.py`. The harness draws problems and keys, controls, stops, judges and replays; the program trains and measures.
 *
 * @typeParam P a problem; numbers by their symbols unless `problems` is given.
 * @throws UsageError for a program that cannot be started, or does not describe a family.
 */
export function externalFamily<P = Numbers>(options: ExternalOptions<P>): ExternalFamily<P> {
  const launch = launchOf(options);
  const sources = () => sourcesHash(launch.cwd, options.command, options.sources ?? [], launch.command.join(' '));
  const { description } = described(launch, sources(), limit(launch.cwd));
  const host = new Host(launch, description, () => limit(launch.cwd));
  const made = { ...statedBy(description, options), ...trainedBy(host, description, sources) };
  return made as unknown as ExternalFamily<P>;
}

/** What is known without any training. */
function statedBy<P>(description: FamilyDescription, options: ExternalOptions<P>) {
  const { name, problems: ranges = {}, corners = {} } = description;
  const who = `family ${name}`;
  if (!options.problems && !description.problems) {
    throw UsageError.expected(
      who,
      'problems as ranges',
      'none',
      'state them in the description, or in externalFamily()',
    );
  }
  const reference = description.reference ?? middleOf(ranges);
  const problems = options.problems ?? (problemsOf(ranges, who) as unknown as Arbitrary<P>);
  return {
    name,
    problems,
    ...(options.problems ? {} : { region: Object.entries(ranges).map(([symbol, range]) => ({ symbol, ...range })) }),
    reference: options.reference ?? (reference as P),
    corners: options.corners ?? (corners as Readonly<Record<string, P>>),
    check: options.check ?? ((problem: P) => demandNumbers(problem as Numbers, ranges, who)),
    symbols: options.symbols ?? ((problem: P) => problem as Numbers),
    assumptions: {
      ...wireAssumptions(description.assumptions, ranges, who),
      ...options.assumptions,
    } as Family<P>['assumptions'],
    dials: { ...wireDials(description.dials, ranges, who), ...options.dials } as Family<P>['dials'],
  };
}

/** What the program does. */
function trainedBy(host: Host, description: FamilyDescription, sources: () => string) {
  const { engines, purposes, observations, fingerprint = '', exact = true, stride, together = 1 } = description;
  const engineNamed = (name: string) => ({ name, words: engines[name]! });
  const start = (problem: unknown, seeds: (purpose: string) => readonly [number, number], engine: string) =>
    startTogether(host, engineNamed(engine), purposes, [{ problem, seeds }])[0]!;
  return {
    engines: Object.keys(engines),
    prepare: async (engine: string) => ({
      fingerprint: hash('external', sources(), fingerprint),
      describe: engines[engine]!,
      ...(exact ? { exact } : { repeatBound: repeatBounds(observations) }),
      ...(stride === undefined ? {} : { stride }),
    }),
    train: async (problem: unknown, seeds: Parameters<typeof start>[1], engine: string) =>
      start(problem, seeds, engine),
    ...(together > 1 ? { together: companyOf(host, description, together) } : {}),
    observations: observationsOf(observations),
    arrays: async (problem: unknown, seeds: Parameters<typeof start>[1], steps: number) =>
      exportedSteps(start(problem, seeds, Object.keys(engines)[0]!), problem, steps),
  };
}

const repeatBounds = (stated: FamilyDescription['observations']): Record<string, number> =>
  Object.fromEntries(Object.entries(stated).map(([name, { repeatBound = 0 }]) => [name, repeatBound]));

/** One process is asked for many trainings at once. */
function companyOf(
  host: Host,
  { engines, purposes }: FamilyDescription,
  most: number,
): Together<unknown, ExternalTraining> {
  return {
    most,
    start: async (members, engine) => startTogether(host, { name: engine, words: engines[engine]! }, purposes, members),
    advance: advanceTogether,
    measure: observeTogether,
  };
}

function observationsOf(
  stated: FamilyDescription['observations'],
): Record<string, Observation<unknown, ExternalTraining>> {
  const made = Object.entries(stated).map(([name, { doc, range, prompted = false, witnessBound = 0 }]) => [
    name,
    {
      doc,
      range: [fromWire(range[0]), fromWire(range[1])] as const,
      prompted,
      witnessBound: () => witnessBound,
      measure: (training: ExternalTraining, at: { prompts: number; key: readonly [number, number] }) =>
        observeTogether(name, [{ training, at }])[0]!,
    },
  ]);
  return Object.fromEntries(made);
}

function demandNumbers(problem: Numbers, ranges: Readonly<Record<string, unknown>>, who: string): void {
  for (const symbol of Object.keys(ranges)) {
    if (Number.isFinite(problem[symbol])) continue;
    throw UsageError.expected(who, `a finite number ${symbol}`, String(problem[symbol]));
  }
}

/** The process finds theoremcheck.py, and takes one core: there is one process per worker. */
function launchOf({ command, env = {} }: Pick<ExternalOptions, 'command' | 'env'>): Launch {
  const sound = Array.isArray(command) && command.length > 0 && command.every((part) => typeof part === 'string');
  if (!sound)
    throw UsageError.expected(
      'externalFamily, command',
      "a list such as ['python3', 'family.py']",
      JSON.stringify(command) ?? 'nothing',
    );
  const cwd = resolve(process.env.THEOREMCHECK_PROJECT ?? process.cwd());
  const own = join(process.env.THEOREMCHECK_PACKAGE ?? resolve(__dirname, '..', '..'), 'harness', 'external');
  const path = [own, env.PYTHONPATH ?? process.env.PYTHONPATH ?? ''].filter((one) => one !== '').join(delimiter);
  return { command, cwd, env: { ...ONE_CORE, ...process.env, ...env, PYTHONPATH: path } };
}

const ONE_CORE = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** Seconds for one answer. Shorter than what the harness waits for a sign of life: it would end the thread and know less. */
function limit(cwd: string): number {
  const told = Number(process.env.THEOREMCHECK_SILENCE);
  return 0.9 * (told > 0 ? told : silenceOf(cwd));
}
