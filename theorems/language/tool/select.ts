import { type Direction, directionOf, mean } from '../../../generators/language/geometry';
import type { Lexicon } from '../../../generators/language/lexicon';
import { type PoolLine, readPool } from '../../../generators/language/reading/pool';
import { type Example, type Ranked, type RankedSelection, selectByMargin } from '../../../generators/language/select';
import { spaceOf } from '../../../generators/language/space';
import { marginsFigure } from './margins-figure';
import { CAVEAT, lexiconOf, space, type UserFiles } from './words';

/** The vendored pool: opinions, of which two have the wrong label. */
const PRAISE = ['good', 'best', 'great', 'beautiful', 'happy', 'perfect', 'peaceful', 'bitter', 'violent'];
const BLAME = ['bad', 'worst', 'dead', 'illegal', 'angry', 'sick', 'dangerous', 'severe', 'false'];
const OWN_POOL: readonly PoolLine[] = [
  ...PRAISE.map((text) => ({ text, label: 1 as const })),
  ...BLAME.map((text) => ({ text, label: -1 as const })),
];

/** Demonstrations from a pool by signed margin. */
export async function selectDemonstrations(request: UserFiles & { readonly pool?: string; readonly l: number }) {
  const lines = request.pool === undefined ? OWN_POOL : readPool(request.pool);
  const words = lines.flatMap(({ text }) => tokens(text));
  const lexicon = await lexiconOf(request, words);
  const map = spaceOf(lexicon, space(lexicon));
  const pool = lines.flatMap((line) => exampleOf(line, lexicon, map));
  const missing = lines.map(({ text }) => text).filter((text) => wordsOf(lexicon, text).length === 0);
  const known = lexicon.concepts.map((concept) => directionIn(concept, lexicon, map));
  const found = selectByMargin(pool, request.l, known);
  const { chosen, doubtful, plus, minus } = found;
  const all = selectByMargin(pool, 2 * Math.min(plus, minus)).chosen;
  const { known: share } = found;
  return {
    json: {
      ...{ lexicon: lexicon.name, l: request.l, chosen: chosen.map(bare), doubtful: doubtful.map(bare) },
      ...{ plus, minus, known: share, missing },
    },
    rows: [['chosen', 'label', 'margin'], ...chosen.map((one) => [one.text, labelText(one), signed(one.margin)])],
    notes: [
      balanceText(found),
      doubtText(doubtful),
      ...missingText(missing),
      ...outsideText(share, known.length),
      CAVEAT,
    ],
    figure: () => marginsFigure(pool.length, chosen, doubtful, all),
  };
}

type EmbeddedSpace = ReturnType<typeof spaceOf>;

const tokens = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

const wordsOf = (lexicon: Lexicon, text: string): readonly string[] => tokens(text).filter(lexicon.has);

/** The mean of its words; none where the lexicon has none of them. */
function exampleOf(line: PoolLine, lexicon: Lexicon, map: EmbeddedSpace): readonly Example[] {
  const found = wordsOf(lexicon, line.text).map((word) => map(lexicon.vector(word)));
  return found.length > 0 ? [{ ...line, vector: mean(found) }] : [];
}

function directionIn({ plus, minus }: Lexicon['concepts'][number], lexicon: Lexicon, map: EmbeddedSpace): Direction {
  const of = (words: readonly string[]) => words.map((word) => map(lexicon.vector(word)));
  return directionOf({ plus: of(plus), minus: of(minus) });
}

const bare = ({ text, label, margin }: Ranked) => ({ text, label, margin });

const labelText = ({ label }: Ranked): string => (label === 1 ? '+1' : '−1');

const signed = (margin: number): string => `${margin < 0 ? '−' : ''}${Math.abs(margin).toFixed(2)}`;

function balanceText({ plus, minus }: RankedSelection): string {
  const imbalanced = Math.max(plus, minus) > 2 * Math.min(plus, minus);
  return `Pool: ${plus} examples of +1, ${minus} of −1${imbalanced ? ': imbalanced, the chosen ones are not' : ''}.`;
}

function doubtText(doubtful: readonly Ranked[]): string {
  if (doubtful.length === 0) return 'No label looks wrong.';
  const each = doubtful.map((one) => `${one.text} (${labelText(one)}, margin ${signed(one.margin)})`);
  return `Labels that look wrong: ${each.join(', ')}.`;
}

const missingText = (missing: readonly string[]): readonly string[] =>
  missing.length > 0 ? [`Without a vector, left out: ${missing.join(', ')}.`] : [];

function outsideText(share: number | undefined, concepts: number): readonly string[] {
  if (share === undefined || share >= 0.5) return [];
  const inside = `${(100 * share).toFixed(0)} % of it is inside`;
  return [`The pool's concept lies outside of the span of the ${concepts} known ones: ${inside}.`];
}
