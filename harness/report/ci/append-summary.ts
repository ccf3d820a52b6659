import { appendFileSync, statSync } from 'node:fs';

/** What GitHub takes of one step (its limit for job summaries: 1 MiB); a longer one would be dropped as a whole. */
export const SUMMARY_LIMIT = 1024 * 1024;

const CUT = '\n…: the rest is in reports/verdicts.json.\n';

/** Appends lines to the summary of the step, as many as fit beside what is there. Failing claims come first in them. */
export function appendSummary(lines: readonly string[], file: string): void {
  const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const text = fitting(lines, SUMMARY_LIMIT - taken);
  if (text) appendFileSync(file, text);
}

/** @param room bytes */
function fitting(lines: readonly string[], room: number): string {
  const whole = `${lines.join('\n')}\n`;
  if (Buffer.byteLength(whole) <= room) return whole;
  const kept: string[] = [];
  let left = room - Buffer.byteLength(CUT);
  for (const line of lines) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return kept.length === 0 ? '' : `${kept.join('\n')}\n${CUT}`;
}
