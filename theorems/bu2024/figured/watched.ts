/** Everything is watched over the horizon of the gate, in units of m K1/η. */
export const watched = {
  trials: 32,
  prompts: 1000,
  at: 'reference',
  clock: 'unit',
  time: 't in units of m K1/η (20 steps)',
} as const;
