/**
 * Models of any architecture over concept prompts in tfjs operations, R of them at once along the first axis of every array.
 * Tokens are the L demonstrations (x_l, y_l) and, last, the query (x_q, 0). In a layer of H heads every token j attends to the
 * demonstrations by words alone and takes in what it attends to, words and labels alike; ρ = 1 with a residual connection, else 0:
 *
 *     s_jl^h = softmax_l((W_K^h x_l)ᵀ W_Q^h x_j),   (x_j, y_j) ← ρ (x_j, y_j) + (1/H) Σ_h Σ_l s_jl^h (x_l, y_l)
 *
 * W_Q^h and W_K^h are dX/H rows of W_Q and of W_K. Heads of the last layer are not averaged but set side by side, divided by √H so
 * that neither the size of what a neuron sees nor its speed depends on H, and read by f = rᵀ φ(W_O u + b), φ = ReLU or nothing.
 * One layer with one head is the model of bu2024, whatever ρ.
 */
import type { Scalar, Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../../generators/concepts/architecture';
import type { Batch, Loss } from '../../reference/types';
import type { Shaped, Tensors } from './autodiff';
import type { Tfjs } from './backend';
import { LOSSES, rectified } from './one-layer';

/** Weights by name: WQ1, WK1 [dX, dX] of the first layer and so on, WO [m, H dY], b [m] if there is one, r [m]. Row-major [out, in]. */
export type LayerWeights = Readonly<Record<string, Float32Array>>;

/** The arrays of one model, by the names the loss uses; several are joined along the first axis. */
export function layerArrays(weights: LayerWeights, dX: number): Record<string, Shaped> {
  const m = weights.r!.length;
  const shapes: Readonly<Record<string, readonly number[]>> = {
    ...{ WO: [1, m, weights.WO!.length / m], b: [1, 1, m], r: [1, m, 1] },
  };
  return Object.fromEntries(
    Object.entries(weights).map(([name, data]) => [name, { shape: shapes[name] ?? [1, dX, dX], data }]),
  );
}

/** A batch as tokens, the query last: words [B, L + 1, dX], labels [B, L + 1, dY] with 0 for the query, and label [1, B]. */
export function layerBatch({ n, x, y, xq, label }: Batch, dX: number): Record<string, Shaped> {
  const L = x.length / (n * dX);
  const dY = y.length / (n * L);
  const words = new Float32Array(n * (L + 1) * dX);
  const labels = new Float32Array(n * (L + 1) * dY);
  for (let b = 0; b < n; b++) {
    words.set(x.subarray(b * L * dX, (b + 1) * L * dX), b * (L + 1) * dX);
    words.set(xq.subarray(b * dX, (b + 1) * dX), (b * (L + 1) + L) * dX);
    labels.set(y.subarray(b * L * dY, (b + 1) * L * dY), b * (L + 1) * dY);
  }
  return {
    words: { shape: [n, L + 1, dX], data: words },
    labels: { shape: [n, L + 1, dY], data: labels },
    label: { shape: [1, n], data: label },
  };
}

/** Mean loss over the batch, summed over the R models. */
export function layerLoss(tf: Tfjs, a: Tensors, architecture: Architecture, loss: Loss): Scalar {
  const margins = tf.mul(a.label!, layerOutput(tf, a, architecture).f);
  return tf.div(tf.sum(LOSSES[loss](tf, margins)), a.label!.shape[1]!) as Scalar;
}

/** f [R, B], and what the query attends to in each layer [R·B, H, L]. */
export function layerOutput(
  tf: Tfjs,
  a: Tensors,
  architecture: Architecture,
): { f: Tensor; attended: readonly Tensor3D[] } {
  let at: Tokens = { words: a.words as Tensor3D, labels: a.labels as Tensor3D };
  const attended: Tensor3D[] = [];
  for (let layer = 1; layer < architecture.depth; layer++) {
    const { tokens, s } = taken(tf, at, weightsOf(a, layer), architecture);
    at = tokens;
    attended.push(s);
  }
  const { sides, s } = lastly(tf, at, weightsOf(a, architecture.depth), architecture);
  return { f: readOut(tf, a, sides, architecture), attended: [...attended, s] };
}

interface Tokens {
  /** [R·B, L + 1, dX] */
  readonly words: Tensor3D;
  /** [R·B, L + 1, dY] */
  readonly labels: Tensor3D;
}

/** [R, dX, dX] each. */
interface LayerMatrices {
  readonly WQ: Tensor;
  readonly WK: Tensor;
}

const weightsOf = (a: Tensors, layer: number): LayerMatrices => ({ WQ: a[`WQ${layer}`]!, WK: a[`WK${layer}`]! });

/** One layer in which all tokens attend; of what they attended to, the query's part. */
function taken(
  tf: Tfjs,
  { words, labels }: Tokens,
  matrices: LayerMatrices,
  { heads, residual }: Architecture,
): { tokens: Tokens; s: Tensor3D } {
  const [rows, n] = words.shape;
  const L = n - 1;
  const s = attention(tf, words, firsts(tf, words, L), matrices, heads); // [R·B, (L + 1)·H, L]
  const mean = heads === 1 ? s : (tf.mean(tf.reshape(s, [rows, n, heads, L]), 2) as Tensor3D);
  const mixed = (tokens: Tensor3D): Tensor3D => {
    const mix = tf.matMul(mean, firsts(tf, tokens, L)) as Tensor3D;
    return residual === 1 ? tf.add(tokens, mix) : mix;
  };
  return {
    tokens: { words: mixed(words), labels: mixed(labels) },
    s: tf.slice(s, [0, L * heads, 0], [rows, heads, L]),
  };
}

/** The last layer, in which the query alone attends: what its heads bring, side by side [R·B, H·dY], and their attention. */
function lastly(
  tf: Tfjs,
  { words, labels }: Tokens,
  matrices: LayerMatrices,
  { heads, depth, residual }: Architecture,
): { sides: Tensor; s: Tensor3D } {
  const L = words.shape[1] - 1;
  const s = attention(tf, last(tf, words), firsts(tf, words, L), matrices, heads); // [R·B, H, L]
  const mix = tf.matMul(s, firsts(tf, labels, L)); // [R·B, H, dY]
  // In the first layer the query has no label that a residual connection could keep.
  const value = residual === 1 && depth > 1 ? tf.add(mix, last(tf, labels)) : mix;
  const [rows, , dY] = value.shape as [number, number, number];
  const sides = tf.reshape(value, [rows, heads * dY]);
  return { sides: heads === 1 ? sides : tf.div(sides, Math.sqrt(heads)), s };
}

/** rᵀ φ(W_O u + b) → [R, B] */
function readOut(tf: Tfjs, { WO, b, r }: Tensors, sides: Tensor, { attentionOnly }: Architecture): Tensor {
  const [R, , width] = WO!.shape as [number, number, number];
  const B = sides.shape[0]! / R;
  const seen = tf.matMul(tf.reshape(sides, [R, B, width]), WO!, false, true); // [R, B, m]
  const h = b ? tf.add(seen, b) : seen;
  return tf.reshape(tf.matMul(attentionOnly === 1 ? h : rectified(tf, h), r!), [R, B]);
}

/** Attention of n tokens of every prompt to its demonstrations: queries [R·B, n, dX], demonstrations [R·B, L, dX] → [R·B, n·H, L]. */
function attention(
  tf: Tfjs,
  queries: Tensor3D,
  demonstrations: Tensor3D,
  { WQ, WK }: LayerMatrices,
  heads: number,
): Tensor3D {
  const [rows, n, d] = queries.shape;
  const R = WQ.shape[0]!;
  const each = (rows / R) * n;
  const u = tf.matMul(tf.reshape(queries, [R, each, d]), WQ, false, true); // [R, B·n, dX], head by head
  const v = tf.matMul(byHead(tf, u, heads), tf.reshape(WK, [R * heads, d / heads, d])); // [R·H, B·n, dX]: W_Kᵀ u
  const scores = tf.matMul(tf.reshape(byToken(tf, v, heads), [rows, n * heads, d]), demonstrations, false, true);
  return tf.softmax(scores) as Tensor3D;
}

/** [R, N, H·c] → [R·H, N, c] */
function byHead(tf: Tfjs, u: Tensor, heads: number): Tensor {
  if (heads === 1) return u;
  const [R, N, d] = u.shape as [number, number, number];
  const split = tf.transpose(tf.reshape(u, [R, N, heads, d / heads]), [0, 2, 1, 3]);
  return tf.reshape(split, [R * heads, N, d / heads]);
}

/** [R·H, N, d] → [R, N, H, d] */
function byToken(tf: Tfjs, v: Tensor, heads: number): Tensor {
  if (heads === 1) return v;
  const [rows, N, d] = v.shape as [number, number, number];
  return tf.transpose(tf.reshape(v, [rows / heads, heads, N, d]), [0, 2, 1, 3]);
}

/** The first n tokens: [B, L + 1, c] → [B, n, c] */
function firsts(tf: Tfjs, tokens: Tensor3D, n: number): Tensor3D {
  return tf.slice(tokens, [0, 0, 0], [tokens.shape[0], n, tokens.shape[2]]);
}

/** The query: [B, L + 1, c] → [B, 1, c] */
function last(tf: Tfjs, tokens: Tensor3D): Tensor3D {
  const [B, n, c] = tokens.shape;
  return tf.slice(tokens, [0, n - 1, 0], [B, 1, c]);
}
