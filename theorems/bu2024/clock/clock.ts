/**
 * The clock: how the time to a small error depends on a size of the problem. Every horizon of bu2024 is stated in units of
 * m K1/η; these claims are what that rests on.
 *
 * @module
 */
import { cite, firstTime, meanOver, ours, slope, synthetic, theorem, within } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';

/** An error that falls through 2^−4 at step T, about as trained ones do, counted on the prompts of a training. */
const falling = (T: string) => ({
  error: { law: `0.47 * exp(-2.0176 * (t / (${T}))^2)`, noise: { binomial: 64 } },
});

/** What a clock claim says: how steps to an error of 2^−4 scale with one symbol. */
interface ClockSpec {
  readonly name: string;
  /** The size in words, with its values. */
  readonly size: string;
  /** What the exponents are taken of. */
  readonly symbol: string;
  /** The dial that sets it, and its values. */
  readonly dial: string;
  readonly values: readonly number[];
  readonly exponent: number;
  /** What the exponent rests on, and what it was in calibration. */
  readonly reason: string;
  /** Steps after which a training counts as a violation. */
  readonly cap: number;
}

/** Times with an exponent, anchored where they are longest, so that none is censored. */
function law({ symbol, values, cap }: ClockSpec, exponent: number) {
  const slowest = exponent > 0 ? Math.max(...values) : Math.min(...values);
  return falling(`${0.8 * cap} * (${symbol} / ${slowest})^(${exponent})`);
}

/** A claim about one exponent: within .45, so that the neighbouring half-integers are excluded. */
export function clock(spec: ClockSpec) {
  const { name, size, symbol, dial, values, exponent, reason, cap } = spec;
  return theorem({
    name,
    statement: `With probability at least 1 − δ over blocks of trainings of the reference problem with ${size}, four at each, the first time at which the mean 0–1 error is at most 2^−4 has log–log slope on it within .45 of ${exponent}.`,
    source: cite(
      'bu2024',
      'section 5: iterations in m, K1 and η; the orders are hidden in the sources at hand',
      'paraphrased',
    ),
    family: bu2024,
    forAll,
    at: 'reference',
    ours: {
      width: ours(0.45, `exponents half an integer away are refuted; ${reason}`, calibrated.night),
      cap: ours(cap, 'steps after which a block counts as a violation', calibrated.night),
    },
    horizon: 'cap',
    horizonForm: 'some t ≤ T',
    prompts: 64,
    block: { repeats: 4, design: values.map((value) => ({ [dial]: value })) },
    claim: ({ along }) => {
      const error = meanOver(along({ from: '0', to: 'horizon', every: '3' }).error);
      return within(slope(firstTime(error, '2^-4'), symbol), `${exponent} - width`, `${exponent} + width`);
    },
    delta: 0.05,
    margin: 0.15,
    profile: 'nightly',
    controls: {
      untrained: { without: 'an error that never falls has no times, and shows nothing of their exponent' },
      gross: [
        synthetic({
          name: 'synthetic law with a wrong exponent',
          doc: `times with exponent ${exponent + 0.75}`,
          observations: law(spec, exponent + 0.75),
        }),
      ],
      nearMiss: [-0.55, 0.55].map((off) =>
        synthetic({
          name: `synthetic law with exponent ${(exponent + off).toFixed(2)}`,
          doc: 'a little more than half an integer away',
          observations: law(spec, exponent + off),
        }),
      ),
      positive: synthetic({
        name: 'synthetic law with the exponent',
        doc: `times with exponent ${exponent}`,
        observations: law(spec, exponent),
      }),
    },
    paper,
    notChecked: ['other problems than the reference', 'sizes beyond those of the doublings'],
  });
}
