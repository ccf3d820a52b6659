/**
 * exp and log from IEEE operations only, so that results do not depend on the host's libm.
 * Polynomials interpolate at Chebyshev nodes in float64; their errors (figures beside them) were measured on 20,001 points.
 */

/** exp(x), relative error below 2e-7; 0 below −87.3, clamped at 88.3 (float32 max is e^88.72). NaN stays NaN. */
export function exp4(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(-87.3));
  // pmin and pmax return their first argument when it is NaN
  const y = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88.3)), f32x4.splat(-87.3));
  const n = f32x4.nearest(f32x4.mul(y, f32x4.splat(1.44269504)));
  // ln 2 in two parts: the first has few enough bits that n times it is exact (Cody and Waite 1980)
  let r = f32x4.sub(y, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(0.0013926181709393859);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.008363177999854088));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.041666556149721146));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.16666576266288757));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r);
  p = f32x4.add(p, f32x4.splat(1.0));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, scale), tiny);
}

/** log(1 + f) for f in [√½ − 1, √2 − 1]; polynomial error 2e-8, relative error vanishes at 0. */
// @ts-ignore: decorator
@inline
function logNearOne(f: v128): v128 {
  let p = f32x4.splat(0.08787265419960022);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-0.1415964663028717));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.148347869515419));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-0.16588488221168518));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.19972050189971924));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-0.25001147389411926));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.3333367109298706));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-0.4999999701976776));
  return f32x4.add(f32x4.mul(f32x4.mul(f, f), p), f);
}

/** Binary exponent e of a positive normal x, such that x / 2^e lies in [√½, √2). */
// @ts-ignore: decorator
@inline
function exponent(x: v128): v128 {
  return i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
}

/** log x for positive normal x. */
// @ts-ignore: decorator
@inline
function log4(x: v128): v128 {
  const e = exponent(x);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(e, 23)), f32x4.splat(1.0));
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(e), f32x4.splat(0.69314718056)), logNearOne(f));
}

/** log(1 + e) for e in [0, 1]: the rounding of 1 + e is put back, so small e keep their relative accuracy. */
export function log1p4(e: v128): v128 {
  const u = f32x4.add(e, f32x4.splat(1.0));
  const lost = f32x4.sub(e, f32x4.sub(u, f32x4.splat(1.0)));
  return f32x4.add(log4(u), f32x4.div(lost, u));
}
