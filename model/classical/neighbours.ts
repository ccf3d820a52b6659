import KNN from 'ml-knn';
import type { Fit } from './learner';

/** The majority of the k nearest contexts, k odd; of the nearest one where there are fewer than k. */
export function nearest(k: number): Fit {
  return ({ x, y }, query) => new KNN(x, y, { k: y.length < k ? 1 : k }).predict(query);
}
