import { synthetic } from '../../../harness';

/** The 0–1 error by a law, counted on the 256 prompts of a training. */
export const measured = (law: string) => ({ error: { law, noise: { binomial: 256 } } });

/** Error 0.47 (1 + t/(a s))^−a: it agrees with 0.47 e^(−t/s) at the start, in value and in slope. */
export const powerLaw = (a: number, s: number) =>
  synthetic({
    name: `synthetic power law, a = ${a}`,
    doc: `error 0.47 (1 + t/${a * s})^−${a}, which starts like 0.47 e^(−t/${s})`,
    observations: measured(`0.47 * (1 + t / ${a * s})^(-${a})`),
  });
