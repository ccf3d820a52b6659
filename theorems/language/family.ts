import { dialsOf } from '../../generators/dials';
import { checkLanguageProblem } from '../../generators/language/check';
import type { LanguageProblem } from '../../generators/language/problem';
import { languageProblem, languageProblems } from '../../generators/language/problems';
import { referenceWords } from '../../generators/language/reference';
import { worldOf } from '../../generators/language/twins';
import type { Family } from '../../harness';
import { prepareEngine } from '../../model/one-layer/training';
import { assumptions, POOL, region, settings } from './assumptions';
import { wordArrays } from './export';
import { observations } from './observations';
import { type LanguageTraining, startTraining } from './training';

const corner = (values: Readonly<Record<string, number>>, first: readonly string[]): LanguageProblem => {
  const order = [...first, ...POOL.filter((name) => !first.includes(name))];
  const rest = { split: 2, bag: 4, d: 64, sigma1: 0.1, 'eta/m': 0.5, lambda: 1e-4 };
  return languageProblem({ ...rest, K1: first.length, ...values }, order);
};

/** Corners of the region: the noisiest concepts, concepts that lean on each other, the fewest and the most of everything. */
const corners: Readonly<Record<string, LanguageProblem>> = {
  'opinions, short prompts': corner({ L: 4, m: 24, B: 16, kappaY: 0.4, sigma0: 0.7 }, [
    'opinion-adverbs',
    'opinion-verbs',
    'opinion-nouns',
    'opinion-adjectives',
    'motion-communication',
  ]),
  'morphology, long prompts': corner({ L: 12, m: 48, B: 32, kappaY: 0, sigma0: 1 }, [
    'number',
    'tense',
    'aspect',
    'degree',
    'adverbs',
  ]),
  'two domains': corner({ L: 4, m: 24, B: 16, kappaY: 0, sigma0: 1 }, ['animal-plant', 'body-substance']),
  'places and names': corner({ L: 12, m: 24, B: 16, kappaY: 0.4, sigma0: 0.7 }, ['capitals', 'nationalities', 'names']),
};

/**
 * Real English words through the model and the training of bu2024: prompts are gathered from a vocabulary instead of drawn from a
 * law, queries and demonstrations are averages of `bag` words, and all that is measured is measured on held-out words.
 *
 * Formulas may use the numbers of a problem; `K1`; `unit` = m K1/η, the steps in which problems are comparable; and `world`, which is
 * 1 for words, 2 for their isotropic twins and 1/2 for twins of their covariance.
 */
export const language = {
  name: 'language',
  problems: languageProblems(region, POOL),
  reference: referenceWords,
  corners,
  check: checkLanguageProblem,
  symbols: ({ concepts, novel: _, departures: { twin }, ...numbers }) => ({
    ...numbers,
    K1: concepts.length,
    unit: (numbers.m * concepts.length) / numbers.eta,
    world: worldOf(twin),
  }),
  assumptions,
  dials: dialsOf(assumptions, settings),
  engines: ['fused', 'tfjs'],
  prepare: prepareEngine,
  train: startTraining,
  observations,
  arrays: wordArrays,
} satisfies Family<LanguageProblem, LanguageTraining>;

export default language;
