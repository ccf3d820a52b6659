import type { ArchitectureProblem } from '../../generators/concepts/architecture';
import type { Dictionary } from '../../generators/concepts/dictionary';
import { IDEAL_SHARPNESS, idealWeights, initialWeights, withRandomAttention } from '../concepts/weights';
import type { LayerWeights } from '../engines/tfjs/layers';
import { dot } from '../reference/linear';
import type { StreamKey, Weights } from '../reference/types';

/** Where the weights at step 0 come from. */
interface InitKeys {
  /** W_O. */
  readonly init: StreamKey;
  /** W_Q and W_K, asked for where they are random. */
  readonly attention: (layer: number) => StreamKey;
}

/**
 * Weights at step 0: those of bu2024 in every layer, W_O as wide as there are heads, biases 0. For the architecture of the paper the
 * bits are those of `initialWeights`.
 */
export function initialLayerWeights(problem: ArchitectureProblem, keys: InitKeys): LayerWeights {
  const { heads, randomInit } = problem.architecture;
  const first = initialWeights({ ...problem, dY: heads * problem.dY }, keys.init);
  const attentionOf = (layer: number): Weights =>
    randomInit === 1 ? withRandomAttention(first, problem, keys.attention(layer)) : first;
  return withLayers(problem, first, attentionOf);
}

/**
 * Weights that solve a problem in closed form, whatever the architecture: each head attends along all b_k as the ideal weights of one
 * layer do, which takes K1 rows.
 *
 * @throws RangeError for heads narrower than the number of concepts
 */
export function idealLayerWeights(problem: ArchitectureProblem, dictionary: Dictionary): LayerWeights {
  const { dX, K1, kappaX, architecture } = problem;
  const rowsOfHead = dX / architecture.heads;
  if (rowsOfHead < K1) {
    throw new RangeError(`ideal weights: expected dX/heads >= K1, got ${rowsOfHead} < ${K1}`);
  }
  const { WO, r } = idealWeights(problem, dictionary);
  const attention = new Float32Array(dX * dX);
  const sharpness = Math.sqrt(IDEAL_SHARPNESS / ((1 - kappaX) / 2)); // |b|² = (1 − κx)/2
  for (let row = 0; row < dX; row++) {
    const b = dictionary.b[row % rowsOfHead];
    if (b)
      attention.set(
        Float32Array.from(b, (entry) => (sharpness * entry) / Math.sqrt(dot(dX, b, b))),
        row * dX,
      );
  }
  const width = WO.length / r.length;
  const wide = Float32Array.from({ length: architecture.heads * WO.length }, (_, i) => {
    const row = Math.floor(i / (architecture.heads * width));
    return WO[row * width + (i % width)]!;
  });
  const first = { WQ: attention, WK: attention, WO: wide, r };
  return withLayers(problem, first, () => first);
}

function withLayers(
  { architecture: { depth, biases } }: ArchitectureProblem,
  { WO, r }: Weights,
  attentionOf: (layer: number) => Weights,
): LayerWeights {
  const layers = Array.from({ length: depth }, (_, i) => {
    const { WQ, WK } = attentionOf(i + 1);
    return { [`WQ${i + 1}`]: WQ, [`WK${i + 1}`]: WK };
  });
  return { ...Object.assign({}, ...layers), WO, ...(biases === 1 ? { b: new Float32Array(r.length) } : {}), r };
}
