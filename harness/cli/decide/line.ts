import { cut, oneLine } from '../../base/text';
import type { X } from '../../evidence/evidence';

/** A decimal number as written in files: no hexadecimal, no words. */
const DECIMAL = /^[+-]?((?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const SHOWN = 40;
/** No outcome is written with more characters. */
const MOST = 1000;
const RUN_ON = ' (write each outcome on a line of its own)';

/**
 * One line of outcomes: `unknown`, or a decimal number in [0, 1] (0 or 1 unless `bounded`), white space around it ignored.
 * A string that is returned under `reason` says what is wrong with the line.
 */
export function parseOutcome(line: string, bounded: boolean): { x: X } | { reason: string } {
  if (line.length > MOST) return wrong(bounded ? 'a number in [0, 1] or `unknown`' : '0, 1 or `unknown`', line, RUN_ON);
  const text = line.trim();
  if (text === 'unknown') return { x: 'unknown' };
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (bounded)
    return value >= 0 && value <= 1 ? { x: Math.abs(value) } : wrong('a number in [0, 1] or `unknown`', text);
  if (value === 0 || value === 1) return { x: Math.abs(value) };
  const between = value > 0 && value < 1 ? ' (outcomes between 0 and 1 need --bounded)' : '';
  const cure = /^[01\s,;]{2,}$/.test(text) ? RUN_ON : between;
  return wrong('0, 1 or `unknown`', text, cure);
}

function wrong(expected: string, text: string, cure = ''): { reason: string } {
  const got = text === '' ? 'an empty line' : cut(oneLine(text.slice(0, 2 * SHOWN)), SHOWN + 1);
  return { reason: `expected ${expected}, got ${got}${cure}` };
}
