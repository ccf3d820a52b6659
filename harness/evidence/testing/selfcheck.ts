import { type BoundaryLaw, LAWS, uniforms } from '../boundary-laws';
import { ClaimEvidence } from '../conjunction';
import type { Asserted } from '../grids';

/** One simulated situation on the boundary of what the verdicts promise. */
interface Situation {
  readonly name: string;
  /** The verdict that would be false. */
  readonly wrong: 'corroborated' | 'falsified';
  readonly asserted: Asserted;
  /** The true mean of the outcome of every part. */
  readonly truth: readonly number[];
  readonly law: BoundaryLaw;
  /** Whether the parts of a trial read the same uniform number (one training, several claims on it) or independent ones. */
  readonly shared: boolean;
}

interface SelfcheckRow {
  readonly name: string;
  readonly wrong: Situation['wrong'];
  readonly claims: number;
  readonly falseVerdicts: number;
  readonly rate: number;
  /** Of the rate, from the simulation. */
  readonly standardError: number;
  /** What the rate must not exceed. */
  readonly promise: number;
}

interface SelfcheckOptions {
  readonly claims: number;
  readonly budget: number;
  readonly alpha: number;
  readonly seed: number;
}

const PROB: Asserted = { kind: 'prob', delta: 0.05, margin: 0.05 };
const MEAN: Asserted = { kind: 'mean', delta: 0.1, margin: 0.1 };

/** Where false verdicts are likeliest: the truth sits exactly on the boundary of the null. */
export const SITUATIONS: readonly Situation[] = [
  single('0/1', 'corroborated', PROB, 'twoPoint'),
  single('0/1', 'falsified', PROB, 'twoPoint'),
  ...(['twoPoint', 'uniform', 'threePoint'] as const).flatMap((law) => [
    single(`bounded, ${law}`, 'corroborated', MEAN, law),
    single(`bounded, ${law}`, 'falsified', MEAN, law),
  ]),
  conjunction('one of two parts false', 'corroborated', [0, 0.1], true),
  conjunction('two parts true, same trials', 'falsified', [0.05, 0.05], true),
  conjunction('two parts true, independent', 'falsified', [0.05, 0.05], false),
];

/** Simulates claims in one situation and counts the false verdicts. The same options give the same figures everywhere. */
export function selfcheckClaims(situation: Situation, options: SelfcheckOptions): SelfcheckRow {
  const { claims, alpha } = options;
  const next = uniforms(options.seed);
  let falseVerdicts = 0;
  for (let i = 0; i < claims; i += 1) {
    if (simulate(situation, options, next) === situation.wrong) falseVerdicts += 1;
  }
  const rate = falseVerdicts / claims;
  const standardError = Math.sqrt((rate * (1 - rate)) / claims);
  const { name, wrong } = situation;
  return { name, wrong, claims, falseVerdicts, rate, standardError, promise: alpha };
}

function simulate(situation: Situation, { budget, alpha }: SelfcheckOptions, next: () => number) {
  const { asserted, truth, law, shared } = situation;
  const claim = new ClaimEvidence(
    truth.map(() => asserted),
    alpha,
    alpha,
    budget,
  );
  while (claim.status === 'undecided' && !claim.exhausted) {
    const trial = next();
    truth.forEach((mean, part) => {
      claim.add(part, LAWS[law](mean, shared ? trial : next()));
    });
  }
  return claim.status;
}

function single(name: string, wrong: Situation['wrong'], asserted: Asserted, law: BoundaryLaw): Situation {
  const truth = [wrong === 'corroborated' ? asserted.delta + asserted.margin : asserted.delta];
  return { name, wrong, asserted, truth, law, shared: true };
}

function conjunction(name: string, wrong: Situation['wrong'], truth: number[], shared: boolean): Situation {
  return { name, wrong, asserted: PROB, truth, law: 'twoPoint', shared };
}
