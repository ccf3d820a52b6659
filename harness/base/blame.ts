import { relative, sep } from 'node:path';
import { types } from 'node:util';
import { shown } from './shown';
import { oneLine } from './text';
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

/** What was thrown, on one line, whatever it was: it never throws. */
export function messageOf(error: unknown): string {
  return read(() => {
    if (!types.isNativeError(error)) return typeof error === 'string' ? oneLine(error) : shown(error);
    return oneLine(String(error.message).split('\nRequire stack')[0]!) || oneLine(String(error.name));
  });
}

/** The same, and the first place of the project's own that it came through. */
export function describeThrown(error: unknown): string {
  return read(() => {
    if (!types.isNativeError(error) || error instanceof UsageError) return messageOf(error);
    const missing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' ? MISSING : undefined;
    const notes = [missing, placeOf(error)].filter(Boolean).join('; ');
    return notes === '' ? messageOf(error) : `${messageOf(error)} (${oneLine(notes)})`;
  });
}

// An error's members may be functions that throw in their turn.
function read(say: () => string): string {
  try {
    return say();
  } catch {
    return 'an error that cannot be read';
  }
}

const MISSING = 'install it, or import a file by its relative path: the paths of a tsconfig are not read';

function rethrow(what: string, error: unknown): never {
  throw Object.assign(new UsageError({ who: what, got: describeThrown(error) }), { cause: error });
}

/** `theorems/toy2025/family.ts:63:26`, the same wherever the project lies. */
function placeOf({ stack }: Error): string | undefined {
  const frames = [...String(stack ?? '').matchAll(/^\s+at (?:.*\()?(?:file:\/\/)?(\S.*?\.ts)(:\d+:\d+)\)?$/gm)];
  const places = frames.map(([, file, at]) => `${relative(process.cwd(), file!).split(sep).join('/')}${at}`);
  return places.find((place) => !place.startsWith('..') && !place.includes('node_modules/'));
}
