import type { ClaimResult } from '../../verdict/results/result';
import type { Colours } from './colours';

/** A verdict in one sign and one word, told apart by more than colour. */
export function verdictMark(verdict: ClaimResult['verdict'], colours: Colours): string {
  const { sign, colour } = MARKS[verdict];
  return colours[colour](`${sign} ${verdict}`);
}

const MARKS = {
  corroborated: { sign: '✓', colour: 'green' },
  falsified: { sign: '✗', colour: 'red' },
  vacuous: { sign: '○', colour: 'yellow' },
  inconclusive: { sign: '?', colour: 'yellow' },
  error: { sign: '!', colour: 'red' },
} as const;
