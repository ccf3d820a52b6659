/** The construction: with the paper's weights, one linear self-attention layer is one step of gradient descent. */
import { atMost, cite, dialled, perturbed, synthetic, theorem } from 'theoremcheck';
import { vonOswald2023 } from './family';

export default theorem({
  name: 'the paper’s weights take one step of gradient descent',
  statement:
    'For every W_0, step size η and prompt, a linear self-attention layer with W_K = W_Q = diag(1, 0), W_V = [[0, 0], [W_0, −1]] and P = η/N predicts what one step of gradient descent from W_0 on the squared loss of the prompt predicts, up to rounding in 32 bits.',
  source: cite('vonoswald2023', 'proposition 1', 'paraphrased'),
  family: vonOswald2023,
  forAll: ['linearAttention'],
  stream: { constructed: 1 },
  kind: 'forall',
  prompts: 50,
  claim: ({ at }) => atMost(at('0').roundingsApart, '1'),
  margin: 0.05,
  controls: {
    gross: [
      perturbed(),
      dialled('stepFactor', -1, { name: 'wrong sign', doc: 'P = −η/N: a step of gradient ascent' }),
      dialled('transposed', 1, { name: 'transposed values', doc: 'W_V is transposed' }),
      dialled('linearAttention', 1, { name: 'softmax', doc: 'softmax over the scores' }),
      dialled('stepFactor', 1.01, { name: 'step off by 1 %', doc: 'P = 1.01 η/N' }),
      dialled('stepFactor', 1.0001, { name: 'step off by 0.01 %', doc: 'P = 1.0001 η/N' }),
      dialled('linearAttention', 0.001, {
        name: 'a little softmax',
        doc: 'a thousandth of the attention comes from a softmax',
      }),
    ],
    nearMiss: [perturbed({ factor: 1.5 })],
    positive: [
      dialled('ideal', 1, { name: 'W_0 = 0', doc: 'the case W_0 = 0 with the best step size' }),
      synthetic({
        doc: 'differences of a tenth of the bound',
        observations: { roundingsApart: { law: '0.1', noise: { relative: 0.1 } } },
      }),
    ],
  },
  notChecked: ['the update of the examples’ own tokens', 'several heads', 'several layers'],
});
