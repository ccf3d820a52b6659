/**
 * What rounding does beyond `stepRounding` where noise is read through its projections (docs/decisions/0011): a pass over the
 * completed prompt reads the noise along directions that are fixed, the pass that drew projections along directions that it
 * rounded itself. Every bound is the exact one of a normalised or a measured vector: for |v' − v| ≤ e entrywise,
 * ||v'| − |v|| ≤ |e| and |v'/|v'| − v/|v|| ≤ (e + |v|/|v| · |e|) / (|v| − |e|), at most 2.
 */
import { dot, type Reals } from './linear';

const { abs, min, sqrt } = Math;

/** The projections of the noise of n prompts, and its standard deviation. */
export interface Projections {
  readonly sigma: number;
  /** [n, L] */
  readonly g: Reals;
  /** [n, dY] */
  readonly h: Reals;
  /** [n, L] */
  readonly w: Reals;
  /** [n, dX] */
  readonly k: Reals;
}

/** The terms of one prompt. */
export function ofPrompt({ sigma, g, h, w, k }: Projections, b: number, n: number): Projections {
  const cut = (values: Reals) => values.subarray((b * values.length) / n, ((b + 1) * values.length) / n);
  return { sigma, g: cut(g), h: cut(h), w: cut(w), k: cut(k) };
}

const length = (v: Reals): number => sqrt(dot(v.length, v, v));

/** Error of v/|v|, entrywise, when v is off by e. */
function unitErrors(v: Float64Array, e: Float64Array): Float64Array {
  const [size, off] = [length(v), length(e)];
  if (!(off < size)) return v.map(() => 2);
  return v.map((x, i) => min(2, (e[i]! + (abs(x) / size) * off) / (size - off)));
}

function scaled(v: Reals, factor: number): Float64Array {
  const out = new Float64Array(v.length);
  for (let i = 0; i < out.length; i++) out[i] = abs(v[i]!) * factor;
  return out;
}

/** `Σ |u_i v_i|` */
function absDot(u: Reals, v: Reals): number {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += abs(u[i]! * v[i]!);
  return sum;
}

/** [L] of the scores σ|v| g, when v is off by ev. */
export function scoreTerms({ sigma, g }: Projections, ev: Float64Array): Float64Array {
  return scaled(g, sigma * length(ev));
}

/** [dY] of σ|s| h, when s is off by es. */
export function mixedTerms({ sigma, h }: Projections, es: Float64Array): Float64Array {
  return scaled(h, sigma * length(es));
}

/** [L] of y·δ, when attention s is off by es and δ by e. */
export function cotangentTerms(
  { sigma, h, w }: Projections,
  [s, es]: readonly [Float64Array, Float64Array],
  [delta, e]: readonly [Float64Array, Float64Array],
): Float64Array {
  const [size, off, far] = [length(s), unitErrors(s, es), length(e)];
  const reach = length(delta) + far;
  const [along, ofW, ofOff] = [absDot(h, delta) + absDot(h, e), absDot(s, w) / size, absDot(off, w)];
  return s.map((sl, l) => {
    const share = sl / size;
    const turned = off[l]! * (along + reach * (ofW + ofOff)) + reach * share * ofOff;
    return sigma * (turned + far * (abs(w[l]!) + share * (ofW + ofOff)));
  });
}

/** [dX] of Σ c_l x_l, when v is off by ev and c by ec. */
export function sumTerms(
  { sigma, g, k }: Projections,
  [v, ev]: readonly [Float64Array, Float64Array],
  [c, ec]: readonly [Float64Array, Float64Array],
): Float64Array {
  const off = unitErrors(v, ev);
  const size = length(v) || 1;
  const [reach, far] = [length(c) + length(ec), length(ec)];
  const ofG = absDot(c, g) + absDot(ec, g);
  const [ofK, ofOff] = [absDot(v, k) / size, absDot(off, k)];
  return v.map((x, i) => {
    const share = abs(x) / size;
    const turned = off[i]! * (ofG + reach * (ofK + ofOff)) + reach * share * ofOff;
    return sigma * (turned + far * (abs(k[i]!) + share * (ofK + ofOff)));
  });
}

/**
 * Sizes of the noise in words [L, dX] and label vectors [L, dY] of one prompt, every term in absolute value, from the unit
 * vectors along which it was drawn.
 */
export function noiseSizes(
  { sigma, g, h, w, k }: Projections,
  d: { readonly v: Float64Array; readonly s: Float64Array; readonly c: Float64Array; readonly delta: Float64Array },
): { x: Float64Array; y: Float64Array } {
  const [L, dX, dY] = [g.length, k.length, h.length];
  const [ofK, ofW] = [absDot(d.v, k), absDot(d.s, w)];
  const x = new Float64Array(L * dX);
  const y = new Float64Array(L * dY);
  for (let l = 0; l < L; l++) {
    for (let i = 0; i < dX; i++) {
      const [vi, ki] = [abs(d.v[i]!), abs(k[i]!)];
      x[l * dX + i] = sigma * (abs(g[l]!) * vi + abs(d.c[l]!) * (ki + vi * ofK));
    }
    const alongDelta = abs(w[l]!) + abs(d.s[l]!) * ofW;
    for (let i = 0; i < dY; i++) y[l * dY + i] = sigma * (d.s[l]! * abs(h[i]!) + abs(d.delta[i]!) * alongDelta);
  }
  return { x, y };
}
