import type { Engine, Family } from './family';

/** The engine whose trainings count, unless another one is asked for by name. */
export const countingEngine = ({ engines }: Pick<Family, 'engines'>): Engine => engines[0]!;

/** Engines that train for a verdict: the one that counts, and, if that is the family's first, the second as its witness. */
export function enginesFor(family: Pick<Family, 'engines'>, asked: Engine | undefined): readonly Engine[] {
  const counts = asked ?? countingEngine(family);
  return counts === countingEngine(family) ? family.engines.slice(0, 2) : [counts];
}
