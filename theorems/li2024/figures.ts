/** The figures of li2024, from fresh trainings of the reference problem. */
import { cite, dynamics, gallery, type Plotted, sweep } from '../../harness';
import { contestants } from './classical';
import { COMPARED_LENGTHS, FRACTIONS, GROUPS, LENGTHS, li2024, ORDERS, SHARES } from './figure-family';
import { common, problem } from './figured/common';
import { learning } from './figured/learning';

/** The horizon at which the reference dynamics are known. */
const STEPS = '200';
const atEnd = (observation: string): { quantity: Plotted } => ({ quantity: { observation, at: STEPS } });
const untrained = (observation: string): { quantity: Plotted } => ({ quantity: { observation, at: '0' } });

const attention = dynamics({
  ...common,
  name: 'attention',
  title: 'Attention mass and projected norms',
  caption: `Left: mean attention on contexts that share the query’s relevant pattern, on held-out tasks and over out-of-domain patterns, prompts with the α and l of training. Right: |W v|/|v|, mean over patterns v. Reference problem: ${problem}.`,
  source: cite('li2024', 'Proposition 1; attention figure'),
  agreement:
    'As in the paper: attention concentrates on the pattern of the query, out of the domain as well, from .44 to .92 within 200 steps, most of it between steps 10 and 20 (the talk shows a rise to about 1); W_Q and W_K amplify relevant patterns and leave irrelevant ones where they were.',
  clock: '1',
  until: 200,
  points: 41,
  time: 'steps',
  panels: [
    {
      title: 'Attention mass',
      y: { label: 'attention on the query’s pattern' },
      curves: { 'in-domain patterns': 'attention', 'out-of-domain patterns': 'attentionOutOfDomain' },
    },
    {
      title: 'Projected norms',
      y: { label: 'mean of |W v|/|v|' },
      curves: {
        'W_Q, relevant': 'WQRelevant',
        'W_K, relevant': 'WKRelevant',
        'W_Q, irrelevant': 'WQIrrelevant',
        'W_K, irrelevant': 'WKIrrelevant',
      },
    },
  ],
});

const ranks = Array.from({ length: GROUPS }, (_, group) => (group + 0.5) / GROUPS);
const rank = { label: 'rank of the neuron by magnitude (0 = largest)' };
const group = (x: number) => Math.floor(x * GROUPS);
const beforeAndAfter = (probe: string) => ({
  'after 200 steps': (x: number) => atEnd(`${probe} ${group(x)}`),
  'before training': (x: number) => untrained(`${probe} ${group(x)}`),
});

const angles = sweep({
  ...common,
  name: 'mlp-angles',
  title: 'Angles of the neurons of the MLP',
  caption: `A neuron is a row of W_O W_V, its magnitude the norm of that row. Means over sixteenths of the neurons, the largest first. Angles are divided by π: of the feature part with the mean relevant pattern, and of the label part with q or −q, by the sign of the neuron’s read-out. Reference problem: ${problem}.`,
  source: cite('li2024', 'Proposition 2; MLP figure'),
  agreement:
    'As in the paper: in the larger half of the neurons the feature part turns to the mean relevant pattern (angle .15 to .2) and the label part to ±q (angle below .1). Other than two separate groups: magnitudes fall steadily from the largest to the smallest, which hardly grow, and the feature part of these turns away (angle up to .7).',
  panels: [
    {
      title: 'Magnitude',
      x: rank,
      y: { label: 'norm of the row of W_O W_V' },
      over: ranks,
      curves: beforeAndAfter('magnitude'),
    },
    {
      title: 'Angle of the feature part',
      x: rank,
      y: { label: 'angle with the mean μ, in π' },
      over: ranks,
      curves: beforeAndAfter('featureAngle'),
    },
    {
      title: 'Angle of the label part',
      x: rank,
      y: { label: 'angle with ±q, in π' },
      over: ranks,
      curves: beforeAndAfter('labelAngle'),
    },
  ],
});

const SUMS = [-1, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.2, 1.41];
const contexts = { label: 'contexts in a prompt at test' };
const outOfDomain = (kind: string, sum: number, length: number) => ({
  dials: { sum },
  ...atEnd(`${kind} out of domain ${length}`),
});
const againstLength = (kind: string, sums: readonly number[]) =>
  Object.fromEntries(sums.map((sum) => [`S1 = ${sum}`.replace('-', '−'), (x: number) => outOfDomain(kind, sum, x)]));
const againstSum = (kind: string, lengths: readonly number[]) =>
  Object.fromEntries(lengths.map((length) => [`${length} contexts`, (x: number) => outOfDomain(kind, x, length)]));

const coefficientSum = sweep({
  ...common,
  name: 'coefficient-sum',
  title: 'The coefficient sum S1 against the length of prompts',
  caption: `Errors over three out-of-domain patterns μ′_j = Σ_i k_ji μ_i with orthonormal coefficients of sum S1, after 200 steps at the reference problem (${problem}). 0–1 errors below 1/2000 are drawn there.`,
  source: cite('li2024', 'Theorem 2; out-of-domain figure'),
  agreement:
    'As in the paper: enough contexts and S1 ≥ 1 suffice for a small error. Other than in the paper’s figure, nothing happens at S1 = 1: with 12 contexts or more the hinge loss grows only as S1 falls below about 0, and answers keep their sign nearly everywhere down to S1 = −1 (docs/findings.md).',
  panels: [
    {
      title: 'Hinge loss against the length',
      x: contexts,
      y: { label: 'hinge loss' },
      over: LENGTHS,
      curves: againstLength('hinge', [1.41, 1, 0.5, 0, -0.5, -1]),
    },
    {
      title: '0–1 error against the length',
      x: contexts,
      y: { label: '0–1 error', log: true, floor: 1 / 2000, ticks: [0.1, 0.01, 0.001] },
      over: LENGTHS,
      curves: againstLength('error', [1.41, 1, 0.5, 0, -0.5, -1]),
    },
    {
      title: 'Hinge loss against S1',
      x: { label: 'S1' },
      y: { label: 'hinge loss' },
      over: SUMS,
      curves: againstSum('hinge', [4, 12, 40]),
    },
  ],
});

const fractionError = (alpha: number, length: number) => atEnd(`error at ${alpha} ${length}`);

const testFraction = sweep({
  ...common,
  prompts: 2000,
  name: 'test-fraction',
  title: 'The fraction α′ of relevant contexts at test',
  caption: `0–1 error on held-out tasks against the fraction of contexts that carry a pattern of the task and against their number, after 200 steps at the reference problem (${problem}). Dotted: with probability (1 − α′/2)^l no context shares the query’s pattern, and then nobody can answer better than a coin. Errors below 1/4000 are drawn there.`,
  source: cite('li2024', 'Theorem 1: l_ts ≥ Ω(1/α′); α′ figure'),
  agreement:
    'As in the paper: fewer relevant contexts at test need longer prompts, and a length of the order 1/α′ is enough. The bound by chance is nearly met for short prompts.',
  panels: [
    {
      title: 'Against the length',
      x: contexts,
      y: { label: '0–1 error', log: true, floor: 1 / 4000, ticks: [0.5, 0.1, 0.01, 0.001] },
      over: LENGTHS,
      curves: Object.fromEntries([0.2, 0.4, 0.6, 0.8].map((a) => [`α′ = ${a}`, (x: number) => fractionError(a, x)])),
      guides: { 'at least, α′ = 0.2': (x) => 0.9 ** x / 2, 'at least, α′ = 0.8': (x) => 0.6 ** x / 2 },
    },
    {
      title: 'Against α′',
      x: { label: 'α′' },
      y: { label: '0–1 error', log: true, floor: 1 / 4000, ticks: [0.5, 0.1, 0.01, 0.001] },
      over: FRACTIONS,
      curves: Object.fromEntries([4, 8, 16, 40].map((l) => [`${l} contexts`, (x: number) => fractionError(x, l)])),
      guides: { 'at least, 4 contexts': (x) => (1 - x / 2) ** 4 / 2 },
    },
  ],
});

/** The setting of the claim on the number of steps: l = 40 in training and at test. */
const timeTo = (fraction: number) => ({
  dials: { trainingLength: 40, testLength: 40, fraction },
  quantity: { observation: 'hingeAsTrained', below: 0.3, every: '2', until: '150' },
});

const trainingFraction = sweep({
  ...common,
  prompts: 256,
  name: 'training-fraction',
  title: 'Steps against the fraction α of relevant contexts',
  caption: `First time at which the hinge loss on held-out tasks is at most .3, against α = α′, with 40 contexts in training and at test; otherwise the reference problem (${problem}). Dotted: the paper’s exponent, from 14 steps at α = 1.`,
  source: cite('li2024', 'Theorem 1: T = Θ(α^(−2/3))'),
  agreement:
    'Partly as in the paper: a smaller fraction takes longer, with a slope near −.8 over the whole range. The exponent −2/3 is met at the upper end only: the curve is no power of α, and steeper where α is small (docs/findings.md).',
  panels: [
    {
      title: 'Steps to hinge loss .3',
      x: { label: 'α', log: true, ticks: [0.2, 0.3, 0.4, 0.6, 0.8, 1] },
      y: { label: 'first step with hinge loss at most .3', log: true, ticks: [15, 20, 30, 40, 50] },
      over: [0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1],
      curves: { measured: timeTo },
      guides: { 'α^(−2/3)': (x) => 14 * x ** (-2 / 3) },
    },
  ],
});

const dropping = (kind: string) =>
  Object.fromEntries(
    ORDERS.toReversed().map((order) => [`${order} first`, (x: number) => atEnd(`${kind} without ${order} ${x}`)]),
  );
const share = { label: 'fraction of the neurons dropped' };

const pruning = sweep({
  ...common,
  name: 'pruning',
  title: 'Pruning by magnitude',
  caption: `Errors on held-out tasks when neurons are dropped from a trained model: the largest, random ones, or the smallest, after 200 steps at the reference problem (${problem}).`,
  source: cite('li2024', 'Theorem 3; pruning figure'),
  agreement:
    'As in the paper: dropping the smallest neurons costs nothing up to about half of them, dropping the largest costs hinge loss from a tenth of them on, random ones lie between. The 0–1 error hardly moves until most of the neurons are gone: the claim is about the hinge loss.',
  panels: [
    { title: 'Hinge loss', x: share, y: { label: 'hinge loss' }, over: SHARES, curves: dropping('hinge') },
    { title: '0–1 error', x: share, y: { label: '0–1 error' }, over: SHARES, curves: dropping('error') },
  ],
});

const against = (setting: string) =>
  Object.fromEntries(contestants.map((name) => [name, (x: number) => atEnd(`${setting} ${name} ${x}`)]));

const classical = sweep({
  ...common,
  name: 'classical-learners',
  title: 'In-context learning against classical learners',
  caption: `0–1 error on held-out tasks of a model trained for 200 steps at the reference problem (${problem}), and of learners that are fitted to the contexts of each prompt alone; 128 prompts per training and length, the same for all.`,
  source: cite('li2024', 'comparison with classical learners'),
  agreement:
    'Other than in the paper: the model is ahead of 3-NN where contexts are few, and nowhere ahead of logistic regression, SVMs or 1-NN. Orthogonal patterns are separable, so the contexts alone say what there is to know (docs/findings.md).',
  panels: [
    {
      title: 'α′ = .8, as in training',
      x: contexts,
      y: { label: '0–1 error' },
      over: COMPARED_LENGTHS,
      curves: against('clear'),
    },
    { title: 'α′ = .3', x: contexts, y: { label: '0–1 error' }, over: COMPARED_LENGTHS, curves: against('sparse') },
  ],
});

export default gallery(li2024, [
  learning,
  attention,
  angles,
  coefficientSum,
  testFraction,
  trainingFraction,
  pruning,
  classical,
]);
