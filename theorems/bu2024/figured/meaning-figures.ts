/** Which meaning of a word of two concepts attention and neurons use. */
import { cite, dynamics, sweep } from '../../../harness';
import { STRENGTHS } from './meanings';
import { watched } from './watched';

const polysemous = (observation: string) => ({ observation, dials: { polysemy: 0.1 } });

const meanings = dynamics({
  ...watched,
  name: 'meanings',
  title: 'Which meaning a word of two concepts has',
  caption:
    'A query word carries two concepts with opposite signs; demonstrations are about one of them, without noise and as many of either sign. Means over pairs of concepts and signs, and the least of them; p is the polysemy of training words. (i) Attention on demonstrations with the sign that the query has in their concept. (ii) Share of the MLP’s activation in neurons whose read-out has that sign. (iii) Neurons that fire on label vectors, by the sign of the read-out r and of the label. (iv) For how many of the four concepts a neuron fires, on labels of its own sign; p = 0 in (iii) and (iv).',
  source: cite('bu2024', 'open question 1: interpretation of attention and MLP'),
  agreement:
    'An observation, of which the paper says nothing. Without polysemy in training the demonstrations choose the meaning: from t = 4 on attention and neurons follow them for every pair of concepts. With p = .1 they do on average, and in a tenth of the trainings some pair of concepts has less than one half. From t = 4 on no neuron fires against the sign of its read-out; at t = 12 two in five fire for all four concepts, and nearly all others for some of them.',
  until: 12,
  points: 31,
  panels: [
    {
      title: '(i) Attention',
      y: { label: 'attention for the demonstrations’ meaning' },
      curves: {
        'mean, p = 0': 'attention at strength 1',
        'least, p = 0': 'leastMeaningAttention',
        'mean, p = .1': polysemous('attention at strength 1'),
        'least, p = .1': polysemous('leastMeaningAttention'),
      },
      guides: { blind: () => 0.5 },
    },
    {
      title: '(ii) Activation of the MLP',
      y: { label: 'share for the demonstrations’ meaning' },
      curves: {
        'mean, p = 0': 'activation at strength 1',
        'least, p = 0': 'leastMeaningActivation',
        'mean, p = .1': polysemous('activation at strength 1'),
        'least, p = .1': polysemous('leastMeaningActivation'),
      },
      guides: { blind: () => 0.5 },
    },
    {
      title: '(iii) Neurons by sign',
      y: { label: 'share of the neurons that fire' },
      curves: {
        'r > 0, label +1': 'positiveForPositive',
        'r < 0, label −1': 'negativeForNegative',
        'r > 0, label −1': 'positiveForNegative',
        'r < 0, label +1': 'negativeForPositive',
      },
    },
    {
      title: '(iv) Neurons by concept',
      y: { label: 'share of the neurons' },
      curves: {
        'fires for all concepts': 'firingForAll',
        'fires for some': 'firingForSome',
        'fires for none': 'firingForNone',
      },
    },
  ],
});

const againstStrength = (kind: string) =>
  Object.fromEntries(
    [0, 0.01, 0.02, 0.1].map((polysemy) => [
      `p = ${polysemy}`,
      (strength: number) => ({
        dials: { polysemy },
        quantity: { observation: `${kind} at strength ${strength}`, at: '12 * unit' },
      }),
    ]),
  );
const strength = { label: 'strength of the meaning that is not asked for' };

const secondMeaning = sweep({
  trials: 32,
  prompts: 1,
  at: 'reference',
  name: 'second-meaning',
  title: 'How strong the other meaning may be',
  caption:
    'At t = 12 m K1/η: the query word carries the concept of the demonstrations, and another concept with the opposite sign and so many times its strength. Means over pairs of concepts and signs, at several rates p of polysemy in training.',
  source: cite('bu2024', 'open question 1; mechanism 1'),
  agreement:
    'An observation, of which the paper says nothing. Without polysemy in training the other meaning is not read, up to three times the strength. With p = .01 it takes over at nearly three times the strength of the one that is asked for, with p = .02 and more at less than twice.',
  panels: [
    {
      title: 'Attention',
      x: strength,
      y: { label: 'attention for the demonstrations’ meaning' },
      over: STRENGTHS,
      curves: againstStrength('attention'),
      guides: { blind: () => 0.5 },
    },
    {
      title: 'Activation of the MLP',
      x: strength,
      y: { label: 'share for the demonstrations’ meaning' },
      over: STRENGTHS,
      curves: againstStrength('activation'),
      guides: { blind: () => 0.5 },
    },
  ],
});

export const meaningFigures = [meanings, secondMeaning];
