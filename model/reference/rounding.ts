/**
 * How far one step of SGD on the one-layer model may differ between two correct float32 implementations.
 *
 * Running error analysis (higham2002, chapters 3 and 4) in float64 along forward and backward pass: a sum of n products
 * in any order is off by at most γ_n Σ|terms|, γ_n = n·2^-24 / (1 − n·2^-24), and errors of the inputs are propagated
 * through every operation by absolute values. The bound allows every order of summation, both associations of
 * (W_K x_l)ᵀ(W_Q x_q), every one of W_O W_V Σ s_l y_l, an exp that is off by 4 ulp, flushing of subnormal numbers, and η, λ
 * rounded to float32. At a kink, of ReLU or hinge, that rounding may cross, either side is correct. No safety factor beyond
 * the worst case: the result is the deviation of one implementation from exact arithmetic, times 2 for two implementations.
 * It is a worst case, so correct implementations stay well below it.
 *
 * Notation: `eX` bounds the error of X, `aX` is X with all its terms taken in absolute value.
 */
import { absMatVec, absTransposedMatVec, OuterSum } from './absolute';
import {
  cotangentTerms,
  mixedTerms,
  ofPrompt as noiseOf,
  type Projections,
  scoreTerms,
  sumTerms,
} from './deferred-rounding';
import { dot, matVec, type Reals } from './linear';
import { losses } from './loss';
import {
  type Back,
  backwardPrompt,
  type Dimensions,
  dimensions,
  forwardPrompt,
  isFrozen,
  mapMatrices,
  type Parameters,
  type Pass,
  type Prompts,
  type StepRule,
  type Trained,
  toFloat64,
} from './transformer';
import type { Loss } from './types';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { abs, exp, expm1, max, min } = Math;

const UNIT = 2 ** -24;
/** Relative error of an exp that is off by 4 ulp. */
const EXP = 8 * UNIT;
/** Relative error of what a slope ±1 takes on: the division by the batch size, by way of a reciprocal or not, and a product. */
const SHARE = 4 * UNIT;
/** Relative error of 1/(1 + exp(t)) beyond that of t: exp, sum, quotient, and the division by the batch size. */
const SLOPE = EXP + 4 * UNIT;
/** Flushed subnormal numbers are off by at most this. */
const FLUSH = 2 ** -126;

const gamma = (n: number) => (n * UNIT) / (1 - n * UNIT);

/**
 * Per entry of W_Q, W_K, W_V where there is one, and W_O: a bound on the difference of two correct float32 implementations
 * after one step from the same float32 weights on the same batch. Frozen matrices have bound 0. Costs about two gradients of
 * the reference.
 *
 * @param terms where an implementation reads tokens as sums of features, and noise through its projections; the tokens of `batch`
 * are those sums, rounded. Absolute values of tokens become sums of absolute terms, and every sum over features has its own γ.
 */
export function stepRounding(w: Parameters, batch: Prompts, rule: StepRule, terms?: Terms): Trained {
  const d = dimensions(w, batch);
  // In one type of array, so that the inner loops are compiled for one.
  const [wide, prompts] = [toFloat64(w), promptsToFloat64(batch)];
  const sizes = sizesOf(prompts, terms);
  const gradient = sumsLike(w);
  for (let b = 0; b < batch.n; b++) addPrompt(gradient, wide, prompts, sizes, b, d, rule.loss ?? 'logistic');
  return mapMatrices(w, (W, name) => (isFrozen(rule, name) ? zeros(W) : stepBound(W, gradient[name]!.total(), rule)));
}

/** Tokens that are sums of a few features each. */
export interface Terms {
  /** [n, L, dX]: for every entry of the tokens the sum of its absolute terms. */
  readonly x: Reals;
  /** [n, L, dY]; absent where y is x. */
  readonly y?: Reals;
  /** [n, dX]: of every query its second term; absent where queries are no sums. */
  readonly noise?: Reals;
  /** Features in all. */
  readonly features: number;
  /** Where noise is read through its projections: then x and y hold their sizes too. */
  readonly projections?: Projections;
}

/** For every entry of the queries the sum of its absolute terms. [n, dX] */
export function querySizes({ xq }: Pick<Prompts, 'xq'>, { noise }: Terms): Float64Array {
  const sizes = new Float64Array(xq.length);
  for (let i = 0; i < sizes.length; i++) {
    sizes[i] = noise ? abs(xq[i]! - noise[i]!) + abs(noise[i]!) : abs(xq[i]!);
  }
  return sizes;
}

/** What stands for absolute values of tokens. */
interface Sizes extends Pick<Prompts, 'x' | 'y' | 'xq'> {
  readonly features: number;
  /** [n, dX], where queries are sums of features. */
  readonly noise?: Float64Array;
  /** Roundings of a token and of a few products and sums, where tokens are sums of features. */
  readonly few: number;
  readonly projections?: Projections;
}

function sizesOf({ xq, ...rest }: Prompts, terms?: Terms): Sizes {
  if (!terms) return { ...rest, xq, features: 0, few: 0 };
  const { features, projections } = terms;
  const x = new Float64Array(terms.x);
  const y = terms.y ? new Float64Array(terms.y) : x;
  const noise = terms.noise && { noise: new Float64Array(terms.noise) };
  const sizes = { x, y, xq: querySizes({ xq }, terms), ...noise, features };
  return projections ? { ...sizes, projections, few: gamma(16) } : { ...sizes, few: gamma(8) };
}

/** `(1 − ηλ) W − ηg` rounds W three times (factor, product, difference), `W − η(g + λW)` once and ηλW four times. */
function stepBound(W: Reals, eGradient: Float64Array, rule: StepRule): Float64Array {
  const ofWeight = UNIT * (3 + 4 * rule.eta * rule.lambda);
  return eGradient.map((e, i) => 2 * (rule.eta * e + ofWeight * abs(W[i]!) + FLUSH));
}

/** One sum per matrix. */
type Sums = { readonly [name in keyof Trained]: OuterSum };

const sumsLike = (w: Parameters): Sums => {
  const like = (W: Reals) => new OuterSum(zeros(W));
  return { WQ: like(w.WQ), WK: like(w.WK), ...(w.WV && { WV: like(w.WV) }), WO: like(w.WO) };
};

/** Adds the error of what prompt b contributes to the gradient, its part of the sum over the batch included. */
function addPrompt(
  into: Sums,
  w: Parameters,
  batch: Prompts,
  sizes: Sizes,
  b: number,
  d: Dimensions,
  loss: Loss,
): void {
  const pass = forwardPrompt(w, batch, b, d);
  const e = forwardErrors(w, batch, sizes, b, d, pass);
  const g = slopeErrors(loss, batch.label[b]!, batch.n, pass.f, e.f);
  if (g.error === 0) return; // no gradient, for certain
  const back = backwardPrompt(w, batch, b, pass, g.slope, d);
  const eb = backwardErrors(w, sizes, b, d, pass, e, back, g);
  const xq = sizes.xq.subarray(b * d.dX, (b + 1) * d.dX);
  addContributionErrors(into, w, xq, batch.n * d.L + 2 * sizes.features, d, e, back, eb);
  if (g.eitherSide) addContribution(into, xq, pass, back);
}

interface SlopeErrors {
  /** ∂(mean loss)/∂f */
  readonly slope: number;
  readonly error: number;
  /** Whether an error of f may put the prompt on the other side of a kink, where its slope is 0. */
  readonly eitherSide: boolean;
}

/** The slope at f, and its error when f is off by at most ef. Within ef of the hinge's kink it is that of the steep side. */
function slopeErrors(loss: Loss, label: number, n: number, f: number, ef: number): SlopeErrors {
  const margin = label * f;
  if (loss === 'hinge') return hingeSlopeErrors(margin, -label / n, ef);
  const slope = (label * losses.logistic.slope(margin)) / n;
  // |d log slope / df| ≤ 1, so an error of f is at most a relative error of the slope.
  return { slope, error: abs(slope) * (expm1(min(ef, 700)) + SLOPE) + FLUSH, eitherSide: false };
}

/** `1 − margin` is exact in float32 near the kink, and everywhere of the right sign: only the error of f can change sides. */
function hingeSlopeErrors(margin: number, steep: number, ef: number): SlopeErrors {
  if (margin - 1 > ef) return { slope: 0, error: 0, eitherSide: false };
  return { slope: steep, error: abs(steep) * SHARE + FLUSH, eitherSide: 1 - margin <= ef };
}

function addContributionErrors(
  into: Sums,
  w: Parameters,
  xq: Reals,
  terms: number,
  d: Dimensions,
  e: ForwardErrors,
  back: Back,
  eb: BackwardErrors,
): void {
  // Sums over the batch have n terms, or n·L where an implementation sums over demonstrations last; some then go over all
  // features, twice; + 12 for products, η and tokens.
  const all = gamma(terms + 12);
  into.WQ.add(absMatVec(w.WK, d.dX, d.dX, plus(eb.dv, eb.adv, gamma(d.dX) + all)), xq);
  into.WK.add(e.au, plus(eb.dv, eb.adv, all));
  into.WK.add(e.u, eb.adv);
  into.WO.add(back.dh, plus(e.value, e.aValue, all));
  into.WO.add(eb.dh, plus(e.value, e.aValue, 1));
  if (!into.WV) return;
  into.WV.add(absTransposedMatVec(w.WO, d.m, d.dY, back.dh), plus(e.mixed, e.aMixed, gamma(d.m) + all));
  into.WV.add(absTransposedMatVec(w.WO, d.m, d.dY, eb.dh), plus(e.mixed, e.aMixed, 1));
}

/** What the prompt contributes to the gradient, in absolute value. */
function addContribution(into: Sums, xq: Reals, pass: Pass, back: Back): void {
  into.WQ.add(back.du, xq);
  into.WK.add(pass.u, back.dv);
  into.WO.add(back.dh, pass.value);
  if (into.WV) into.WV.add(back.dValue, pass.mixed);
}

interface ForwardErrors {
  /** [dX] */
  readonly u: Float64Array;
  /** [dX] |u|, or the sum of its absolute terms where the query is a sum of features */
  readonly au: Float64Array;
  /** [dX] */
  readonly v: Float64Array;
  /** [L] */
  readonly s: Float64Array;
  /** [dY] */
  readonly mixed: Float64Array;
  /** [dY] Σ_l s_l |y_l| with s at its largest */
  readonly aMixed: Float64Array;
  /** [dY] */
  readonly value: Float64Array;
  /** [dY] |W_V| aMixed, its own rounding included */
  readonly aValue: Float64Array;
  /** [m] */
  readonly h: Float64Array;
  readonly f: number;
}

function forwardErrors(
  w: Parameters,
  batch: Prompts,
  sizes: Sizes,
  b: number,
  d: Dimensions,
  pass: Pass,
): ForwardErrors {
  const { features, few, noise } = sizes;
  const ofQuery = (values: Reals) => values.subarray(b * d.dX, (b + 1) * d.dX);
  const ofTerms = noise ? few : 0;
  const u = absMatVec(w.WQ, d.dX, d.dX, ofQuery(sizes.xq)).map((a) => (gamma(d.dX) + ofTerms) * a);
  const au = noise ? absoluteImage(w.WQ, pass.u, ofQuery(noise)) : pass.u;
  const rows = (values: Reals, width: number) => values.subarray(b * d.L * width, (b + 1) * d.L * width);
  const [x, y] = [rows(sizes.x, d.dX), rows(sizes.y, d.dY)];
  // Two contractions over dX, in either association: 2 γ |x_l|ᵀ |W_K|ᵀ |u|.
  const ev = absTransposedMatVec(w.WK, d.dX, d.dX, plus(u, plus(u, au, 1), 2 * gamma(d.dX) + few));
  const drawn = sizes.projections && noiseOf(sizes.projections, b, batch.n);
  const eScore = absMatVec(x, d.L, d.dX, ev);
  const scores = matVec(rows(batch.x, d.dX), d.L, d.dX, pass.v);
  const s = softmaxErrors(pass.s, scores, drawn ? plus(eScore, scoreTerms(drawn, ev), 1) : eScore);
  const aMixed = absTransposedMatVec(y, d.L, d.dY, plus(pass.s, s, 1));
  const fromS = absTransposedMatVec(y, d.L, d.dY, s);
  const mixed = plus(drawn ? plus(fromS, mixedTerms(drawn, s), 1) : fromS, aMixed, gamma(d.L + features) + few);
  const value = w.WV ? absMatVec(w.WV, d.dY, d.dY, plus(mixed, aMixed, gamma(d.dY))) : mixed;
  const aValue = w.WV ? absMatVec(w.WV, d.dY, d.dY, plus(aMixed, aMixed, gamma(d.dY))) : aMixed;
  const h = absMatVec(w.WO, d.m, d.dY, plus(value, aValue, gamma(d.dY)));
  return { u, au, v: ev, s, mixed, aMixed, value, aValue, h, f: readOutError(w.r, pass.h, h) };
}

/** |W (x − noise)| + |W noise|, from W x. */
function absoluteImage(W: Reals, image: Float64Array, noise: Reals): Float64Array {
  const d = image.length;
  const second = matVec(W, d, d, noise);
  return image.map((value, i) => abs(value - second[i]!) + abs(second[i]!));
}

/**
 * With errors |ε_j| ≤ E_j of the scores (the subtraction of the maximum and the exp included),
 * `ŝ_l − s_l = s_l Σ_{j≠l} s_j (1 − e^{ε_j − ε_l}) / Σ_j s_j e^{ε_j − ε_l}`, at most `s_l Σ_{j≠l} s_j (E_j + E_l) e^{4 max E}`;
 * then the sum and the quotient. Small where one s_l is near 1: this is what keeps the bound tight on saturated attention.
 */
function softmaxErrors(s: Float64Array, z: Float64Array, eScore: Float64Array): Float64Array {
  const top = max(...z);
  const E = eScore.map((e, l) => e + UNIT * (top - z[l]!) + EXP);
  const mean = dot(s.length, s, E);
  const curvature = exp(min(4 * max(...E), 700));
  const rounding = gamma(s.length + 3);
  return s.map((sl, l) => {
    const pull = sl * (mean + E[l]! * (1 - 2 * sl)) * curvature;
    return min(1, pull + sl * rounding + FLUSH);
  });
}

/** Neurons that cannot become active contribute nothing. */
function readOutError(r: Reals, h: Float64Array, eh: Float64Array): number {
  const rounding = gamma(h.length + 1);
  let error = 0;
  for (let i = 0; i < h.length; i++) {
    if (h[i]! <= -eh[i]!) continue;
    error += abs(r[i]!) * (eh[i]! + rounding * (max(h[i]!, 0) + eh[i]!));
  }
  return error;
}

interface BackwardErrors {
  /** [m] */
  readonly dh: Float64Array;
  /** [dX] */
  readonly dv: Float64Array;
  /** [dX] Σ_l |dz_l| |x_l| with dz at its largest */
  readonly adv: Float64Array;
}

function backwardErrors(
  w: Parameters,
  sizes: Sizes,
  b: number,
  d: Dimensions,
  pass: Pass,
  e: ForwardErrors,
  back: Back,
  g: SlopeErrors,
): BackwardErrors {
  const dh = hiddenErrors(w.r, pass.h, e.h, abs(g.slope), g.error);
  // Contractions over m, over dY and over the dY of W_V, in any association.
  const drawn = sizes.projections && noiseOf(sizes.projections, b, sizes.xq.length / d.dX);
  // Where noise is read through its projections: s·w, and c·g, v·k.
  const [ofW, ofK] = drawn ? [gamma(d.L), gamma(d.dX)] : [0, 0];
  const rounding = gamma(d.m) + gamma(d.dY) + (w.WV ? gamma(d.dY) : 0) + sizes.few + ofW;
  const eValue = absTransposedMatVec(w.WO, d.m, d.dY, plus(dh, plus(dh, back.dh, 1), rounding));
  const eMixed = w.WV ? absTransposedMatVec(w.WV, d.dY, d.dY, eValue) : eValue;
  const y = sizes.y.subarray(b * d.L * d.dY, (b + 1) * d.L * d.dY);
  const ofMixed = absMatVec(y, d.L, d.dY, eMixed);
  const eds = drawn ? plus(ofMixed, cotangentTerms(drawn, [pass.s, e.s], [back.dValue, eMixed]), 1) : ofMixed;
  const dz = scoreErrors(pass.s, e.s, back.ds, eds);
  const x = sizes.x.subarray(b * d.L * d.dX, (b + 1) * d.L * d.dX);
  const adv = absTransposedMatVec(x, d.L, d.dX, plus(dz, back.dz, 1));
  const fromScores = absTransposedMatVec(x, d.L, d.dX, dz);
  const ofNoise = drawn ? sumTerms(drawn, [pass.v, e.v], [back.dz, dz]) : zeros(fromScores);
  return { dh, dv: plus(plus(fromScores, ofNoise, 1), adv, gamma(d.L) + sizes.few + ofK), adv };
}

/** dh_i = g r_i where h_i > 0. Where h_i is within its own error of 0, either side of the kink is correct. */
function hiddenErrors(r: Reals, h: Float64Array, eh: Float64Array, g: number, eg: number): Float64Array {
  return h.map((hi, i) => {
    const weight = abs(r[i]!);
    if (eh[i]! > 0 && abs(hi) <= eh[i]!) return weight * (g + eg) * (1 + 2 * UNIT);
    return hi > 0 ? weight * (eg + 2 * UNIT * (g + eg)) : 0;
  });
}

/**
 * `dz_l = s_l (ds_l − mean)`, mean = Σ_j s_j ds_j. Errors of ds enter through `s_l Σ_{j≠l} s_j (δ_l − δ_j)`; those of s
 * through the centred ds, since the computed s sums to 1 up to rounding; products and sums are rounded.
 */
function scoreErrors(s: Float64Array, es: Float64Array, ds: Float64Array, eds: Float64Array): Float64Array {
  const n = s.length;
  const mean = dot(n, s, ds);
  const centred = ds.map((value) => abs(value - mean));
  const ofMean = dot(n, s, eds);
  const common = dot(n, es, plus(centred, eds, 1)) + gamma(3 * n + 10) * (dot(n, s, ds.map(abs)) + ofMean);
  return s.map((sl, l) => {
    const pull = eds[l]! * (1 - 2 * sl) + ofMean;
    const rounded = 3 * UNIT * (abs(ds[l]!) + eds[l]!);
    return es[l]! * (centred[l]! + eds[l]! + common) + sl * (pull + common + rounded);
  });
}

/** `|a| + scale |b|` */
function plus(a: Reals, b: Reals, scale: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = abs(a[i]!) + scale * abs(b[i]!);
  return out;
}

function zeros(like: Reals): Float64Array {
  return new Float64Array(like.length);
}

function promptsToFloat64({ n, x, y, xq, label }: Prompts): Prompts {
  return {
    n,
    x: new Float64Array(x),
    y: new Float64Array(y),
    xq: new Float64Array(xq),
    label: new Float64Array(label),
  };
}
