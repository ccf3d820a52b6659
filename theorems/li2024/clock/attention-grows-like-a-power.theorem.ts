/** L5: how attention goes on growing. The paper lets the mass tend to 1; here what is missing to 1 falls like a small power of time. */
import { all, cite, meanOver, ours, quantity, synthetic, theorem, within } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, outOfDomain, paper, tau } from '../controls';
import { li2024 } from '../family';

/** Attention of which so much is missing to 1, as a formula in t. */
const missing = (name: string, doc: string, lack: string) => {
  const law = { law: `1 - (${lack})`, noise: { absolute: '0.004' } } as const;
  return synthetic({ name, doc, observations: { attention: law, attentionOutOfDomain: law } });
};

export default theorem({
  name: 'what attention misses falls like a small power of time',
  statement:
    'With probability at least 1 − δ over blocks of six trainings of the reference problem, from T/2 to 2T steps, T = τ M1 α^(−2/3)/η, one minus the mean attention on contexts with the query’s pattern falls with a log–log slope on time within .15 of −.23, on held-out tasks and over out-of-domain patterns.',
  source: cite('li2024', 'Proposition 1: the attention mass tends to 1', 'paraphrased'),
  family: li2024,
  forAll: outOfDomain,
  profile: 'nightly',
  at: 'reference',
  ours: {
    slope: ours(
      -0.23,
      'the sources state no rate; calibration −.235 and −.225, the same from T/2 to 2T and from T to 4T',
      calibrated.night,
    ),
    width: ours(0.15, 'four standard deviations of a block', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 800,
  block: { repeats: 6 },
  claim: ({ at }) => {
    const exponent = (name: 'attention' | 'attentionOutOfDomain') =>
      quantity('log((1 - late) / (1 - early)) / log(4)', {
        early: meanOver(at('horizon / 2')[name]),
        late: meanOver(at('2 * horizon')[name]),
      });
    return all(
      within(exponent('attention'), 'slope - width', 'slope + width'),
      within(exponent('attentionOutOfDomain'), 'slope - width', 'slope + width'),
    );
  },
  delta: 0.1,
  margin: 0.1,
  controls: {
    untrained: { without: 'at step 0 nothing has grown yet: gross controls are laws that do not grow' },
    gross: [
      missing('attention that stops at .9', 'what is missing to it falls exponentially', '0.1 + 0.1 * exp(-t / 40)'),
    ],
    nearMiss: [
      missing('a law t^(−.44)', 'attention that grows too fast', '0.1 * (t / 200)^(-0.44)'),
      missing('a law t^(−.04)', 'attention that hardly grows', '0.1 * (t / 200)^(-0.04)'),
    ],
    positive: missing(
      'a law t^(−.23)',
      'what is missing to 1 falls like t^(−.23), with the spread of a training',
      '0.1 * (t / 200)^(-0.23)',
    ),
  },
  paper,
  notChecked: [
    'that the mass reaches 1: at the measured rate .99 takes 20,000 times the horizon',
    'other problems than the reference',
  ],
});
