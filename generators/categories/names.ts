/**
 * Categories of words: sides of the lexicon's concepts under names of their own. Left out are sides that share more than two words
 * with another one (places and the countries among them, people and male first names); what is left shares a word here and there.
 */
export const CATEGORIES: Readonly<Record<string, readonly [concept: string, side: 'plus' | 'minus']>> = {
  animals: ['animal-plant', 'plus'],
  plants: ['animal-plant', 'minus'],
  food: ['food-artifact', 'plus'],
  artifacts: ['food-artifact', 'minus'],
  people: ['person-place', 'plus'],
  body: ['body-substance', 'plus'],
  substances: ['body-substance', 'minus'],
  feelings: ['feeling-cognition', 'plus'],
  thoughts: ['feeling-cognition', 'minus'],
  times: ['time-quantity', 'plus'],
  quantities: ['time-quantity', 'minus'],
  motion: ['motion-communication', 'plus'],
  communication: ['motion-communication', 'minus'],
  capitals: ['capitals', 'plus'],
  countries: ['capitals', 'minus'],
  nationalities: ['nationalities', 'plus'],
  'female names': ['names', 'plus'],
};
