import type { Progress } from '../run/result';

/** `theoremcheck: 2 of 9 decided, 1480 trainings; open: attention concentrates (trials 96/195, controls 2/4)`, … */
export function progressLine({ decided, claims, open, trained }: Progress): string {
  const shown = open
    .slice(0, 3)
    .map(
      ({ name, trials, needed, controls }) =>
        `${name} (trials ${trials}/${finite(needed)}, controls ${controls.decided}/${controls.total})`,
    );
  const more = open.length > shown.length ? `, ${open.length - shown.length} more` : '';
  const waiting = shown.length > 0 ? `; open: ${shown.join(', ')}${more}` : '';
  return `theoremcheck: ${decided} of ${claims} decided, ${trained} trainings${waiting}`;
}

const finite = (needed: number): string => (Number.isFinite(needed) ? String(needed) : '?');
