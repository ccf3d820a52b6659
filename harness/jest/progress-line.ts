import type { Progress } from '../run/result';

/** `theoremcheck: 2 of 9 decided, 1480 trainings; open: attention concentrates 96/127, …`, at most three of them. */
export function progressLine({ decided, claims, open, trained }: Progress): string {
  const shown = open.slice(0, 3).map(({ name, trials, needed }) => `${name} ${trials}/${finite(needed)}`);
  const more = open.length > shown.length ? `, ${open.length - shown.length} more` : '';
  const waiting = shown.length > 0 ? `; open: ${shown.join(', ')}${more}` : '';
  return `theoremcheck: ${decided} of ${claims} decided, ${trained} trainings${waiting}`;
}

const finite = (needed: number): string => (Number.isFinite(needed) ? String(needed) : '?');
