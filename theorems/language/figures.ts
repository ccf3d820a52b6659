/** From one word to eight: what averaging does, beside words that are Gaussian. */
import { cite, gallery, type Plotted, sweep } from '../../harness';
import { language } from './family';

const SIZES = [1, 2, 4, 8] as const;
const WORLDS = { 'real words': 0, 'same covariance': 2, isotropic: 1 } as const;

const at = (observation: string): Plotted => ({ observation, at: '24 * m * K1 / eta' });

const worlds = (observation: string) =>
  Object.fromEntries(
    Object.entries(WORLDS).map(([label, twin]) => [
      label,
      (bag: number) => ({ dials: { bag, twin }, quantity: at(observation) }),
    ]),
  );

const x = { label: 'words averaged to a demonstration', log: true, ticks: SIZES } as const;

const words = sweep({
  trials: 8,
  prompts: 400,
  at: 'reference',
  name: 'averaged-words',
  title: 'From one word to eight',
  caption:
    'After T = 24 m K1/η steps on the reference problem of real words (four concepts, 64 words a side, half of them held out, d = 64), measured on held-out words: real words, Gaussian words with the same class means and covariance, and isotropic Gaussian words of the same mean variance. Vocabularies are of one size, so that only the shape of the cloud differs.',
  source: cite('bu2024', 'mechanism 1; low noise'),
  agreement:
    'As in the paper: the less noise, the better attention and error, in all three worlds. Real words are the hardest at every n: their noise is largest along b, where an isotropic twin has the least of it.',
  panels: [
    { title: '0–1 error', x, y: { label: '0–1 error' }, over: SIZES, curves: worlds('error') },
    {
      title: 'Error of the oracle',
      x,
      y: { label: '0–1 error of sign⟨x − a, b⟩' },
      over: SIZES,
      curves: worlds('oracleError'),
    },
    {
      title: 'Attention',
      x,
      y: { label: 'attention on the query’s sign' },
      over: SIZES,
      curves: worlds('correctAttention'),
    },
    { title: 'Alignment', x, y: { label: 'overlap of M with the span of b' }, over: SIZES, curves: worlds('overlap') },
  ],
});

export default gallery(language, [words]);
