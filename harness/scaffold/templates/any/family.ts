/** Stands for the family that a scaffold is made over: it is never copied, only typechecked against. */
import type { Family } from 'theoremcheck';

export declare const family: Family<unknown, never> & {
  readonly observations: { readonly anObservation: Family['observations'][string] };
};
