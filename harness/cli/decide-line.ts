import type { X } from '../evidence/evidence';

/** A decimal number as written in files: no hexadecimal, no words. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const SHOWN = 40;

/**
 * One line of outcomes: `unknown`, or a decimal number in [0, 1] (0 or 1 unless `bounded`), white space around it ignored.
 * A string that is returned under `reason` says what is wrong with the line.
 */
export function parseOutcome(line: string, bounded: boolean): { x: X } | { reason: string } {
  const text = line.trim();
  if (text === 'unknown') return { x: 'unknown' };
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (bounded)
    return value >= 0 && value <= 1 ? { x: Math.abs(value) } : wrong('a number in [0, 1] or `unknown`', text);
  if (value === 0 || value === 1) return { x: Math.abs(value) };
  const cure = value > 0 && value < 1 ? ' (outcomes between 0 and 1 need --bounded)' : '';
  return wrong('0, 1 or `unknown`', text, cure);
}

function wrong(expected: string, text: string, cure = ''): { reason: string } {
  const shown = text.replace(/\p{Cc}/gu, '\ufffd');
  const got = text === '' ? 'an empty line' : shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
  return { reason: `expected ${expected}, got ${got}${cure}` };
}
