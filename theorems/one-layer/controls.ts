import { dialled } from '../../harness';

/** Gross controls of every family of the one-layer model, which has dials of these names. */
export const frozenAttention = dialled('frozenAttention', 1, {
  name: 'frozen attention',
  doc: 'W_Q and W_K keep their initial value',
});

export const shuffledLabels = dialled('queryFlips', 0.5, {
  name: 'shuffled labels',
  doc: 'the label of a training prompt is a fair coin',
});
