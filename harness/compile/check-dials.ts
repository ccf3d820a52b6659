import { didYouMean } from '../base/closest';
import { demand } from '../base/demand';
import { UsageError } from '../base/usage-error';
import { dialOf } from '../statement/dials';
import type { Statement } from '../statement/whole';

/** Refuses dials that the family does not have, and severities that are no numbers. */
export function checkDials({ family, who }: Statement, dials: Readonly<Record<string, number>>, field: string): void {
  for (const [name, severity] of Object.entries(dials)) {
    if (dialOf(family, name) === undefined) {
      const known = [...new Set([...Object.keys(family.assumptions), ...Object.keys(family.dials)])];
      const expected = `a dial of ${family.name} (${known.join(', ')})`;
      throw UsageError.expected(`${who}, ${field}`, expected, name, didYouMean(name, known));
    }
    demand(Number.isFinite(severity), `${who}, ${field}.${name}`, 'a finite severity', String(severity));
  }
}
