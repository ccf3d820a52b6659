import { type Learner, learner } from './learner';
import { logistic } from './logistic';
import { nearest } from './neighbours';
import { gaussianSvm, linearSvm } from './svm';

/** The learners that in-context learning is compared with, each trained anew on the contexts of every prompt. */
export const learners: Readonly<Record<string, Learner>> = {
  'logistic regression': learner(logistic),
  'linear SVM': learner(linearSvm),
  'Gaussian SVM': learner(gaussianSvm),
  '1-NN': learner(nearest(1)),
  '3-NN': learner(nearest(3)),
};
