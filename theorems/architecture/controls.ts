/**
 * What claims about architectures share.
 *
 * @module
 */
import { dialled, ours, type TheoremSpec, withSymbols } from '../../harness';
import { frozenAttention, frozenMlp, idealWeights, outOfDistribution } from '../bu2024/controls';

export { frozenAttention, frozenMlp, idealWeights };

export const tau = ours(
  8,
  'normalised horizon; the model of the paper errs on no prompt from τ = 4 on, and its attention is at .98 or more at τ = 8',
);

/** Whose clock a horizon counts on. */
export type Clock = 'of its heads' | 'of the paper';

/**
 * Horizons in steps. A head of H has 1/H of the score at the start, so of the attention that its gradient is made of, and 1/H of the
 * answer. In calibration two heads were there within twice the steps; H² leaves room.
 */
export const horizons: Readonly<Record<Clock, { readonly formula: string; readonly words: string }>> = {
  'of its heads': { formula: 'tau * heads^2 * unit', words: 'T = τ H² m K1/η steps (H heads)' },
  'of the paper': { formula: 'tau * unit', words: 'T = τ m K1/η steps' },
};

/** Why the corners of the region have no part of their own. */
export const corners = {
  without: 'an architecture is asked of the mixture alone: corners would triple the time',
} as const;

export const forAll = [...outOfDistribution, 'conicWords', 'conicLabels'] as const;

/** What is trained in place of the paper's model. */
export interface Model {
  /** `with two heads` */
  readonly words: string;
  /** Dials that make it. */
  readonly stream: Readonly<Record<string, number>>;
}

export const models = {
  paper: { words: 'of the paper', stream: {} },
  twoHeads: { words: 'with two heads', stream: { heads: 2 } },
  fourHeads: { words: 'with four heads', stream: { heads: 4 } },
  twoLayers: { words: 'with two layers', stream: { depth: 2 } },
  threeLayers: { words: 'with three layers', stream: { depth: 3 } },
  twoPlainLayers: { words: 'with two layers and no residual connection', stream: { depth: 2, residual: 0 } },
  attentionOnly: { words: 'of attention only', stream: { attentionOnly: 1 } },
  biases: { words: 'with biases', stream: { biases: 1 } },
  randomStart: { words: 'with a random start of attention', stream: { randomInit: 1 } },
} as const satisfies Record<string, Model>;

/** More noise than a little, in training and at test: a near miss of claims on attention. */
export const noisy = (severity: number) =>
  dialled('lowNoise', severity, {
    doc: `σ/|b| = ${(0.1 * 20 ** severity).toFixed(2)} in training and at test: signs are told apart less surely`,
    trials: 25,
  });

/** The same trainings earlier. */
export const early = (time: number) =>
  withSymbols({ tau: time }, { name: `τ = ${time}`, doc: 'attention is on its way, and not yet there', trials: 25 });

export const paper: NonNullable<TheoremSpec['paper']> = [
  {
    symbol: 'heads, layers, MLP',
    hypothesis: 'one layer of one head with a ReLU MLP; nothing is proved of other models',
    checked: 'what the statement names',
    outside: true,
  },
  { symbol: 'd', hypothesis: 'all features mutually orthogonal: dX ≥ 2 K1 + K2', checked: 'dX = dY = 16 ≥ 10' },
  { symbol: 'm', hypothesis: 'enough neurons; order hidden', checked: 'm = 32' },
];

export const notChecked = [
  'layer normalisation',
  'an MLP in every layer',
  'a trained W_V',
  'corners of the region',
  'other sizes than one',
];
