import { synthetic } from '../../../harness';

/** Hinge loss that falls through .3 at t = T, like the trained ones do, with the spread of a measurement. */
export const fallingAt = (T: string) => ({
  hingeAsTrained: { law: `exp(-1.204 * (t / (${T}))^3)`, noise: { relative: 0.1 } },
});

/** Times that do not follow what the design changes: its labels might as well be permuted. */
export const permuted = () =>
  synthetic({
    name: 'labels permuted',
    doc: 'times that do not follow what the design changes',
    observations: fallingAt('30'),
  });
