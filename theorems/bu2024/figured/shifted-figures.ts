/** What the out-of-distribution figure shows beside the error: losses, attention and neurons under each shift. */
import { cite, dynamics } from '../../../harness';
import { watched } from './watched';

/** The panels of the out-of-distribution figure for another quantity: laws of test prompts side by side. */
const shiftPanels = (
  y: { label: string },
  curves: (laws: Readonly<Record<string, string>>) => Record<string, string>,
) => [
  {
    title: '(a) Length of prompts',
    y,
    curves: curves({ '2 demonstrations': 'Length2', '8, as trained': 'AsTrained', '128 demonstrations': 'Length128' }),
  },
  {
    title: '(b) Skewed concepts',
    y,
    curves: curves({ 'uniform, as trained': 'AsTrained', 'all about one': 'OnlyOne' }),
  },
  {
    title: '(c) Combinations of concepts',
    y,
    curves: curves({ 'as trained': 'AsTrained', 'conic combinations': 'Conic' }),
  },
  {
    title: '(d) Switched features',
    y,
    curves: curves({ 'as trained': 'AsTrained', 'switched words': 'Switched' }),
  },
];

const under = (kind: string) => (laws: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(laws).map(([label, law]) => [label, `${kind} ${law}`]));

/** Named shortly: two curves per law. */
const bothSigns = (laws: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.values(laws).flatMap((law) => [
      [`${SHORT[law]}, own sign`, `own ${law}`],
      [`${SHORT[law]}, other sign`, `other ${law}`],
    ]),
  );

const SHORT: Readonly<Record<string, string>> = {
  AsTrained: 'as trained',
  Length2: 'L = 2',
  Length128: 'L = 128',
  OnlyOne: 'one',
  Conic: 'conic',
  Switched: 'switched',
};

const shift = { ...watched, until: 12, points: 31, source: cite('bu2024', 'OOD figure, panels a–d') } as const;
const laws =
  'Test prompts of other laws, while the model trains on the reference problem as ever (8 demonstrations, concepts drawn uniformly); all curves of a training on prompts of one stream.';

const losses = dynamics({
  ...shift,
  name: 'shifted-losses',
  title: 'Out of distribution: losses',
  caption: `Logistic loss. ${laws} The loss on training prompts is that of “as trained”, to the width of a line.`,
  agreement:
    'As in the paper: the loss falls on prompts of every law, as fast as on those of training. On combinations it falls faster: their label vectors meet the neurons of several concepts.',
  panels: shiftPanels({ label: 'logistic loss' }, under('loss')),
});

const attention = dynamics({
  ...shift,
  name: 'shifted-attention',
  title: 'Out of distribution: attention',
  caption: `Mean attention on demonstrations with the query’s sign. ${laws}`,
  agreement:
    'As in the paper: attention turns to the demonstrations with the query’s sign as fast as on prompts of training, whatever the law of the prompts is. Where all prompts are about one concept it differs between trainings, which learn that concept earlier or later.',
  panels: shiftPanels({ label: 'mean attention on the query’s sign' }, under('attention')),
});

const neurons = dynamics({
  ...shift,
  name: 'shifted-neurons',
  title: 'Out of distribution: neurons of the MLP',
  caption: `What the coefficients of the MLP make of test prompts: mean activation ReLU(⟨w_i, Σ_l s_l y_l⟩) of the neurons whose read-out has the query’s sign, and of those with the other sign; half of the difference is the margin e·f. ${laws}`,
  agreement:
    'As in the paper: on prompts of every law the neurons of the query’s sign grow and the others fall silent, and more so on combinations. With two demonstrations the others stay a little active, since a foreign sign is half of the prompt.',
  panels: shiftPanels({ label: 'mean activation of a neuron' }, bothSigns),
});

export const shiftedFigures = [losses, attention, neurons];
