import type { DiscoveryList } from '../../../study/matrix-discoveries';
import type { Breaking, ClaimReport, Response, RowReport } from '../../../study/report';
import type { Study } from '../../../study/study-file';
import { THRESHOLD_WORDS } from '../../../study/thresholds';
import { number } from '../../text/number';
import { Table } from './table';

/** The numbers of a study: brackets of searches, violations per setting of sweeps and pairs. */
export function StudyTables({ study }: { readonly study: Study }) {
  const found = study.rows.flatMap((row) => row.claims.map((claim) => ({ row, claim })));
  const searched = found.flatMap(({ row, claim }) => (claim.breaking ?? []).map((one) => breakingRow(row, claim, one)));
  const swept = found.filter(({ claim }) => claim.breaking === undefined);
  const measured = swept.flatMap(({ row, claim }) => claim.response.map((one) => responseRow(row, claim, one)));
  const lists = (study.discoveries ?? []).map(discoveryRow);
  return (
    <>
      {lists.length > 0 ? <Table caption="Discoveries" head={DISCOVERIES} rows={lists} words={[0, 1]} /> : null}
      {searched.length > 0 ? (
        <Table caption="Breaking points" head={BREAKING} rows={searched} words={[1, 3, 4, 5, 7]} />
      ) : null}
      {measured.length > 0 ? <Table caption="Responses" head={RESPONSE} rows={measured} words={[1, 2]} /> : null}
    </>
  );
}

const DISCOVERIES = ['broken means', 'cells that', 'found', 'planned', 'expected false share'];
const BREAKING = [
  ...['claim', 'assumption', 'τ', 'status', 'holds up to', 'broken from', 'estimate (model)', 'discovery', 'trials'],
];
const RESPONSE = ['claim', 'assumption', 'setting', 'severity', 'violated', '95 % interval'];

function breakingRow({ dials }: RowReport, { claim }: ClaimReport, found: Breaking) {
  const at = (severity: number, value: string | undefined) => (value ? `${number(severity)} (${value})` : '–');
  const { tau, status, low, high, lowValue, highValue, estimate, deviation, discovery, trials } = found;
  const certified = [status, at(low, lowValue), at(high, highValue)];
  const rest = [`${number(estimate)} ± ${number(deviation)}`, discovery ? CARRIES[discovery] : '–', trials];
  return [claim, dials.join(' and '), number(tau), ...certified, ...rest];
}

const CARRIES = { carries: 'carries weight', carriesNone: 'carries none' } as const;

function discoveryRow({ threshold, kind, found, cells, q }: DiscoveryList) {
  return [THRESHOLD_WORDS[threshold], CARRIES[kind], found, cells, `≤ ${number(q)}`];
}

function responseRow(
  { dials }: RowReport,
  { claim }: ClaimReport,
  { at, values, trials, violations, interval }: Response,
) {
  const share = `${violations} of ${trials}`;
  const range = interval.map(number).join(' … ');
  return [claim, dials.join(' and '), values.join('; '), at.map(number).join('; '), share, range];
}
