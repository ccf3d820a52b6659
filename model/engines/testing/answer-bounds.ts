import { dot, matVec, type Reals, transposedMatVec } from '../../reference/linear';
import { querySizes, type Terms } from '../../reference/rounding';
import { dimensions, forwardPrompt, type Parameters, type Prompts } from '../../reference/transformer';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, expm1, max } = Math;
const UNIT = 2 ** -24;
const gamma = (n: number): number => (n * UNIT) / (1 - n * UNIT);
const absolute = (values: Reals): Float64Array => Float64Array.from(values, abs);

/** How far float32 answers to one prompt may be from float64 ones. */
interface AnswerBound {
  /** Of f. */
  readonly f: number;
  /** Of every attention weight, relative; flushed ones are off by 2^-126. */
  readonly attention: number;
}

/**
 * A worst case, coarser than that of a step: a score is off by at most E = γ_3d |x_l|ᵀ |W_K|ᵀ |W_Q| |x_q|, a softmax weight by
 * the factor e^(2 max(E + 2u |score| + 8u)), its sum and its quotient (higham2002, chapters 3 and 4; an exp is off by 4 ulp), and
 * f by that and by γ of its sums times |r|ᵀ |W_O| |W_V| Σ s_l |y_l|, as ReLU does not enlarge errors.
 * With `terms`, tokens are sums of features (see `stepRounding`): absolute values of tokens are sums of absolute terms, and 8
 * roundings more make up a score, 8 and a sum over features more f.
 */
export function answerBound(w: Parameters, batch: Prompts, b: number, terms?: Terms): AnswerBound {
  const { dX, dY, L, m } = dimensions(w, batch);
  const { s } = forwardPrompt(w, batch, b);
  const rows = (values: Reals, width: number) => absolute(values.subarray(b * width, (b + 1) * width));
  const { x, y, xq, features } = terms
    ? { ...terms, y: terms.x, xq: querySizes(batch, terms) }
    : { ...batch, features: 0 };
  const [scoring, mixing] = terms ? [8, features + 8] : [0, 0];
  const v = transposedMatVec(absolute(w.WK), dX, dX, matVec(absolute(w.WQ), dX, dX, rows(xq, dX)));
  const score = max(...matVec(rows(x, L * dX), L, dX, v));
  const attention = expm1(2 * ((gamma(3 * dX + scoring) + 2 * UNIT) * score + 8 * UNIT)) + gamma(L + 6);
  const mixed = transposedMatVec(rows(y, L * dY), L, dY, s);
  const value = w.WV ? matVec(absolute(w.WV), dY, dY, mixed) : mixed;
  const size = dot(m, absolute(w.r), matVec(absolute(w.WO), m, dY, value));
  return { f: (attention + gamma(L + 2 * dY + m + 3 + mixing)) * (1 + attention) * size, attention };
}
