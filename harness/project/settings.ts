import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { demandName } from '../base/demand';
import { readText } from '../base/read-text';
import { schemaValidator } from '../base/schema-validator';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';
import schema from '../files/schemas/settings.schema.json';
import { isCI } from './ci';
import { EPOCH } from './epoch';

export interface Settings {
  /** The name of what trains; the families' first engine when absent. */
  readonly engine?: string;
  readonly workers: number;
  /** Seconds without a sign of life after which code of the project is given up. */
  readonly silence: number;
  /** Files with trials of others, or folders of such files, which are read and never written; relative to the project. */
  readonly caches?: readonly string[];
  /** A folder, relative to the project, in which several machines keep their trials. */
  readonly share?: string;
  /** The Redis at which workers elsewhere train, in place of threads of this process. */
  readonly queue?: string;
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  /** Verdict file of an accepted run, relative to the project. */
  readonly baseline?: string;
}

/** Default of `silence`. */
const SILENCE = 120;

/** Settings as they are written: `package.json#theoremcheck`, or flags. */
export type WrittenSettings = Partial<Settings> & {
  /** What counts in continuous integration only, and on the committed epoch. */
  readonly ci?: Pick<Settings, 'baseline'>;
};

/**
 * Reads the settings: `package.json#theoremcheck`, overridden by the environment (`THEOREMCHECK_ENGINE`, `_WORKERS`,
 * `_EPOCH`, `_PROFILE`, `_BASELINE`, `_SILENCE`, `_CACHES`, `_SHARE`, `_QUEUE`), overridden by flags.
 *
 * In continuous integration (`CI` is set) `package.json#theoremcheck.ci` stands over the rest of that file, for runs on the
 * committed epoch: what was accepted there says nothing of another one.
 *
 * @throws UsageError naming the place that holds a malformed setting.
 */
export function readSettings(cwd: string, flags: WrittenSettings = {}, env: NodeJS.ProcessEnv = process.env): Settings {
  const { ci, ...own } = checked(fromPackage(cwd), 'package.json#theoremcheck');
  const asked = {
    ...checked(fromEnvironment(env), 'environment THEOREMCHECK_'),
    ...checked(defined(flags), 'flag --'),
  };
  const committed = own.epoch ?? EPOCH;
  const gates = isCI(env) && (asked.epoch ?? committed) === committed;
  return {
    workers: availableParallelism(),
    epoch: EPOCH,
    profile: 'pr',
    silence: SILENCE,
    ...own,
    ...(gates ? ci : {}),
    ...asked,
  };
}

/** The epoch that a project runs by default: what no flag and no variable changes. */
export function committedEpoch(cwd: string): string {
  return checked(fromPackage(cwd), 'package.json#theoremcheck').epoch ?? EPOCH;
}

/** The setting `silence` where the others need not be sound: what reads claims says so before what runs them. */
export function silenceOf(cwd: string): number {
  try {
    if (!saysSilence(cwd)) return SILENCE;
    return readSettings(cwd).silence;
  } catch {
    return SILENCE;
  }
}

/** Whether there is anything to read, for which a validator would have to be made. */
function saysSilence(cwd: string): boolean {
  return Boolean(process.env.THEOREMCHECK_SILENCE) || /silence/.test(readText(join(cwd, 'package.json')) ?? '');
}

function fromPackage(cwd: string): unknown {
  const text = readText(join(cwd, 'package.json'));
  if (text === undefined) return {};
  try {
    return (JSON.parse(text) as { theoremcheck?: unknown }).theoremcheck ?? {};
  } catch {
    throw UsageError.expected('settings', 'package.json to be JSON', 'something else');
  }
}

// An empty variable counts as unset, as shells make it hard to tell the two apart.
function fromEnvironment(env: NodeJS.ProcessEnv): unknown {
  const [engine, workers] = [env.THEOREMCHECK_ENGINE, env.THEOREMCHECK_WORKERS];
  const [epoch, profile] = [env.THEOREMCHECK_EPOCH, env.THEOREMCHECK_PROFILE];
  const count = workers && /^\d+$/.test(workers) ? Number(workers) : workers;
  return defined({
    engine: engine || undefined,
    workers: count === '' ? undefined : count,
    epoch: epoch || undefined,
    profile: profile || undefined,
    silence: numeric(env.THEOREMCHECK_SILENCE),
    baseline: env.THEOREMCHECK_BASELINE || undefined,
    caches: env.THEOREMCHECK_CACHES ? env.THEOREMCHECK_CACHES.split(delimiter) : undefined,
    share: env.THEOREMCHECK_SHARE || undefined,
    queue: env.THEOREMCHECK_QUEUE || undefined,
  });
}

/** Digits as a number; anything else stays, to be refused. */
function numeric(text: string | undefined): number | string | undefined {
  return text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text || undefined;
}

function defined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function checked(written: unknown, where: string): WrittenSettings {
  if (isEmpty(written)) return {};
  const validate = validator();
  if (validate(written)) return printableEpoch(written as WrittenSettings, where);
  const error = validate.errors![0]!;
  if (error.keyword === 'additionalProperties') {
    const nested = error.instancePath === '/ci' ? schema.properties.ci : schema;
    const known = Object.keys(nested.properties).join(', ');
    throw UsageError.expected(where, `settings among ${known}`, String(error.params.additionalProperty));
  }
  const name = error.instancePath.slice(1);
  if (!name) throw UsageError.expected(where, 'an object', shown(written));
  const value = shown((written as Record<string, unknown>)[name]);
  throw UsageError.expected(placeOf(where, name), wanted(name, error), value);
}

/** Nothing was written here, as in most projects: then no validator is needed, which takes longer to make than all else here. */
const isEmpty = (written: unknown): boolean =>
  typeof written === 'object' && written !== null && !Array.isArray(written) && Object.keys(written).length === 0;

let made: ValidateFunction | undefined;

function validator(): ValidateFunction {
  made ??= schemaValidator(schema);
  return made;
}

function placeOf(where: string, name: string): string {
  if (where.endsWith('_')) return `${where}${name.toUpperCase()}`;
  return `${where}${where.endsWith('--') ? '' : '.'}${name}`;
}

// It stands in every report, and in the token of every trial.
function printableEpoch(written: WrittenSettings, where: string): WrittenSettings {
  if (written.epoch !== undefined) demandName(written.epoch, placeOf(where, 'epoch'));
  return written;
}

function wanted(name: string, error: { keyword: string; message?: string; params: Record<string, unknown> }): string {
  if (error.keyword === 'enum') return (error.params.allowedValues as string[]).join(' or ');
  const { workers, epoch, silence } = schema.properties;
  if (name === 'silence') return `seconds, from ${silence.minimum} to ${silence.maximum}`;
  if (name.startsWith('caches')) return 'a list of paths of files';
  if (name === 'share') return 'the path of a folder';
  if (name === 'queue') return 'the address of a Redis';
  if (name === 'workers') return `a whole number from ${workers.minimum} to ${workers.maximum}`;
  if (name === 'baseline') return 'the path of a file';
  if (name === 'engine') return 'the name of an engine';
  if (name === 'epoch') return `text of ${epoch.minLength} to ${epoch.maxLength} characters`;
  return error.message ?? 'another value';
}
