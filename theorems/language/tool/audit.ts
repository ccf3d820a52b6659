import { type AuditFinding, audit, BOUNDS, type ConceptAudit } from '../../../generators/language/audit';
import { BadInput } from '../../../generators/language/bad-input';
import type { Lexicon } from '../../../generators/language/lexicon';
import { CAVEAT, lexiconOf, space, type UserFiles } from './words';

/** Every assumption against what is measured, per concept. */
export async function auditWords(request: UserFiles & { readonly n: number; readonly whitening: number }) {
  const lexicon = await lexiconOf(request);
  const { n, whitening } = request;
  const least = Math.min(...lexicon.concepts.flatMap(({ plus, minus }) => [plus.length, minus.length])) >> 1;
  if (n > least) throw new BadInput('audit', `--n of at most ${least}, half of the shortest list`, `${n}`);
  const found = audit(lexicon, { space: space(lexicon, whitening), n });
  return {
    json: { lexicon: lexicon.name, n, whitening, bounds: BOUNDS, concepts: found },
    rows: [HEAD, ...found.map(row)],
    notes: [summary(found, n), LEGEND, CAVEAT],
    figure: () => figureOf(lexicon, whitening),
  };
}

const HEAD = ['concept', 'words', 'noise', 'spread', 'κx', 'cos(a, b)', 'nearest b', 'κy', 'oracle', 'inside'];
const LEGEND = `noise: deviation along b over |b|, at most ${BOUNDS.noise} in the region; spread: the same per coordinate; κx, κy: cosine of the two class means and of the label words, 0 … ${BOUNDS.kappa}; cos(a, b) and nearest b (the concept that leans on it most): 0 in the theory, at most ${BOUNDS.lean} here; oracle: error of sign⟨x − a, b⟩ on held-out words. * lies outside.`;

const shown = ({ measured, inside }: AuditFinding): string => `${measured.toFixed(2)}${inside ? ' ' : '*'}`;

const findings = ({ noise, spread, kappaX, tilt, coherence, kappaY }: ConceptAudit): AuditFinding[] => [
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
function figureOf(lexicon: Lexicon, whitening: number) {
  const values = SIZES.flatMap((n) => {
    const concepts = lexicon.concepts.filter(({ plus, minus }) => Math.min(plus.length, minus.length) >= 2 * n);
    if (concepts.length === 0) return [];
    return audit({ ...lexicon, concepts }, { space: space(lexicon, whitening), n }).map(({ name, noise }) => ({
      name,
      n,
      noise: Number(noise.measured.toFixed(3)),
    }));
  });
  return {
    name: 'audit',
    title: 'How far words lie from the low-noise region',
    description: `Noise along b over |b| per concept for means of ${SIZES.join(', ')} words; the region of bu2024 ends at ${BOUNDS.noise}.`,
    spec: specOf(values),
  };
}

/** A point per concept and number of words, over the region. */
function specOf(values: readonly object[]) {
  const y = { field: 'name', type: 'nominal', sort: null, title: null };
  const x = { type: 'quantitative', title: 'noise: deviation along b over |b|', scale: { domainMin: 0 } };
  const region = {
    data: { values: [{ from: 0, to: BOUNDS.noise }] },
    mark: { type: 'rect', opacity: 0.15 },
    encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
  };
  const points = {
    data: { values },
    mark: { type: 'point', filled: true, size: 40 },
    encoding: { x: { ...x, field: 'noise' }, y, color: { field: 'n', type: 'ordinal', title: 'words' } },
  };
  return { width: 360, height: { step: 16 }, layer: [region, points] };
}
