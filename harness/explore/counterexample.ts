import { type Certificate, certify } from './certify';
import { type Shrunk, shrink } from './shrink';
import { Stopped, type Subject } from './subject';

/** A problem whose own violation rate is shown to exceed δ, as small as that could be shown. */
export interface Counterexample {
  readonly path: string;
  readonly certificate: Certificate;
  readonly shrunk: Shrunk;
  /** What fresh trainings said of the problems on the way that were tried, in this order. */
  readonly tried: readonly { readonly path: string; readonly certificate: Certificate }[];
}

interface Bounds {
  /** Smaller problems that are trained. */
  readonly shrinks: number;
  /** Trials of one certification. */
  readonly cap: number;
  /** Level of one certification. */
  readonly alpha: number;
}

/** Certifications on the way back from the smallest problem: enough to bisect a chain of 60. */
export const RETRIES = 7;

/**
 * Shrinks a problem that was certified on units 1 … cap. The smallest problem that violates in the witness's training may have
 * done so by luck: it is tested on units that nothing has seen, and where that fails the chain from the first problem to it is
 * bisected. The last certified one is the counterexample.
 */
export async function minimise(
  subject: Subject,
  path: string,
  first: Certificate,
  bounds: Bounds,
): Promise<Counterexample> {
  const shrunk = await shrink(subject, path, bounds.shrinks);
  const tried: { path: string; certificate: Certificate }[] = [];
  let known = { path, certificate: first };
  try {
    let [low, high] = [0, shrunk.chain.length];
    while (high - low > 1 && tried.length < RETRIES) {
      const next = tried.length === 0 ? high - 1 : (low + high) >> 1;
      const at = {
        path: shrunk.chain[next]!,
        certificate: await retry(subject, shrunk.chain[next]!, tried.length, bounds),
      };
      tried.push(at);
      if (at.certificate.certified) [low, known] = [next, at];
      else high = next;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return { ...known, shrunk, tried };
}

/** On units after those of the first certification and of all earlier retries. */
function retry(subject: Subject, path: string, earlier: number, { cap, alpha }: Bounds): Promise<Certificate> {
  return certify(subject, path, { first: 1 + (earlier + 1) * cap, cap, alpha });
}
