/** What `theoremcheck audit` and `theoremcheck select` answer: data for tables and figures, and no drawing. */
import { type AuditSettings, audit, BOUNDS, type ConceptAudit, type Finding } from '../../generators/language/audit';
import { directionOf, mean } from '../../generators/language/geometry';
import type { Lexicon } from '../../generators/language/lexicon';
import { BadInput } from '../../generators/language/reading/bad-input';
import { readConcepts } from '../../generators/language/reading/concepts';
import { readLexicon } from '../../generators/language/reading/lexicon';
import { type PoolLine, readPool } from '../../generators/language/reading/pool';
import { type Ranked, selectByMargin } from '../../generators/language/select';
import { spaceOf } from '../../generators/language/space';
import { vendored } from '../../generators/language/vendored';

interface Request {
  readonly embeddings?: string;
  readonly concepts?: string;
  readonly progress?: (share: number) => void;
}

const CAVEAT =
  'The evidence behind this is about one-layer models on averaged words of one English embedding, and not about language models.';

async function lexiconOf(
  { embeddings, concepts, progress }: Request,
  further: readonly string[] = [],
): Promise<Lexicon> {
  if (embeddings === undefined && concepts !== undefined) {
    throw new BadInput(
      'audit',
      '--embeddings with --concepts',
      '--concepts alone',
      'the vendored lexicon has the words of its own concepts only',
    );
  }
  if (embeddings === undefined) return vendored();
  const wanted =
    concepts === undefined ? vendored().concepts.map(({ glosses: _, ...concept }) => concept) : readConcepts(concepts);
  return readLexicon(embeddings, wanted, progress, further);
}

const space = ({ dimensions }: Lexicon, whitening = 1): AuditSettings['space'] => ({
  dimensions: Math.min(100, dimensions),
  centred: true,
  whitening,
});

/** Every assumption against what is measured, per concept. */
export async function auditWords(request: Request & { readonly n: number; readonly whitening: number }) {
  const lexicon = await lexiconOf(request);
  const { n, whitening } = request;
  const least = Math.min(...lexicon.concepts.flatMap(({ plus, minus }) => [plus.length, minus.length])) >> 1;
  if (n > least) throw new BadInput('audit', `--n of at most ${least}, half of the shortest list`, `${n}`);
  const found = audit(lexicon, { space: space(lexicon, whitening), n });
  return {
    json: { lexicon: lexicon.name, n, whitening, bounds: BOUNDS, concepts: found },
    rows: [HEAD, ...found.map(row)],
    notes: [summary(found, n), LEGEND, CAVEAT],
    figure: await figureOf(lexicon, whitening),
  };
}

const HEAD = ['concept', 'words', 'noise', 'spread', 'κx', 'cos(a, b)', 'nearest b', 'κy', 'oracle', 'inside'];
const LEGEND = `noise: deviation along b over |b|, at most ${BOUNDS.noise} in the region; spread: the same per coordinate; κx, κy: cosine of the two class means and of the label words, 0 … ${BOUNDS.kappa}; cos(a, b) and nearest b (the concept that leans on it most): 0 in the theory, at most ${BOUNDS.lean} here; oracle: error of sign⟨x − a, b⟩ on held-out words. * lies outside.`;

const shown = ({ measured, inside }: Finding): string => `${measured.toFixed(2)}${inside ? ' ' : '*'}`;

const findings = ({ noise, spread, kappaX, tilt, coherence, kappaY }: ConceptAudit): Finding[] => [
  ...[noise, spread, kappaX, tilt, coherence],
  ...(kappaY ? [kappaY] : []),
];

function row(concept: ConceptAudit): string[] {
  const { name, words, noise, spread, kappaX, tilt, coherence, kappaY, oracleError } = concept;
  const all = findings(concept);
  return [
    ...[name, words.join('/'), shown(noise), shown(spread), shown(kappaX), shown(tilt)],
    ...[`${coherence.with} ${shown(coherence)}`, kappaY ? shown(kappaY) : 'none', oracleError.toFixed(3)],
    `${all.filter(({ inside }) => inside).length} of ${all.length}`,
  ];
}

function summary(found: readonly ConceptAudit[], n: number): string {
  const count = (of: (concept: ConceptAudit) => boolean | undefined) => found.filter(of).length;
  const whole = count((concept) => findings(concept).every(({ inside }) => inside));
  const few = n === 1 ? 'single words' : `means of ${n} words`;
  return `${found.length} concepts, ${few}: ${whole} satisfy every assumption, ${count((c) => c.noise.inside)} are of low noise, ${count((c) => c.coherence.inside)} orthogonal to all others, ${count((c) => c.kappaY?.inside)} have labels that are told apart.`;
}

const SIZES = [1, 2, 4, 8] as const;

/** Noise against the number of words, for the concepts that have enough. */
async function figureOf(lexicon: Lexicon, whitening: number) {
  const values = SIZES.flatMap((n) => {
    const concepts = lexicon.concepts.filter(({ plus, minus }) => Math.min(plus.length, minus.length) >= 2 * n);
    if (concepts.length === 0) return [];
    return audit({ ...lexicon, concepts }, { space: space(lexicon, whitening), n }).map(({ name, noise }) => ({
      name,
      n,
      noise: Number(noise.measured.toFixed(3)),
    }));
  });
  const y = { field: 'name', type: 'nominal', sort: null, title: null };
  const x = { type: 'quantitative', title: 'noise: deviation along b over |b|', scale: { domainMin: 0 } };
  return {
    name: 'audit',
    title: 'How far words lie from the low-noise region',
    description: `Noise along b over |b| per concept for means of ${SIZES.join(', ')} words; the region of bu2024 ends at ${BOUNDS.noise}.`,
    spec: {
      width: 360,
      height: { step: 16 },
      layer: [
        {
          data: { values: [{ from: 0, to: BOUNDS.noise }] },
          mark: { type: 'rect', opacity: 0.15 },
          encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
        },
        {
          data: { values },
          mark: { type: 'point', filled: true, size: 40 },
          encoding: { x: { ...x, field: 'noise' }, y, color: { field: 'n', type: 'ordinal', title: 'words' } },
        },
      ],
    },
  };
}

/** The vendored pool: opinions, of which two have the wrong label. */
const PRAISE = ['good', 'best', 'great', 'beautiful', 'happy', 'perfect', 'peaceful', 'bitter', 'violent'];
const BLAME = ['bad', 'worst', 'dead', 'illegal', 'angry', 'sick', 'dangerous', 'severe', 'false'];
const OWN_POOL: readonly PoolLine[] = [
  ...PRAISE.map((text) => ({ text, label: 1 as const })),
  ...BLAME.map((text) => ({ text, label: -1 as const })),
];

/** Demonstrations from a pool by signed margin. */
export async function selectDemonstrations(request: Request & { readonly pool?: string; readonly l: number }) {
  const lines = request.pool === undefined ? OWN_POOL : readPool(request.pool);
  const tokens = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const lexicon = await lexiconOf(
    request,
    lines.flatMap(({ text }) => tokens(text)),
  );
  const map = spaceOf(lexicon, space(lexicon));
  const vectors = (text: string) =>
    tokens(text)
      .flatMap((word) => knownVector(lexicon, word))
      .map(map);
  const pool = lines.flatMap((line) => {
    const found = vectors(line.text);
    return found.length > 0 ? [{ ...line, vector: mean(found) }] : [];
  });
  const known = lexicon.concepts.map(({ plus, minus }) => {
    const of = (words: readonly string[]) => words.map((word) => map(lexicon.vector(word)));
    return directionOf({ plus: of(plus), minus: of(minus) });
  });
  const { chosen, doubtful, plus, minus, known: share } = refused(() => selectByMargin(pool, request.l, known));
  const bare = (examples: readonly Ranked[]) => examples.map(({ text, label, margin }) => ({ text, label, margin }));
  const missing = lines.filter(({ text }) => vectors(text).length === 0).map(({ text }) => text);
  return {
    json: {
      lexicon: lexicon.name,
      l: request.l,
      chosen: bare(chosen),
      doubtful: bare(doubtful),
      plus,
      minus,
      known: share,
      missing,
    },
    rows: [
      ['chosen', 'label', 'margin'],
      ...chosen.map(({ text, label, margin }) => [text, label === 1 ? '+1' : '−1', signed(margin)]),
    ],
    notes: [
      `Pool: ${plus} examples of +1, ${minus} of −1${Math.max(plus, minus) > 2 * Math.min(plus, minus) ? ': imbalanced, the chosen ones are not' : ''}.`,
      doubtful.length === 0
        ? 'No label looks wrong.'
        : `Labels that look wrong: ${doubtful.map(({ text, label, margin }) => `${text} (${label === 1 ? '+1' : '−1'}, margin ${signed(margin)})`).join(', ')}.`,
      ...(missing.length > 0 ? [`Without a vector, left out: ${missing.join(', ')}.`] : []),
      ...(share !== undefined && share < 0.5
        ? [
            `The pool's concept lies outside of the span of the ${known.length} known ones: ${(100 * share).toFixed(0)} % of it is inside.`,
          ]
        : []),
      CAVEAT,
    ],
    figure: marginsOf(pool.length, chosen, doubtful, selectByMargin(pool, 2 * Math.min(plus, minus)).chosen),
  };
}

function knownVector(lexicon: Lexicon, word: string): Float64Array[] {
  try {
    return [lexicon.vector(word)];
  } catch {
    return [];
  }
}

const signed = (margin: number): string => `${margin < 0 ? '−' : ''}${Math.abs(margin).toFixed(2)}`;

/** A pool that does not fit is bad input. */
function refused<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [, expected = '', got = ''] = /expected (.*), got (.*)$/.exec(error.message) ?? [];
    throw new BadInput('select', expected, got);
  }
}

function marginsOf(n: number, chosen: readonly Ranked[], doubtful: readonly Ranked[], all: readonly Ranked[]) {
  const texts = new Set(chosen.map(({ text }) => text));
  const seen = [...new Map([...all, ...doubtful].map((example) => [example.text, example])).values()];
  const values = seen.map(({ text, label, margin }) => ({
    text,
    margin: Number(margin.toFixed(3)),
    label: label === 1 ? '+1' : '−1',
    chosen: texts.has(text) ? 'chosen' : 'left',
  }));
  return {
    name: 'select',
    title: 'Signed margins of a pool',
    description: `How far each of ${n} examples lies on its label's side, in units of |b|; ${chosen.length} are chosen, ${doubtful.length} lie on the other side.`,
    spec: {
      width: 360,
      height: { step: 16 },
      data: { values },
      mark: { type: 'point', filled: true, size: 50 },
      encoding: {
        x: { field: 'margin', type: 'quantitative', title: 'signed margin' },
        y: { field: 'text', type: 'nominal', sort: '-x', title: null },
        color: { field: 'chosen', type: 'nominal', title: null },
        shape: { field: 'label', type: 'nominal', title: 'label' },
      },
    },
  };
}
