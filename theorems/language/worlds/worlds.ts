/** What claims about real words beside their twins share. */
import { type At, meanOver, quantity, type Scalar, slope } from '../../../harness';

/** One problem in three worlds: words, isotropic Gaussian twins, Gaussian twins of their covariance; the same start, the same choices. */
export const threeWorlds = {
  repeats: 1,
  design: [{ twin: 0 }, { twin: 1 }, { twin: 2 }],
  share: ['dictionary', 'init', 'batches', 'tasks'],
};

/** Of the worlds by the symbol `world` (1 words, 2 isotropic, 1/2 covariance), the two that are compared. */
const PAIRS = { isotropic: [1, 2], covariance: [0.5, 1] } as const;

/**
 * By how much a number is larger on real words than on a twin: the slope of ln 2^x against ln `world` over two worlds a factor of
 * two apart is the difference of x.
 */
export function beyondTwin(of: At, twin: keyof typeof PAIRS): Scalar {
  const power = quantity(twin === 'isotropic' ? '2^(-x)' : '2^x', { x: meanOver(of) });
  return slope(power, 'world', PAIRS[twin]);
}
