/** Seconds for people: whole seconds up to a minute and a half, then whole minutes, then hours. Rounded up: an estimate is no promise. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3600)} h`;
}
