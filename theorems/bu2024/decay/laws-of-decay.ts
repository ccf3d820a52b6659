import { type Curve, firstTime, quantity, synthetic } from '../../../harness';

/** The 0–1 error by a law, counted on the 256 prompts of a training. */
export const measured = (law: string) => ({ error: { law, noise: { binomial: 256 } } });

/** Error 0.47 (1 + t/(a s))^−a: it agrees with 0.47 e^(−t/s) at the start, in value and in slope. */
export const powerLaw = (a: number, s: number) =>
  synthetic({
    name: `synthetic power law, a = ${a}`,
    doc: `error 0.47 (1 + t/${a * s})^−${a}, which starts like 0.47 e^(−t/${s})`,
    observations: measured(`0.47 * (1 + t / ${a * s})^(-${a})`),
  });

/** How much longer an error takes from 2^−4 to 2^−6 than from 2^−2 to 2^−4: as long under an exponential law, 4^(1/a) times under t^−a. */
export const slowingOf = (error: Curve) =>
  quantity('(T6 - T4) / (T4 - T2)', {
    T2: firstTime(error, '2^-2'),
    T4: firstTime(error, '2^-4'),
    T6: firstTime(error, '2^-6'),
  });

/** Why claims on such ratios have no untrained control. */
export const noTimesUntrained = {
  without: 'an error that never falls has no times, and shows nothing of their ratio',
};

/**
 * Laws of what falls from .47 to 2^−7 within the time that is watched, counted on the prompts of a training: power laws of any order,
 * and an exponential.
 *
 * @param what the observation that falls, as a name and in words: `an excess of`.
 */
export function cappedLaws(what: { readonly observation: string; readonly words: string }, prompts: number) {
  const observed = (law: string) => ({ [what.observation]: { law, noise: { binomial: prompts } } });
  return {
    powerLaw: (a: number) =>
      synthetic({
        name: `synthetic power law, a = ${a}`,
        doc: `${what.words} 0.47 (1 + t/s)^−${a}, at 2^−7 by the cap`,
        observations: observed(`0.47 * (1 + ${(0.47 * 2 ** 7) ** (1 / a) - 1} * t / horizon)^(-${a})`),
      }),
    exponential: synthetic({
      name: 'synthetic exponential',
      doc: `${what.words} 0.47 e^(−4.1 t/T): at 2^−7 by the cap, as the power laws`,
      observations: observed('0.47 * exp(-4.1 * t / horizon)'),
    }),
  };
}
