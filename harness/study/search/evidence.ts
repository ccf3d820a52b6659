import { reachesLevel } from '../../evidence/reaches';
import { LAST } from './grid';

// Taken once: in a Jest sandbox every access to a global is expensive.
const { log, log1p, max, min } = Math;

/** Hypotheses about the first broken dial point: 0 … 40, and 41 for "none in the range". */
export const NEVER = LAST + 1;

const CLAMP = 1e-4;

/**
 * An e-process for each hypothesis b, "violations occur with probability ≤ τ at dial points before b and ≥ τ from b on".
 * Given a predictive probability p from before the outcome y, ln E_b += y ln(p/τ) + (1 − y) ln((1 − p)/(1 − τ)) wherever p
 * contradicts b, else nothing: under b the factor has expectation ≤ 1, whatever chose the point and p. By Ville's inequality
 * the true b survives for ever with probability ≥ 1 − α.
 */
export class BreakEvidence {
  private readonly logE = new Float64Array(NEVER + 1);

  constructor(private readonly tau: number) {}

  observe(index: number, predictive: number, violated: 0 | 1): void {
    const { tau, logE } = this;
    const p = min(1 - CLAMP, max(CLAMP, predictive));
    const growth = violated === 1 ? log(p / tau) : log1p(-p) - log1p(-tau);
    const [from, to] = p > tau ? [index + 1, NEVER] : [0, index];
    for (let b = from; b <= to; b += 1) logE[b] = logE[b]! + growth;
  }

  /** ln E of hypothesis b. */
  of(b: number): number {
    return this.logE[b]!;
  }

  /** ln of an e-value against "no point of the dial is violated with more than τ". */
  get breaksNowhere(): number {
    return this.of(NEVER);
  }

  /** ln of an e-value against "violations break somewhere on the dial": the least of its hypotheses. */
  get breaksSomewhere(): number {
    return this.logE.subarray(0, NEVER).reduce((least, logE) => min(least, logE));
  }

  /** First and last hypothesis that is not rejected at level alpha; undefined when all are. */
  surviving(alpha: number): readonly [first: number, last: number] | undefined {
    const standing = [...this.logE.keys()].filter((b) => !reachesLevel(this.logE[b]!, alpha));
    const [first] = standing;
    return first === undefined ? undefined : [first, standing.at(-1)!];
  }
}

/** Kullback-Leibler divergence of a coin with probability p from one with τ: expected growth of ln E per trial. */
export function divergence(p: number, tau: number): number {
  return p * log(p / tau) + (1 - p) * log((1 - p) / (1 - tau));
}
