import { relative, sep } from 'node:path';
import { UsageError } from './usage-error';

/**
 * Runs code of a family, or waits for it. What a stranger's code throws may say as little as `boom`.
 *
 * @param what for example `family mean, train()`.
 * @throws UsageError `what: message (place)`, whatever was thrown.
 */
export function blame<V>(what: string, run: () => V): V {
  try {
    const value = run();
    return value instanceof Promise ? (value.catch((error) => rethrow(what, error)) as V) : value;
  } catch (error) {
    return rethrow(what, error);
  }
}

/** What was thrown, and the first place of the project's own that it came through. */
export function describeThrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // By name: the bundle of the families has a class of its own.
  const place = error.name === 'UsageError' ? undefined : placeOf(error);
  const missing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' ? MISSING : undefined;
  const notes = [missing, place].filter(Boolean).join('; ');
  const message = error.message.split('\nRequire stack')[0]!.replace(/\s*\n\s*/g, ' ');
  return notes === '' ? message : `${message} (${notes})`;
}

const MISSING = 'install it, or import a file by its relative path: the paths of a tsconfig are not read';

function rethrow(what: string, error: unknown): never {
  throw new UsageError(`${what}: ${describeThrown(error)}`);
}

/** `theorems/toy2025/family.ts:63:26`, the same wherever the project lies. */
function placeOf({ stack = '' }: Error): string | undefined {
  const frames = [...stack.matchAll(/^\s+at (?:.*\()?(?:file:\/\/)?(\S.*?\.ts)(:\d+:\d+)\)?$/gm)];
  const places = frames.map(([, file, at]) => `${relative(process.cwd(), file!).split(sep).join('/')}${at}`);
  return places.find((place) => !place.startsWith('..') && !place.includes('node_modules/'));
}
