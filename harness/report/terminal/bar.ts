/** A bar of so many columns for a share of 1; what is below 0 is empty, what is above 1 full. Eighths of a column show. */
export function bar(share: number, columns: number): string {
  const eighths = Math.floor(Math.min(1, Math.max(0, share)) * columns * 8);
  const part = EIGHTHS[eighths % 8]!;
  return `${'█'.repeat(eighths >> 3)}${part}`.padEnd(columns, '·');
}

/** A share in whole per cent, five columns wide: 100 only for what is all there, `< 0 %` for what is negative. */
export function percent(share: number): string {
  if (share < 0) return '< 0 %';
  return `${Math.floor(Math.min(1, share) * 100)} %`.padStart(5);
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
