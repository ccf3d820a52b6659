import type { Calibration } from '../../calibration/calibrate';
import type { DependenceRow } from '../../calibration/dependence';
import type { Proportion } from '../../calibration/proportion';
import type { RuleRow } from '../../calibration/rules';
import type { SuiteRow } from '../../calibration/scheduler';
import { markdownTable, plain } from './markdown';
import { number } from './number';

/** What `calibrate` measured, as the tables of docs/false-verdicts.md. */
export function calibrationText({ scheduler, claims, rules, dependence, tested, seed }: Calibration): string {
  const { delta, margin, alphaC, alphaF } = tested;
  const one = `one claim, δ = ${delta}, margin = ${margin}, α_C = ${alphaC}, α_F = ${alphaF}`;
  const tables = [
    ['Whole suites, any false verdict in any attempt', suiteTable('through the scheduler', scheduler)],
    ['', suiteTable('through the evidence and claim code', claims)],
    [`Rules on ${one}, exactly`, ruleTable(rules)],
    [`Outcomes that are not independent, ${one}, exactly`, dependenceTable(dependence)],
  ] as const;
  const texts = tables.flatMap(([title, lines]) => (lines.length > 2 ? [title, '', ...lines, ''] : []));
  return [...texts, `seed ${seed}`].join('\n');
}

function suiteTable(how: string, rows: readonly SuiteRow[]): readonly string[] {
  return markdownTable(
    [how, 'claims', 'suites', 'with a false verdict', 'rate, 95 % interval', 'promise'],
    rows.map(({ wrong, level, claims, suites }) => [
      `falsely ${wrong}`,
      ...[claims, suites.of, suites.hits].map(String),
      rateText(suites),
      `${level}`,
    ]),
  );
}

const rateText = ({ rate, interval: [low, high] }: Proportion): string =>
  `${number(rate)} [${number(low)}, ${number(high)}]`;

function ruleTable(rows: readonly RuleRow[]): readonly string[] {
  return markdownTable(
    [
      'rule',
      'falsely corroborated (promise)',
      'falsely falsified (promise)',
      'trials at δ',
      'undecided at δ',
      'falsified half-way',
    ],
    rows.map(({ name, promises: [c, f], atMargin, atDelta, between }) => [
      plain(name),
      `${number(atMargin.corroborated)} (${number(c)})`,
      `${number(atDelta.falsified)} (${number(f)})`,
      number(atDelta.trials),
      number(atDelta.undecided),
      number(between.falsified),
    ]),
  );
}

function dependenceTable(rows: readonly DependenceRow[]): readonly string[] {
  return markdownTable(
    ['outcomes', 'false verdict', 'probability', 'promise for independent outcomes'],
    rows.map(({ name, wrong, level, probability }) => [plain(name), wrong, number(probability), `${level}`]),
  );
}
