import { hash } from '../../base/hash';
import type { Engine } from '../../statement/family';
import type { Request } from '../../statement/gate';

/** A request as text: the same number of the same training has the same key. */
export function requestKey({ observation, at, prompts }: Request): string {
  return `${observation}@${at}#${prompts}`;
}

/** Under what a stream's values are stored: the code that computed them, the engine, the stream. 32 hex digits. */
export function streamKey(code: string, engine: Engine | 'window', root: string): string {
  return hash('stream', code, engine, root).slice(0, 32);
}

/** The code hash of a family on an engine: `built` is the worker bundle's, `fingerprint` what `prepare` returned. */
export function codeHash(built: string, family: string, fingerprint: string): string {
  return hash('code', built, family, fingerprint);
}
