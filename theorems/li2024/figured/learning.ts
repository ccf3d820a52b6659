/** Losses, attention and neurons over the steps of a training, in the domain and out of it. */
import { cite, dynamics } from '../../../harness';
import { common, problem } from './common';

const elsewhere = (observation: string) => ({ observation, dials: { sum: -1 } });

export const learning = dynamics({
  ...common,
  name: 'learning-dynamics',
  title: 'Learning dynamics, in and out of the domain',
  caption: `Prompts of training tasks, of held-out tasks as in training (α′ = .8) and with α′ = .3, and over out-of-domain patterns with coefficient sums S1 of 1 and −1; 20 contexts each. Activations are means of ReLU over the neurons whose read-out has the sign of the query’s label, and over those with the other sign; neurons are rows of W_O W_V, halved by magnitude. Losses below 1/2000 are drawn there. Reference problem: ${problem}.`,
  source: cite('li2024', 'Theorems 1 and 2, Propositions 1 and 2; figures on training'),
  agreement:
    'As in the paper: within the steps 10 to 25 attention turns to the pattern of the query, the larger half of the neurons to the mean pattern and to ±q, and the losses of training tasks, of held-out ones and out of the domain at S1 = 1 fall together; that of training tasks vanishes, the others go to .001. With α′ = .3 a loss of .08 is left, since fewer contexts share the query’s pattern. With S1 = −1 attention is the same, and the loss .3: neurons of the own sign answer half as strongly, and some of the other sign answer, too.',
  clock: '1',
  until: 200,
  points: 41,
  time: 'steps',
  panels: [
    {
      title: '(i) Loss',
      y: { label: 'hinge loss', log: true, floor: 5e-4, ticks: [1, 0.1, 0.01, 0.001] },
      curves: {
        'training tasks': 'hinge in training',
        'held-out tasks': 'hinge held out',
        'held out, α′ = .3': 'hinge few relevant',
        'out of domain, S1 = 1': 'hinge out of domain',
        'the same, S1 = −1': elsewhere('hinge out of domain'),
      },
    },
    {
      title: '(ii) Attention',
      y: { label: 'attention on the query’s pattern' },
      curves: {
        'training tasks': 'attention in training',
        'held-out tasks': 'attention held out',
        'held out, α′ = .3': 'attention few relevant',
        'out of domain, S1 = 1': 'attention out of domain',
        'the same, S1 = −1': elsewhere('attention out of domain'),
      },
    },
    {
      title: '(iii) Neurons on prompts',
      y: { label: 'mean activation of a neuron' },
      curves: {
        'held out, own sign': 'own held out',
        'held out, other sign': 'other held out',
        'S1 = 1, own sign': 'own out of domain',
        'S1 = 1, other sign': 'other out of domain',
        'S1 = −1, own sign': elsewhere('own out of domain'),
        'S1 = −1, other sign': elsewhere('other out of domain'),
      },
    },
    {
      title: '(iv) Directions of neurons',
      y: { label: 'mean cosine with the mean μ, and with ±q' },
      curves: {
        'features, larger half': 'feature larger',
        'features, smaller half': 'feature smaller',
        'labels, larger half': 'label larger',
        'labels, smaller half': 'label smaller',
      },
    },
  ],
});
