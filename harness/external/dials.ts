import { didYouMean } from '../base/closest';
import { UsageError } from '../base/usage-error';
import { expression } from '../formula/expression';
import type { Assumption, Dial } from '../statement/family';
import { type Numbers, rangeText } from './problems';
import type { FamilyDescription, WireDial, WireRange } from './protocol';

const SEVERITY = 'severity';

type Ranges = Readonly<Record<string, WireRange>>;

/** Dials that change numbers by formulas. At severity 0 an assumption's dial leaves a problem as it is. */
export function wireAssumptions(
  stated: FamilyDescription['assumptions'],
  ranges: Ranges,
  who: string,
): Readonly<Record<string, Assumption<Numbers>>> {
  const made = Object.entries(stated ?? {}).map(([name, { doc, paper, symbols, dial }]) => {
    const place = `${who}, assumption ${name}`;
    for (const symbol of symbols) demandSymbol(symbol, ranges, place);
    const region = Object.fromEntries(symbols.map((symbol) => [symbol, rangeText(ranges[symbol]!)]));
    const turned = dialOf(dial, ranges, place);
    const apply = (problem: Numbers, severity: number) => (severity === 0 ? problem : turned.apply(problem, severity));
    const physical = (severity: number) => (severity === 0 ? 'as drawn' : turned.physical(severity));
    return [name, { name, doc, paper, region, dial: { ...turned, apply, physical } }] as const;
  });
  return Object.fromEntries(made);
}

/** Interventions. */
export function wireDials(
  stated: FamilyDescription['dials'],
  ranges: Ranges,
  who: string,
): Readonly<Record<string, Dial<Numbers>>> {
  const made = Object.entries(stated ?? {}).map(([name, dial]) => [name, dialOf(dial, ranges, `${who}, dial ${name}`)]);
  return Object.fromEntries(made);
}

function dialOf({ doc, set }: WireDial, ranges: Ranges, who: string): Dial<Numbers> {
  const formulas = Object.entries(set).map(([symbol, text]) => {
    demandSymbol(symbol, ranges, who);
    const formula = expression(text, `${who}, ${symbol}`);
    for (const used of formula.symbols) if (used !== SEVERITY) demandSymbol(used, ranges, `${who}, ${symbol}`);
    return { symbol, formula };
  });
  const value = ({ symbol, formula }: (typeof formulas)[number], problem: Numbers, severity: number) =>
    whole(ranges[symbol]!, formula.evaluate(new Map([...Object.entries(problem), [SEVERITY, severity] as const])));
  const moved = (problem: Numbers, severity: number): Numbers =>
    Object.fromEntries(formulas.map((one) => [one.symbol, value(one, problem, severity)]));
  const physical = (severity: number) =>
    formulas
      .map((one) =>
        one.formula.symbols.every((used) => used === SEVERITY)
          ? `${one.symbol} = ${Number(value(one, {}, severity).toPrecision(3))}`
          : `${one.symbol} = ${one.formula.text} at ${severity}`,
      )
      .join(', ');
  return { doc, physical, apply: (problem, severity) => ({ ...problem, ...moved(problem, severity) }) };
}

const whole = ({ law }: WireRange, value: number): number =>
  law === 'count' || law === 'even count' ? Math.round(value) : value;

function demandSymbol(symbol: string, ranges: Ranges, who: string): void {
  if (Object.hasOwn(ranges, symbol)) return;
  const known = Object.keys(ranges);
  throw UsageError.expected(who, `a symbol of the problems (${known.join(', ')})`, symbol, didYouMean(symbol, known));
}
