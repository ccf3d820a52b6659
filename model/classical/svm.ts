import type { Contexts, Fit } from './learner';
import { libsvm } from './libsvm';

/** Penalty of the slack, libsvm's default. */
const COST = 1;

/** Soft-margin SVM with a linear kernel. */
export const linearSvm: Fit = (contexts, query) => answer(contexts, query, { kernel: libsvm.KERNEL_TYPES.LINEAR });

/** Soft-margin SVM with kernel exp(−γ|x − x'|²), γ = 1/(d · variance of all entries of the contexts). */
export const gaussianSvm: Fit = (contexts, query) =>
  answer(contexts, query, { kernel: libsvm.KERNEL_TYPES.RBF, gamma: 1 / (query.length * (variance(contexts.x) || 1)) });

function answer({ x, y }: Contexts, query: readonly number[], kernel: { kernel: number; gamma?: number }): number {
  const svm = new libsvm({ type: libsvm.SVM_TYPES.C_SVC, cost: COST, quiet: true, ...kernel });
  try {
    svm.train(x, y);
    return svm.predictOne(query);
  } finally {
    svm.free();
  }
}

function variance(rows: Contexts['x']): number {
  const entries = rows.flat();
  const mean = entries.reduce((sum, value) => sum + value, 0) / entries.length;
  return entries.reduce((sum, value) => sum + (value - mean) ** 2, 0) / entries.length;
}
