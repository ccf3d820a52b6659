/**
 * A deep model over pattern prompts in tfjs operations: layers of attention with a residual connection over the tokens of a
 * prompt, its l contexts and, last, its query; then the MLP of the one-layer model, read at the query. In layer i every
 * token attends to the contexts:
 *
 *     p_j ← p_j + W_V Σ_l s_jl p_l,   s_jl = softmax_l((W_K p_l)ᵀ W_Q p_j),   f = rᵀ ReLU(W_O p_q) after the last layer.
 *
 * The query is no context, as in one layer; contexts attend too, as a layer could not build on the one below otherwise.
 */
import type { Scalar, Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import type { Batch, Forward } from '../../reference/types';
import type { Shaped, Tensors } from './autodiff';
import type { Tfjs } from './backend';
import { meanLoss, output } from './one-layer';

/** Weights by name: WQ1, WK1, WV1 [d, d] of the first layer and so on, WO [m, d], r [m]. Row-major [out, in]. */
export type DeepWeights = Readonly<Record<string, Float32Array>>;

/** The arrays of a model with tokens of length d, by the names the loss uses. */
export function deepArrays(weights: DeepWeights, d: number): Record<string, Shaped> {
  const m = weights.r!.length;
  const shapes: Readonly<Record<string, readonly number[]>> = { WO: [1, m, d], r: [1, m, 1] };
  return Object.fromEntries(
    Object.entries(weights).map(([name, data]) => [name, { shape: shapes[name] ?? [d, d], data }]),
  );
}

/** A batch whose prompts are sequences of tokens: tokens [B, l + 1, d], the query last, label [1, B]. */
export function deepBatch({ n, x, xq, label }: Batch): Record<string, Shaped> {
  const d = xq.length / n;
  const size = x.length / n;
  const tokens = new Float32Array(x.length + xq.length);
  for (let b = 0; b < n; b++) {
    tokens.set(x.subarray(b * size, (b + 1) * size), b * (size + d));
    tokens.set(xq.subarray(b * d, (b + 1) * d), b * (size + d) + size);
  }
  return { tokens: { shape: [n, size / d + 1, d], data: tokens }, label: { shape: [1, n], data: label } };
}

/** Mean hinge loss over the batch. */
export function deepLoss(tf: Tfjs, a: Tensors, depth: number): Scalar {
  const { tokens } = layers(tf, a, depth);
  // Attention to one token is 1, whatever the scores are.
  return meanLoss(tf, { ...head(tf, a, tokens), WQ: asModels(tf, a.WQ1!), WK: asModels(tf, a.WK1!) }, 'hinge');
}

/** The model's answers to a batch: one `Forward` per layer with that layer's attention from the query, f alike in all. */
export function deepAnswers(tf: Tfjs, weights: DeepWeights, batch: Batch, depth: number): Forward[] {
  const [f, ...attention] = tf.tidy(() => {
    const arrays = { ...deepArrays(weights, batch.xq.length / batch.n), ...deepBatch(batch) };
    const a = Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape], 'float32')]),
    );
    const { tokens, attended } = layers(tf, a, depth);
    const read = output(tf, head(tf, a, tokens), tf.ones([batch.n, 1]));
    return [read, ...attended.map((s) => lastToken(tf, s))].map((tensor) => new Float32Array(tensor.dataSync()));
  });
  return attention.map((mass) => ({ f: f!, attention: mass, label: batch.label, sign: batch.sign }));
}

/** Tokens after the last layer [B, l + 1, d]; what each layer attended to [B, l + 1, l]. */
function layers(tf: Tfjs, a: Tensors, depth: number): { tokens: Tensor3D; attended: Tensor3D[] } {
  let tokens = a.tokens as Tensor3D;
  const attended: Tensor3D[] = [];
  for (let i = 1; i <= depth; i++) {
    const [B, n, d] = tokens.shape;
    const contexts = tf.slice(tokens, [0, 0, 0], [B, n - 1, d]);
    const scores = tf.matMul(mapped(tf, tokens, a[`WQ${i}`]!), mapped(tf, contexts, a[`WK${i}`]!), false, true);
    const s = tf.softmax(scores) as Tensor3D;
    attended.push(s);
    tokens = tf.add(tokens, mapped(tf, tf.matMul(s, contexts) as Tensor3D, a[`WV${i}`]!));
  }
  return { tokens, attended };
}

/** The one-layer model that is left after the last layer: its only context is the query. */
function head(tf: Tfjs, { label, WO, r }: Tensors, tokens: Tensor3D): Tensors {
  const query = lastToken(tf, tokens); // [B, 1, d]
  const [B, , d] = query.shape;
  return { x: query, xq: tf.reshape(query, [1, B, d]), label: label!, WO: WO!, r: r! };
}

/** W t for every token t of [B, n, d]. */
function mapped(tf: Tfjs, tokens: Tensor3D, W: Tensor): Tensor3D {
  const [B, n, d] = tokens.shape;
  return tf.reshape(tf.matMul(tf.reshape(tokens, [B * n, d]), W, false, true), [B, n, d]);
}

/** [B, n, c] → [B, 1, c] */
function lastToken(tf: Tfjs, each: Tensor3D): Tensor3D {
  const [B, n, c] = each.shape;
  return tf.slice(each, [0, n - 1, 0], [B, 1, c]);
}

function asModels(tf: Tfjs, W: Tensor): Tensor {
  return tf.expandDims(W, 0);
}
