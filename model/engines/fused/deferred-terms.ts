import { noiseSizes } from '../../reference/deferred-rounding';
import type { Terms } from '../../reference/rounding';
import type { Batch, Weights } from '../../reference/types';
import type { Workspace } from '../memory';
import type { PlanLayout } from '../plan';
import { BLOCK, emptyBatch } from '../prompts';
import { type DeferredLaw, directionsIn, projectedPrompts, type Seen } from './completed-prompts';
import { behindEachOther, type Projected } from './completion';

/**
 * Everything that a step reads of deferred prompts, term by term in absolute value, for its rounding bound.
 *
 * @param whole those prompts, completed
 */
export function deferredTermsOf(
  workspace: Workspace,
  plan: PlanLayout,
  [written, absolute]: readonly [DeferredLaw, DeferredLaw],
  weights: Weights,
  seen: Seen,
  whole: Batch,
): Terms {
  const { law } = written;
  const terms = emptyBatch(law, seen.n);
  projectBlocks(workspace, plan, absolute, seen, terms);
  const projected = projectBlocks(workspace, plan, written, seen, emptyBatch(law, seen.n));
  const projections = noiseOf(projected, law.deferred.sigma);
  const [x, y] = [sizesOf(whole.x, terms.x), sizesOf(whole.y, terms.y)];
  const along = directionsIn(workspace, weights, projected, law, seen);
  const { sigma } = law.deferred;
  for (const [b, p] of projected.entries()) {
    const { v, s, c, delta } = along[b]!;
    const of = noiseSizes({ sigma, g: p.g, h: p.h, w: p.back!.w, k: p.back!.k }, { v, s, c: c!, delta: delta! });
    add(x, of.x, b);
    add(y, of.y, b);
  }
  return { x, y, features: law.deferred.nX, projections };
}

function projectBlocks(
  workspace: Workspace,
  plan: PlanLayout,
  written: DeferredLaw,
  seen: Seen,
  batch: Batch,
): Projected[] {
  const all: Projected[] = [];
  for (let first = 0; first < seen.n; first += BLOCK) {
    all.push(...projectedPrompts(workspace, plan, written, seen, first, Math.min(BLOCK, seen.n - first), batch));
  }
  return all;
}

/** What a completed entry is, and the terms of its mean. */
function sizesOf(whole: Float32Array, mean: Float32Array): Float64Array {
  const sizes = new Float64Array(whole.length);
  for (let i = 0; i < sizes.length; i++) sizes[i] = Math.abs(whole[i]!) + mean[i]!;
  return sizes;
}

function add(into: Float64Array, sizes: Float64Array, b: number): void {
  for (let i = 0; i < sizes.length; i++) into[b * sizes.length + i]! += sizes[i]!;
}

function noiseOf(prompts: readonly Projected[], sigma: number) {
  const all = (of: (p: Projected) => Float64Array) => behindEachOther(prompts.map(of));
  return { sigma, g: all((p) => p.g), h: all((p) => p.h), w: all((p) => p.back!.w), k: all((p) => p.back!.k) };
}
