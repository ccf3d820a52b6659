import { synthetic } from '../../../harness';

/** Hinge loss that falls through .3 at t = T, like the trained ones do, with the spread of a measurement. */
const fallingAt = (T: string) => ({
  hingeAsTrained: { law: `exp(-1.204 * (t / (${T}))^3)`, noise: { relative: 0.1 } },
});

/** Times by a law, as a formula in what the design changes. */
export const lawOfSteps = (name: string, doc: string, T: string) =>
  synthetic({ name, doc, observations: fallingAt(T) });

/** Why no claim on times has the untrained model for a control. */
export const noTimes = { without: 'a hinge loss that never falls has no times, and shows nothing of their exponent' };

/** Times that do not follow what the design changes: its labels might as well be permuted. */
export const permuted = lawOfSteps('labels permuted', 'times that do not follow what the design changes', '30');
