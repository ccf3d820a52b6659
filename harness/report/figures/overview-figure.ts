import type { StoredClaim } from '../../files/verdicts';
import type { Figure } from './figure';

/** All claims: evidence towards either verdict against its threshold. */
export function overviewFigure(_claims: readonly StoredClaim[]): Figure {
  throw new Error('not drawn yet');
}
