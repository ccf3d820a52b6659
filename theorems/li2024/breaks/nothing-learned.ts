import { synthetic } from '../../../harness';

/** Why claims that training does not help have no untrained model for a control. */
export const untrained = {
  without: 'an untrained model has learned nothing either: the claim is that training does not help',
};

export const nothingLearned = synthetic({
  name: 'nothing learned',
  doc: 'a hinge loss of 1 and an error of a half, with the spread of a measurement',
  observations: {
    hinge: { law: '1', noise: { absolute: '0.03' } },
    error: { law: '0.5', noise: { binomial: 800 } },
  },
});
