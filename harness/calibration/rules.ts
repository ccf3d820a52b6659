import { logEOfCounts } from '../evidence/eprocess';
import { corroborateGrid, falsifyGrid } from '../evidence/grids';
import { reachesLevel } from '../evidence/reaches';
import { upperQuantile } from './normal';
import { binomialAtMost } from './proportion';
import { type Fate, fateOf, type Rule } from './walk';

/** A synthetic claim: P(violation) ≤ delta, corroborated when ≥ delta + margin is refuted; and levels of one claim alone. */
export interface TestedClaim {
  readonly delta: number;
  readonly margin: number;
  readonly alphaC: number;
  readonly alphaF: number;
}

/** A rule of somebody, as it would be used on such claims. */
interface NamedRule {
  readonly name: string;
  /** What it promises of false corroborations and of false falsifications. */
  readonly promises: readonly [number, number];
  readonly rule: Rule;
  /** Outcomes after which it is given up. */
  readonly budget: number;
}

/** A rule at both boundaries, and half-way between them, where either verdict would be true. */
export interface RuleRow extends Pick<NamedRule, 'name' | 'promises' | 'budget'> {
  readonly atMargin: Fate;
  readonly atDelta: Fate;
  readonly between: Fate;
}

const BUDGET = 300;
/** Others' rules go on until they know; here they are given up. */
const LONG = 3200;
/** Others' certainty unless told otherwise: one wrong answer in so many. */
const CERTAINTY = 1e9;

/** All of them on one claim, exactly. */
export function ruleRows(tested: TestedClaim): readonly RuleRow[] {
  const { delta, margin } = tested;
  return rules(tested).map(({ name, promises, rule, budget }) => ({
    ...{ name, promises, budget },
    atMargin: fateOf(rule, delta + margin, budget),
    atDelta: fateOf(rule, delta, budget),
    between: fateOf(rule, delta + margin / 2, budget),
  }));
}

export function rules(tested: TestedClaim): readonly NamedRule[] {
  const { alphaC, alphaF } = tested;
  const promises = [alphaC, alphaF] as const;
  const sure = [1 / CERTAINTY, 1 / CERTAINTY] as const;
  return [
    { name: 'e-processes (ours)', promises, rule: gateRule(tested), budget: BUDGET },
    { name: 'fixed sample, one look', promises, rule: fixed(tested, (n) => n === BUDGET), budget: BUDGET },
    { name: 'the same, looked at after every trial', promises, rule: fixed(tested, () => true), budget: BUDGET },
    { name: 'SPRT (Wald)', promises, rule: sprt(tested), budget: LONG },
    { name: 'QuickCheck, checkCoverage', promises: sure, rule: quickCheck(tested, sure), budget: LONG },
    { name: 'QuickCheck at these levels', promises, rule: quickCheck(tested, promises), budget: LONG },
    { name: 'Hedgehog, confidence', promises: sure, rule: hedgehog(tested, sure), budget: LONG },
    { name: 'Hedgehog at these levels', promises, rule: hedgehog(tested, promises), budget: LONG },
  ];
}

/** The rule of the gate: falsification is looked at first. */
export function gateRule({ delta, margin, alphaC, alphaF }: TestedClaim): Rule {
  const [down, up] = [corroborateGrid('binary', delta + margin), falsifyGrid('binary', delta)];
  return (n, f) => {
    if (reachesLevel(logEOfCounts(up, n - f, f), alphaF)) return 'falsified';
    return reachesLevel(logEOfCounts(down, n - f, f), alphaC) ? 'corroborated' : undefined;
  };
}

/** Exact binomial tests of both boundaries, at some looks. */
function fixed({ delta, margin, alphaC, alphaF }: TestedClaim, looks: (n: number) => boolean): Rule {
  return (n, f) => {
    if (!looks(n)) return undefined;
    if (f > 0 && 1 - binomialAtMost(f - 1, n, delta) <= alphaF) return 'falsified';
    return binomialAtMost(f, n, delta + margin) <= alphaC ? 'corroborated' : undefined;
  };
}

/** Wald's test of δ against δ + margin. */
function sprt({ delta, margin, alphaC, alphaF }: TestedClaim): Rule {
  const worse = delta + margin;
  const [pass, fail] = [Math.log((1 - worse) / (1 - delta)), Math.log(worse / delta)];
  const [up, down] = [Math.log((1 - alphaC) / alphaF), Math.log(alphaC / (1 - alphaF))];
  return (n, f) => {
    const ratio = (n - f) * pass + f * fail;
    return ratio >= up ? 'falsified' : ratio <= down ? 'corroborated' : undefined;
  };
}

/** An end of Wilson's interval for a rate of k in n, z standard errors away; `shrink`: what divides the spread once more. */
function wilson(k: number, n: number, z: number, shrink = 1): number {
  const p = k / n;
  const spread = (z / shrink) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return (p + (z * z) / (2 * n) + spread) / (1 + (z * z) / n);
}

/** Looks at 100, 200, 400, … outcomes: enough passes for `tolerance` times the coverage that is asked for, or too few for it? */
function quickCheck({ delta, margin }: TestedClaim, [wrongly, falsely]: readonly [number, number]): Rule {
  const [low, high] = [upperQuantile(wrongly / 2), upperQuantile(falsely / 2)];
  return (n, f) => {
    if (n % 100 !== 0 || !Number.isInteger(Math.log2(n / 100))) return undefined;
    if (wilson(n - f, n, -low) >= 1 - delta - margin) return 'corroborated';
    return wilson(n - f, n, high) < 1 - delta ? 'falsified' : undefined;
  };
}

/** Looks at every hundredth outcome; its interval divides the spread twice by 1 + z²/n. */
function hedgehog({ delta, margin }: TestedClaim, [wrongly, falsely]: readonly [number, number]): Rule {
  const [low, high] = [upperQuantile(wrongly / 2), upperQuantile(falsely / 2)];
  return (n, f) => {
    if (n % 100 !== 0) return undefined;
    if (wilson(n - f, n, -low, 1 + (low * low) / n) >= 1 - delta - margin) return 'corroborated';
    return wilson(n - f, n, high, 1 + (high * high) / n) < 1 - delta ? 'falsified' : undefined;
  };
}
