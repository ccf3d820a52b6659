import type { ConceptProblem } from './problem';

/**
 * What is trained on concept prompts, where it is not the paper's model: layers of attention with heads, and what reads their
 * result. `PAPER_MODEL` is the paper's own: one layer, one head, a ReLU-MLP without biases, W_Q = W_K = σ0·I at the start.
 */
export interface Architecture {
  /** Heads of every layer; each has dX / heads rows of W_Q and of W_K. */
  readonly heads: number;
  /** Layers of attention. */
  readonly depth: number;
  /** 1 = a token keeps itself beside what it attends to; with one layer nothing changes, since a query has no label. */
  readonly residual: 0 | 1;
  /** 1 = no ReLU: a linear read-out of attention alone. */
  readonly attentionOnly: 0 | 1;
  /** 1 = neurons have biases, trained from 0. */
  readonly biases: 0 | 1;
  /** 1 = W_Q and W_K start with independent entries N(0, σ0²/dX) instead of σ0·I. */
  readonly randomInit: 0 | 1;
}

/** The model of bu2024. */
export const PAPER_MODEL: Architecture = {
  heads: 1,
  depth: 1,
  residual: 1,
  attentionOnly: 0,
  biases: 0,
  randomInit: 0,
};

/** A concept problem and what is trained on it. */
export interface ArchitectureProblem extends ConceptProblem {
  readonly architecture: Architecture;
}
