/**
 * The binary concepts of the vendored words, each by a rule over WordNet, an opinion lexicon and lists of first names: nobody
 * picked words by hand. Words are plain lower-case, among the 40,000 most frequent, most frequent first.
 */
const TOP = 40_000;
/** Words a side, and averaged glosses a side. */
const WORDS = 64;
const GLOSSES = 32;

const VOWEL_Y = /[^aeiou]y$/;

/** What a rule may ask. */
export function rulesOver({ rank, wordnet, lists }) {
  const known = (word) => /^[a-z]{3,}$/.test(word) && (rank.get(word) ?? TOP) < TOP;
  const byRank = (words) => [...new Set(words)].filter(known).sort((v, w) => rank.get(v) - rank.get(w));
  const partOf = (word) => {
    const tagged = (part) => wordnet.counts.get(word)?.[part] ?? 0;
    const [first, second] = ['n', 'v', 'a', 'r']
      .filter((part) => wordnet.lemmas.get(part).has(word))
      .sort((p, q) => tagged(q) - tagged(p));
    return second !== undefined && tagged(first) === tagged(second) ? undefined : first;
  };
  const firstSense = (word) => {
    const part = partOf(word);
    return part && wordnet.synsets.get(wordnet.lemmas.get(part).get(word)[0]);
  };
  const lemmasOf = (part) => byRank(wordnet.lemmas.get(part).keys()).filter((word) => partOf(word) === part);
  return { known, byRank, partOf, firstSense, lemmasOf, wordnet, lists };
}

/** Words of both lists are in neither. */
function apart({ byRank }, plus, minus) {
  const [p, m] = [new Set(plus), new Set(minus)];
  return { plus: byRank(plus.filter((w) => !m.has(w))), minus: byRank(minus.filter((w) => !p.has(w))) };
}

const opinion = (rules, part) => {
  const { positive, negative } = rules.lists;
  const of = (words) => words.filter((word) => rules.known(word) && rules.partOf(word) === part);
  return apart(rules, of(positive), of(negative));
};

/** First names that are nothing else: WordNet has them as persons or not at all. */
const PERSON = 18;
const names = (rules, list) =>
  list.filter((word) => {
    const parts = ['n', 'v', 'a', 'r'].filter((part) => rules.wordnet.lemmas.get(part).has(word));
    if (parts.length === 0) return !rules.lists.stop.has(word);
    return (
      parts.join('') === 'n' && rules.wordnet.synsets.get(rules.wordnet.lemmas.get('n').get(word)[0]).topic === PERSON
    );
  });

/** Words whose first sense lies in one of WordNet's topics (lexicographer files). */
const topics = (rules, plus, minus) => {
  const of = (topic) => {
    const part = topic < 29 ? 'n' : 'v';
    return rules.lemmasOf(part).filter((word) => rules.firstSense(word).topic === topic);
  };
  return apart(rules, of(plus), of(minus));
};

/** Pairs (base, form): the form is a known word that WordNet does not list as a lemma of another kind. */
const forms = (rules, part, form, listed = () => true) => {
  const pairs = rules.lemmasOf(part).map((base) => [form(base), base]);
  const fit = pairs.filter(([derived, base]) => rules.known(derived) && derived !== base && listed(derived));
  return { paired: true, plus: fit.map(([derived]) => derived), minus: fit.map(([, base]) => base) };
};

const every = (rest, { plus, minus, ...others }) => ({
  ...others,
  plus: plus.filter((_, i) => i % 2 === rest),
  minus: minus.filter((_, i) => i % 2 === rest),
});

const suffixed = (y, e, plain) => (word) => {
  if (VOWEL_Y.test(word)) return word.slice(0, -1) + y;
  return word.endsWith('e') ? word.slice(0, -1) + e : word + plain;
};

const noLemma = (rules) => (word) =>
  rules.partOf(word) === undefined && ['n', 'v', 'a', 'r'].every((p) => !rules.wordnet.lemmas.get(p).has(word));

/** Pairs (word, location) by a pointer between synsets; every word once. */
function located(rules, pairsOf) {
  const seen = new Set();
  const pairs = [];
  for (const synset of rules.wordnet.synsets.values()) {
    const [plus, minus] = pairsOf(synset) ?? [];
    if (!plus || !minus || plus === minus || seen.has(plus) || seen.has(minus)) continue;
    seen.add(plus).add(minus);
    pairs.push([plus, minus]);
  }
  const order = new Map(rules.byRank(pairs.map(([, minus]) => minus)).map((word, i) => [word, i]));
  pairs.sort((p, q) => order.get(p[1]) - order.get(q[1]));
  return { paired: true, plus: pairs.map(([plus]) => plus), minus: pairs.map(([, minus]) => minus) };
}

const LOCATION = 15;

const capitals = (rules) =>
  located(rules, ({ topic, gloss, words, pointers }) => {
    if (topic !== LOCATION || !/^(the )?capital\b/.test(gloss)) return undefined;
    const wholes = pointers.filter(({ symbol }) => symbol === '#p').map(({ to }) => rules.wordnet.synsets.get(to));
    return [words.find(rules.known), wholes.flatMap((whole) => whole.words).find(rules.known)];
  });

const nationalities = (rules) =>
  located(rules, ({ id, words, pointers }) => {
    const places = pointers
      .filter(({ symbol }) => id.startsWith('a') && symbol === '\\')
      .map(({ to }) => rules.wordnet.synsets.get(to))
      .filter((place) => place?.topic === LOCATION && place.pointers.some(({ symbol }) => symbol === '@i'));
    return [words.find(rules.known), places.flatMap((place) => place.words).find(rules.known)];
  });

/** Two antonyms in the senses that oppose each other, each with the adjectives that WordNet calls similar to it. */
const cluster = (rules, plus, minus) => {
  const { synsets, lemmas } = rules.wordnet;
  const senses = (word) =>
    lemmas
      .get('a')
      .get(word)
      .map((id) => synsets.get(id));
  const opposes =
    (to) =>
    ({ pointers }) =>
      pointers.some((p) => p.symbol === '!' && synsets.get(p.to).words.includes(to));
  const of = (word, other) => {
    const head = senses(word).find(opposes(other));
    const similar = head.pointers.filter(({ symbol }) => symbol === '&').map(({ to }) => synsets.get(to));
    return [head, ...similar].flatMap((synset) => synset.words);
  };
  return apart(rules, of(plus, minus), of(minus, plus));
};

/** Name, what the two sides are, their label words, the rule. */
const CONCEPTS = [
  ['opinion-adjectives', 'positive and negative adjectives', 'positive negative', (r) => opinion(r, 'a')],
  ['opinion-nouns', 'positive and negative nouns', 'success failure', (r) => opinion(r, 'n')],
  ['opinion-verbs', 'positive and negative verbs', 'praise blame', (r) => opinion(r, 'v')],
  ['opinion-adverbs', 'positive and negative adverbs', 'well badly', (r) => opinion(r, 'r')],
  [
    'names',
    'female and male first names',
    'female male',
    (r) => apart(r, names(r, r.lists.female), names(r, r.lists.male)),
  ],
  [
    'number',
    'plural and singular nouns',
    'plural singular',
    (r) => forms(r, 'n', suffixed('ies', 'es', 's'), noLemma(r)),
  ],
  [
    'tense',
    'verbs in the past and the base form',
    'past present',
    (r) => every(0, forms(r, 'v', suffixed('ied', 'ed', 'ed'), noLemma(r))),
  ],
  [
    'aspect',
    'present participles and base forms of verbs',
    'continuing done',
    (r) =>
      every(
        1,
        forms(r, 'v', (w) => `${/[^aeiou]e$/.test(w) ? w.slice(0, -1) : w}ing`, noLemma(r)),
      ),
  ],
  [
    'degree',
    'comparatives and positives of adjectives',
    'more much',
    (r) => forms(r, 'a', suffixed('ier', 'er', 'er'), noLemma(r)),
  ],
  [
    'adverbs',
    'adverbs and their adjectives',
    'adverb adjective',
    (r) => forms(r, 'a', suffixed('ily', 'ely', 'ly'), (w) => r.partOf(w) === 'r'),
  ],
  ['capitals', 'capitals and what they are capitals of', 'city country', capitals],
  ['nationalities', 'adjectives of places and the places', 'people place', nationalities],
  ['animal-plant', 'animals and plants', 'animal plant', (r) => topics(r, 5, 20)],
  ['food-artifact', 'food and artifacts', 'food thing', (r) => topics(r, 13, 6)],
  ['person-place', 'people and places', 'person location', (r) => topics(r, 18, 15)],
  ['body-substance', 'parts of the body and substances', 'body material', (r) => topics(r, 8, 27)],
  ['feeling-cognition', 'feelings and thoughts', 'emotion idea', (r) => topics(r, 12, 9)],
  ['time-quantity', 'times and quantities', 'time amount', (r) => topics(r, 28, 23)],
  ['motion-communication', 'verbs of motion and of communication', 'move talk', (r) => topics(r, 38, 32)],
  ['cardinal-ordinal', 'cardinal and ordinal numerals', 'cardinal ordinal', (r) => cluster(r, 'cardinal', 'ordinal')],
  ['large-small', 'adjectives of large and small size', 'large small', (r) => cluster(r, 'large', 'small')],
];

/** All concepts with their words, and the synsets whose glosses are averaged. */
export function conceptsOver(rules) {
  return CONCEPTS.map(([name, doc, labels, rule]) => {
    const { paired = false, plus, minus } = rule(rules);
    const n = paired ? Math.min(plus.length, WORDS) : WORDS;
    const words = { plus: plus.slice(0, n), minus: minus.slice(0, n) };
    if (Math.min(words.plus.length, words.minus.length) < 12)
      throw new Error(`words: expected 12 words a side of ${name}`);
    return {
      name,
      doc,
      labels,
      paired,
      ...words,
      ...(paired || name === 'names' ? {} : { glossed: glossed(rules, words) }),
    };
  });
}

function glossed({ firstSense }, words) {
  const of = (side) => [...new Set(side.map((word) => firstSense(word)?.id).filter(Boolean))];
  const [p, m] = [of(words.plus), of(words.minus)];
  const both = new Set(p.filter((id) => m.includes(id)));
  const chosen = (ids) => ids.filter((id) => !both.has(id));
  return { plus: chosen(p), minus: chosen(m) };
}

/** The vectors of a gloss's words, without stop words and without the synset's own; undefined where fewer than four are left. */
export function glossWords({ known, lists, wordnet }, id) {
  const { gloss, words } = wordnet.synsets.get(id);
  const own = new Set(words);
  const found = gloss.toLowerCase().match(/[a-z]+/g) ?? [];
  const left = found.filter((word) => known(word) && !lists.stop.has(word) && !own.has(word));
  return left.length < 4 ? undefined : left;
}

export { GLOSSES };
