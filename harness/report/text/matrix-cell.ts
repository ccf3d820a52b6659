import type { DiscoveryList } from '../../study/matrix-discoveries';
import type { Breaking } from '../../study/report';
import { THRESHOLD_WORDS } from '../../study/thresholds';
import { number } from './number';

/** A cell of the matrix as text: its bracket, or what stands for one, and a mark where it is a discovery. */
export function cellText(cell: Breaking): string {
  return `${bracketText(cell)}${cell.discovery ? MARKS[cell.discovery] : ''}`;
}

/** Marks of discoveries. */
const MARKS = { carries: '*', carriesNone: '°' } as const satisfies Record<DiscoveryList['kind'], string>;

/** What the signs in cells mean. */
export const CELL_LEGEND =
  'holds: never breaks in range; base: broken at baseline; ~: not monotone; ?: not bracketed; –: a mean has no such threshold';

function bracketText({ status, low, high }: Breaking): string {
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

/** The threshold of some cells in words; where their claims differ, all of its values. */
export function thresholdText(cells: readonly Breaking[]): string {
  const taus = [...new Set(cells.map(({ tau }) => tau))].sort((a, b) => a - b);
  return `τ = ${taus.map(number).join(' or ')}, ${THRESHOLD_WORDS[cells[0]!.threshold]}`;
}

/** How many cells a list has, and what is certified of it. */
export function listText({ kind, threshold, cells, q, found }: DiscoveryList): string {
  const what = kind === 'carries' ? 'carry weight' : 'carry none';
  return `${found} of ${cells} cells ${what} (${MARKS[kind]}), ${THRESHOLD_WORDS[threshold]}: expected false share ≤ ${number(q)}`;
}
