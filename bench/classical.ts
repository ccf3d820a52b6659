import { type Learner, learner } from './classical-learner';
import { logistic } from './classical-logistic';
import { nearest } from './classical-neighbours';
import { gaussianSvm, linearSvm } from './classical-svm';

/** The learners that in-context learning is compared with, each trained anew on the contexts of every prompt. */
export const learners: Readonly<Record<string, Learner>> = {
  'logistic regression': learner(logistic),
  'linear SVM': learner(linearSvm),
  'Gaussian SVM': learner(gaussianSvm),
  '1-NN': learner(nearest(1)),
  '3-NN': learner(nearest(3)),
};
