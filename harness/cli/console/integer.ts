import { UsageError } from '../../base/usage-error';

/** An integer flag of a command. @throws UsageError for anything but plain digits within the range. */
export function integer(command: string, flag: string, text: string, least: number, most = 1e9): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === 1e9 ? `≥ ${least}` : `from ${least} to ${most}`;
  throw UsageError.expected(command, `an integer ${range} for ${flag}`, `"${text}"`);
}
