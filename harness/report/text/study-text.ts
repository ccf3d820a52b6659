import type { Breaking, ClaimReport, RowReport } from '../../study/report';
import type { Study } from '../../study/study-file';
import { number } from './number';
import { table } from './table';

/** A study as text: a table per row of trials, and for a matrix one compact table of all. */
export function studyText(study: Study): string {
  const parts = study.kind === 'matrix' ? [matrix(study)] : study.rows.map((row) => rowText(study, row));
  const faults = study.rows.filter(({ fault }) => fault !== undefined).map(faultText);
  return [
    ...parts,
    ...faults,
    ...(study.complete ? [] : ['ended before every search was done: --resume continues']),
  ].join('\n\n');
}

function rowText({ kind }: Study, row: RowReport): string {
  const head = `${row.family}, ${placeOf(row)}: ${row.dials.join(' and ')}, ${row.trials} ${row.block ? 'blocks' : 'trials'}`;
  if (kind === 'pair') return [head, ...row.claims.map((claim) => phases(claim))].join('\n');
  if (kind === 'sweep') return [head, ...row.claims.map((claim) => curve(claim))].join('\n');
  return [head, table([header, ...row.claims.map(breakingLine)])].join('\n');
}

const header = ['claim', 'status', 'holds up to', 'broken from', 'estimate (model)'];

function breakingLine({ claim, breaking }: ClaimReport): string[] {
  const { status, low, high, lowValue, highValue, estimate, deviation } = breaking!;
  const at = (severity: number, value: string | undefined) => (value ? `${number(severity)} (${value})` : '–');
  return [claim, status, at(low, lowValue), at(high, highValue), `${number(estimate)} ± ${number(deviation)}`];
}

function curve({ claim, response }: ClaimReport): string {
  const rows = response!.map(({ at, values, trials, violations, interval }) => [
    `  ${number(at[0]!)}`,
    values[0]!,
    `${violations}/${trials}`,
    `${number(interval[0])} … ${number(interval[1])}`,
  ]);
  return `${claim}\n${table([['  severity', 'value', 'violated', '95 %'], ...rows])}`;
}

/** Violations over trials, the first dial downwards, the second across. */
function phases({ claim, response }: ClaimReport): string {
  const axis = (i: number) => [...new Set(response!.map(({ at }) => at[i]!))].sort((a, b) => a - b);
  const [down, across] = [axis(0), axis(1)];
  const value = (i: number, severity: number) => response!.find(({ at }) => at[i] === severity)!.values[i]!;
  const cell = (a: number, b: number) => {
    const found = response!.find(({ at }) => at[0] === a && at[1] === b);
    return found ? `${found.violations}/${found.trials}` : '–';
  };
  const rows = down.map((a) => [`  ${value(0, a)}`, ...across.map((b) => cell(a, b))]);
  return `${claim}\n${table([['', ...across.map((b) => value(1, b))], ...rows])}`;
}

/** Assumptions down, claims across by number, cells the certified brackets. */
function matrix({ rows }: Study): string {
  const families = [...new Set(rows.map(({ family }) => family))];
  return families.map((family) => matrixOf(rows.filter((row) => row.family === family))).join('\n\n');
}

function matrixOf(rows: readonly RowReport[]): string {
  const claims = [...new Set(rows.flatMap((row) => row.claims.map(({ claim }) => claim)))];
  const dials = [...new Set(rows.map((row) => row.dials[0]!))];
  const cell = (dial: string, claim: string) => {
    const row = rows.find((one) => one.dials[0] === dial && one.claims.some((other) => other.claim === claim));
    const found = row?.claims.find((one) => one.claim === claim)?.breaking;
    return found ? cellText(found) : row?.fault ? '!' : '·';
  };
  const body = dials.map((dial) => [dial, ...claims.map((claim) => cell(dial, claim))]);
  const idle = dials.filter((dial) => claims.every((claim) => cell(dial, claim) === 'holds'));
  return [
    `${rows[0]!.family}: severity at which each claim breaks (certified), by assumption`,
    table([['', ...claims.map((_, i) => `${i + 1}`)], ...body]),
    ...claims.map((claim, i) => `${i + 1}  ${claim}`),
    'holds: never breaks in range; base: broken at baseline; ~: not monotone; ?: not bracketed',
    'brackets are certified with 95 % each if violations grow with the severity',
    ...(idle.length ? [`not load-bearing in this range: ${idle.join(', ')}`] : []),
  ].join('\n');
}

function cellText({ status, low, high }: Breaking): string {
  switch (status) {
    case 'never breaks in range':
      return 'holds';
    case 'broken at baseline':
      return 'base';
    case 'non-monotone':
      return '~';
    case 'bracketed':
      return `${short(low)}–${short(high)}`;
    case 'not bracketed':
      return `?${short(low)}–${short(high)}`;
  }
}

const short = (severity: number) => (severity > 1 ? '∞' : severity.toFixed(2).replace(/^0/, ''));

function faultText({ fault, dials, source }: RowReport): string {
  return `${dials.join(' and ')} at ${source}: ended early: ${fault}`;
}

function placeOf({ source, stream }: RowReport): string {
  const own = Object.entries(stream).map(([dial, severity]) => `${dial} = ${severity}`);
  return [source === 'region' ? 'problems of the region' : 'the reference problem', ...own].join(', ');
}
