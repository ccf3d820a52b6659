import junit, { type TestCase } from 'junit-report-builder';
import { printable } from '../../base/text';
import type { ClaimGate } from '../../compile/compile';
import type { ClaimResult } from '../../verdict/results/result';
import { number } from '../text/number';
import { attemptsText } from '../text/shown-text';
import { failureBlock } from '../text/verdict-block';
import { type FinishedRun, undecided } from './run';

/**
 * A run in the JUnit format: one suite per family, one test case per claim. `failure` is a claim that is not
 * corroborated, `error` one without a verdict: the harness could not bring it to one, or the run ended before. None is
 * `skipped`, which readers take for good. Every time is 0, an optional number of seconds to readers of the format: a report
 * of the same verdicts has the same bytes.
 * Properties of a test case are an extension, which pytest writes too; a reader without it shows the rest. Read here by an
 * XML parser only, not by Jenkins or GitLab.
 */
export function junitReport(run: FinishedRun): string {
  const { results, meta, gates, broken = new Map() } = run;
  const report = junit.newBuilder().name('theoremcheck');
  const decided = new Map(results.map((result) => [result.name, result]));
  const open = new Map(undecided(run));
  for (const family of new Set(gates.map((gate) => gate.description.family))) {
    const suite = report.testSuite().name(clean(family)).time(0);
    for (const key of ['epoch', 'profile', 'engine'] as const) suite.property(key, clean(meta[key]));
    const own = gates.filter((gate) => gate.description.family === family);
    for (const gate of own) describeClaim(suite.testCase(), gate, decided.get(gate.name) ?? open.get(gate)!);
  }
  if (broken.size > 0) brokenSuite(report.testSuite(), broken);
  return `${report.build()}\n`;
}

function brokenSuite(suite: ReturnType<typeof junit.testSuite>, broken: ReadonlyMap<string, string>): void {
  suite.name('files that could not be read').time(0);
  for (const [file, sentence] of broken) {
    suite.testCase().className(clean(file)).file(clean(file)).name(clean(file)).time(0).error(clean(sentence), 'error');
  }
}

function describeClaim(test: TestCase, gate: ClaimGate, result: ClaimResult | string): void {
  test.className(clean(gate.file)).file(clean(gate.file)).name(clean(gate.name)).time(0);
  if (typeof result === 'string') return void test.error(clean(result), 'error');
  for (const [name, value] of properties(result)) test.property(name, clean(value));
  const { verdict, because } = result;
  const block = section(failureBlock(result, gate.description));
  if (verdict === 'error') test.error(clean(because), verdict, block);
  else if (verdict !== 'corroborated') test.failure(clean(because), verdict).stacktrace(block);
}

function properties(result: ClaimResult): [string, string][] {
  const { epoch, verdict, alphaC, alphaF, trials, budget, slack, notices, minimalDetectable, code } = result;
  const counted = attemptsText(result);
  return [
    ['verdict', verdict],
    ['epoch', epoch],
    ['level of corroboration', number(alphaC)],
    ['level of falsification', number(alphaF)],
    ['trials', `${trials}`],
    ['budget', `${budget}`],
    ...(counted === undefined ? [] : [['attempt', counted] as [string, string]]),
    ...(slack === undefined ? [] : [['slack', number(slack)] as [string, string]]),
    ...(notices === undefined ? [] : [['notices', number(notices)] as [string, string]]),
    ...(minimalDetectable === undefined ? [] : [['detectable', number(minimalDetectable)] as [string, string]]),
    ['code', code],
  ];
}

/** Text that XML 1.0 can hold (its section 2.2): other characters cannot even be escaped, so each becomes U+FFFD. */
function clean(text: string): string {
  return printable(text).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

/** Text of a CDATA section. The writer splits the first `]]>` of a text and no other, so none is left in it. */
function section(text: string): string {
  return clean(text).replaceAll(']]>', ']] >');
}
