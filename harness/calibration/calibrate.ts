import { K } from '../evidence/levels';
import { throughClaims } from './claims';
import { type DependenceRow, dependenceRow, dependences } from './dependence';
import { type RuleRow, ruleRows, type TestedClaim } from './rules';
import { type SuiteRow, throughScheduler } from './scheduler';
import { CLAIM, type FalseVerdict } from './suites';

interface CalibrateOptions {
  /** Suites of four claims through the scheduler. */
  readonly scheduled: number;
  /** Suites of K claims through the evidence and claim code. */
  readonly suites: number;
  readonly seed: number;
  readonly progress?: (what: string, done: number, of: number) => void;
  readonly interrupted?: () => boolean;
}

/** How often verdicts are false, measured. */
export interface Calibration {
  readonly seed: number;
  readonly scheduler: readonly SuiteRow[];
  readonly claims: readonly SuiteRow[];
  readonly tested: TestedClaim;
  readonly rules: readonly RuleRow[];
  readonly dependence: readonly DependenceRow[];
}

/** One claim that has the whole suite's levels. */
const TESTED: TestedClaim = { delta: CLAIM.delta, margin: CLAIM.margin, alphaC: 0.05, alphaF: 1e-3 };
/** Of falsification, where four claims run through the scheduler: the suite's own is too small to be seen in so few suites. */
const VISIBLE = 0.05;

const WRONG: readonly FalseVerdict[] = ['corroborated', 'falsified'];
/** What is run through the scheduler: the verdict that is false, and the suite's level where it is not the usual one. */
const SCHEDULED: readonly (readonly [FalseVerdict, number?])[] = [
  ['corroborated'],
  ['falsified'],
  ['falsified', VISIBLE],
];

/** Measures all of it. The same options give the same figures everywhere; an interrupted run has fewer suites. */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const { scheduled, suites, seed, progress = () => {}, interrupted = () => false } = options;
  const told = (what: string, of: number) => ({
    progress: (done: number) => {
      if (done % Math.ceil(of / 20) === 0) progress(what, done, of);
    },
    interrupted,
  });
  const stopped = () => suites === 0 || interrupted();
  const dependence = dependences(TESTED).map((one) => dependenceRow(one, TESTED));
  // Side by side, so that an interrupted run says something of each.
  const scheduler = await Promise.all(
    SCHEDULED.map(async ([wrong, level]) => {
      const shown = told(`falsely ${wrong}, through the scheduler`, scheduled);
      const levels = level === undefined ? {} : { level };
      return scheduled === 0 ? [] : [await throughScheduler({ wrong, suites: scheduled, seed, ...levels, ...shown })];
    }),
  );
  const claims = await Promise.all(
    WRONG.map(async (wrong) => {
      const shown = told(`falsely ${wrong}, ${K} claims`, suites);
      return stopped() ? [] : [await throughClaims({ wrong, suites, claims: K, seed, ...shown })];
    }),
  );
  return {
    seed,
    scheduler: scheduler.flat(),
    claims: claims.flat(),
    tested: TESTED,
    rules: ruleRows(TESTED),
    dependence,
  };
}
