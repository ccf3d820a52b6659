/** What claims about real words beside their twins share. */
import { type At, all, atMost, dialled, meanOver, quantity, type Scalar, slope, synthetic } from '../../../harness';

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
function beyondTwin(of: At, twin: keyof typeof PAIRS): Scalar {
  const power = quantity(twin === 'isotropic' ? '2^(-x)' : '2^x', { x: meanOver(of) });
  return slope(power, 'world', PAIRS[twin]);
}

/** A number exceeds that of either twin by at most e. */
export const nearTwins = (of: At) =>
  all(atMost(beyondTwin(of, 'isotropic'), 'e'), atMost(beyondTwin(of, 'covariance'), 'e'));

/** Why claims on three worlds have no untrained control. */
export const alikeUntrained = { without: 'models that were not trained err alike in all three worlds' };

/** What averaging hides, over the region; on `trials` trials where the default is too few to tell. */
export const singleWords = (trials?: number) =>
  dialled('bag', 1, {
    ...{ at: 'region', name: 'single words', ...(trials === undefined ? {} : { trials }) },
    doc: 'n = 1: what averaging hides is how unlike a ball the cloud is',
  });

/** An error that is the same in every world, as `.03`, counted on so many prompts. */
export const alikeWorlds = (error: string, prompts: number) =>
  synthetic({
    name: 'synthetic alike worlds',
    doc: `an error of ${error} in every world, counted on the prompts of a training`,
    observations: { error: { law: `0${error}`, noise: { binomial: prompts } } },
  });
