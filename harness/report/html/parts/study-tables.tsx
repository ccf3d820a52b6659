import type { Breaking, ClaimReport, Response, RowReport } from '../../../study/report';
import type { Study } from '../../../study/study-file';
import { number } from '../../text/number';
import { Table } from './table';

/** The numbers of a study: brackets of searches, violations per setting of sweeps and pairs. */
export function StudyTables({ study }: { readonly study: Study }) {
  const found = study.rows.flatMap((row) => row.claims.map((claim) => ({ row, claim })));
  const searched = found.flatMap(({ row, claim }) => (claim.breaking ? [breakingRow(row, claim, claim.breaking)] : []));
  const measured = found.flatMap(({ row, claim }) => (claim.response ?? []).map((one) => responseRow(row, claim, one)));
  return (
    <>
      {searched.length > 0 ? (
        <Table caption="Breaking points" head={BREAKING} rows={searched} words={[1, 2, 3, 4]} />
      ) : null}
      {measured.length > 0 ? <Table caption="Responses" head={RESPONSE} rows={measured} words={[1, 2]} /> : null}
    </>
  );
}

const BREAKING = ['claim', 'assumption', 'status', 'holds up to', 'broken from', 'estimate (model)', 'trials'];
const RESPONSE = ['claim', 'assumption', 'setting', 'severity', 'violated', '95 % interval'];

function breakingRow({ dials }: RowReport, { claim }: ClaimReport, found: Breaking) {
  const at = (severity: number, value: string | undefined) => (value ? `${number(severity)} (${value})` : '–');
  const { status, low, high, lowValue, highValue, estimate, deviation, trials } = found;
  const certified = [at(low, lowValue), at(high, highValue)];
  return [claim, dials.join(' and '), status, ...certified, `${number(estimate)} ± ${number(deviation)}`, trials];
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
