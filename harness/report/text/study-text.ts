import { type Breaking, type ClaimReport, type RowReport, thresholdsIn } from '../../study/report';
import type { Study } from '../../study/study-file';
import { CELL_LEGEND, cellText, listText, thresholdText } from './matrix-cell';
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
  return [head, table([header, ...row.claims.flatMap(breakingLines)])].join('\n');
}

const header = ['claim', 'τ', 'status', 'holds up to', 'broken from', 'estimate (model)'];

/** A line per threshold. */
function breakingLines({ claim, breaking = [] }: ClaimReport): string[][] {
  const at = (severity: number, value: string | undefined) => (value ? `${number(severity)} (${value})` : '–');
  return breaking.map(({ tau, status, low, high, lowValue, highValue, estimate, deviation }, i) => [
    ...[i === 0 ? claim : '', number(tau), status, at(low, lowValue), at(high, highValue)],
    `${number(estimate)} ± ${number(deviation)}`,
  ]);
}

function curve({ claim, response }: ClaimReport): string {
  const rows = response.map(({ at, values, trials, violations, interval }) => [
    `  ${number(at[0]!)}`,
    values[0]!,
    `${violations}/${trials}`,
    `${number(interval[0])} … ${number(interval[1])}`,
  ]);
  return `${claim}\n${table([['  severity', 'value', 'violated', '95 %'], ...rows])}`;
}

/** Violations over trials, the first dial downwards, the second across. */
function phases({ claim, response }: ClaimReport): string {
  const axis = (i: number) => [...new Set(response.map(({ at }) => at[i]!))].sort((a, b) => a - b);
  const [down, across] = [axis(0), axis(1)];
  const value = (i: number, severity: number) => response.find(({ at }) => at[i] === severity)!.values[i]!;
  const cell = (a: number, b: number) => {
    const found = response.find(({ at }) => at[0] === a && at[1] === b);
    return found ? `${found.violations}/${found.trials}` : '–';
  };
  const rows = down.map((a) => [`  ${value(0, a)}`, ...across.map((b) => cell(a, b))]);
  return `${claim}\n${table([['', ...across.map((b) => value(1, b))], ...rows])}`;
}

/** Per family and threshold: assumptions down, claims across by number, cells the certified brackets. */
function matrix({ rows, discoveries = [] }: Study): string {
  const families = [...new Set(rows.map(({ family }) => family))];
  const tables = families.map((family) => matrixOf(rows.filter((row) => row.family === family)));
  const notes = [CELL_LEGEND, 'brackets are certified with 95 % each if violations grow with the severity'];
  return [...tables, [...notes, ...discoveries.map(listText)].join('\n')].join('\n\n');
}

function matrixOf(rows: readonly RowReport[]): string {
  const claims = claimsOf(rows);
  const names = claims.map((claim, i) => `${i + 1}  ${claim}`);
  return [...thresholdsIn(rows).map((threshold) => tableOf(rows, claims, threshold)), names.join('\n')].join('\n\n');
}

function tableOf(rows: readonly RowReport[], claims: readonly string[], threshold: Breaking['threshold']): string {
  const dials = [...new Set(rows.map((row) => row.dials[0]!))];
  const cell = (dial: string, claim: string) => {
    const row = rows.find((one) => one.dials[0] === dial && one.claims.some((other) => other.claim === claim));
    if (row?.fault !== undefined) return '!';
    const searches = row?.claims.find((one) => one.claim === claim)?.breaking;
    const found = searches?.find((one) => one.threshold === threshold);
    return found ? cellText(found) : searches ? '–' : '·';
  };
  const body = dials.map((dial) => [dial, ...claims.map((claim) => cell(dial, claim))]);
  const tested = (dial: string) => claims.map((claim) => cell(dial, claim)).filter((text) => text !== '–');
  const idle = dials.filter((dial) => tested(dial).every((text) => text.startsWith('holds')));
  const found = rows.flatMap((row) => row.claims.flatMap(({ breaking = [] }) => breaking));
  const own = found.filter((one) => one.threshold === threshold);
  return [
    `${rows[0]!.family}: severity at which each claim breaks (certified), by assumption; ${thresholdText(own)}`,
    table([['', ...claims.map((_, i) => `${i + 1}`)], ...body]),
    ...(idle.length ? [`not load-bearing in this range: ${idle.join(', ')}`] : []),
  ].join('\n');
}

const claimsOf = (rows: readonly RowReport[]) => [
  ...new Set(rows.flatMap((row) => row.claims.map(({ claim }) => claim))),
];

function faultText({ fault, dials, source }: RowReport): string {
  return `${dials.join(' and ')} at ${source}: ended early: ${fault}`;
}

function placeOf({ source, stream }: RowReport): string {
  const own = Object.entries(stream).map(([dial, severity]) => `${dial} = ${severity}`);
  return [source === 'region' ? 'problems of the region' : 'the reference problem', ...own].join(', ');
}
