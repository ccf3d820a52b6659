import { ClaimEvidence, type Status } from '../evidence/conjunction';
import { uniforms } from '../evidence/selfcheck-laws';
import { type Proportion, proportion } from './proportion';
import type { Tested } from './rules';
import type { Wrong } from './suites';

/** Outcomes that are not independent draws of one rate: the i-th of N, given the one before. */
export interface Dependence {
  readonly name: string;
  /** The verdict that is false of the mean rate over the budget. */
  readonly wrong: Wrong;
  readonly draw: (next: () => number, i: number, before: 0 | 1 | undefined) => 0 | 1;
}

export interface DependenceRow extends Pick<Dependence, 'name' | 'wrong'> {
  readonly level: number;
  readonly claims: Proportion;
}

export const TRIALS = 200;

/** Drifts whose mean over the budget is a boundary, and outcomes that stick to the one before. */
export function dependences({ delta, margin }: Pick<Tested, 'delta' | 'margin'>): readonly Dependence[] {
  const sides = [
    ['corroborated', delta + margin],
    ['falsified', delta],
  ] as const;
  return sides.flatMap(([wrong, rate]) => [
    sticky(wrong, rate, 0),
    drift(wrong, 0, 2 * rate),
    drift(wrong, 2 * rate, 0),
    ...[0.2, 0.5, 0.9].map((share) => sticky(wrong, rate, share)),
  ]);
}

/** The rate moves evenly from the first outcome to the last. */
export function drift(wrong: Wrong, from: number, to: number): Dependence {
  const rate = (i: number) => from + ((to - from) * i) / (TRIALS - 1);
  return { name: `rate drifts from ${from} to ${to}`, wrong, draw: (next, i) => (next() < rate(i) ? 1 : 0) };
}

/** Every outcome repeats the one before with this probability, the lag-1 correlation, and is else a fresh draw. */
export function sticky(wrong: Wrong, rate: number, share: number): Dependence {
  const name = share === 0 ? 'independent' : `repeats the outcome before with probability ${share}`;
  return {
    name: `rate ${rate}, ${name}`,
    wrong,
    draw: (next, _, before) => (before !== undefined && next() < share ? before : next() < rate ? 1 : 0),
  };
}

/** How often one claim gets the false verdict. */
export function dependenceRow(one: Dependence, tested: Tested, claims: number, seed: number): DependenceRow {
  const next = uniforms(seed);
  let hits = 0;
  for (let i = 0; i < claims; i += 1) if (statusOf(one, tested, next) === one.wrong) hits += 1;
  const level = one.wrong === 'corroborated' ? tested.alphaC : tested.alphaF;
  return { name: one.name, wrong: one.wrong, level, claims: proportion(hits, claims) };
}

function statusOf({ draw }: Dependence, { delta, margin, alphaC, alphaF }: Tested, next: () => number): Status {
  const evidence = new ClaimEvidence([{ kind: 'prob', delta, margin }], alphaC, alphaF, TRIALS);
  let before: 0 | 1 | undefined;
  for (let i = 0; evidence.status === 'undecided' && !evidence.exhausted; i += 1) {
    before = draw(next, i, before);
    evidence.add(0, before);
  }
  return evidence.status;
}
