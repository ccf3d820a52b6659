import { didYouMean } from '../base/closest';
import { UsageError } from '../base/usage-error';
import type { Family } from './family';
import type { Along, At, Grid } from './quantity';

/**
 * How a claim names what is measured: `at('horizon').error`, `along({ from: '0', to: 'horizon', points: 40 }).error`.
 *
 * @typeParam F the family; its observations are the names.
 */
export interface Words<F extends Family> {
  /** An observation at a step, which is a formula: `at('horizon').error`, `at('2 * horizon')`, `at('0')`. */
  readonly at: (step: string) => { readonly [name in keyof F['observations'] & string]: At };
  /** An observation on a grid of steps. */
  readonly along: (grid: Grid) => { readonly [name in keyof F['observations'] & string]: Along };
}

/** The words of a claim over a family; an observation that the family does not have is an error that lists those it has. */
export function words<F extends Family>(family: F, who: string): Words<F> {
  return {
    at: (step) => named(family, who, (observation) => ({ kind: 'at', observation, step: String(step) })),
    along: (grid) => named(family, who, (observation) => ({ kind: 'along', observation, grid })),
  };
}

// What is asked of a quantity: at('horizon') was taken for one.
const own: readonly (string | symbol)[] = ['kind', 'toJSON', Symbol.toPrimitive];

// A record of all observations would answer a misspelt name with undefined; the proxy refuses it at once.
function named<Q, K extends string>(family: Family, who: string, make: (observation: string) => Q): Record<K, Q> {
  return new Proxy({} as Record<K, Q>, {
    get: (_, name) => {
      if (Object.hasOwn(family.observations, name)) return make(String(name));
      const known = Object.keys(family.observations);
      const expected = `an observation of ${family.name} (${known.join(', ')})`;
      if (own.includes(name)) throw UsageError.expected(who, expected, 'none', "name it: at('horizon').error");
      throw UsageError.expected(who, expected, String(name), didYouMean(String(name), known));
    },
  });
}
