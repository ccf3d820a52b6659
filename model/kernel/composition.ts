/**
 * What a concept prompt is made of, before any vector is: for each word the dictionary row it carries and its irrelevant
 * features, for each label vector its row, and the concepts that words carry beside. A prompt's composition, 16-bit entries:
 * words [L + 1] (the query last), labels [L], subsets [groups, L + 1] of four irrelevant features each; then, as 32-bit
 * words, the number of further concepts and for each the place l · 2^16 + row.
 */
import { below, happen4, happens, happensAlwaysDrawn, sign, signed } from './choices';
import { ConceptLaw } from './law';

// @ts-ignore: decorator
@inline
export function labelsAt(law: ConceptLaw): usize {
  return <usize>(2 * (law.L + 1));
}

// @ts-ignore: decorator
@inline
export function subsetsAt(law: ConceptLaw): usize {
  return <usize>(2 * (2 * law.L + 1));
}

// @ts-ignore: decorator
@inline
export function furtherAt(law: ConceptLaw): usize {
  return (subsetsAt(law) + <usize>(2 * law.groups * (law.L + 1)) + 3) & ~3;
}

/** Bytes of a composition. */
export function compositionBytes(law: ConceptLaw): usize {
  return furtherAt(law) + <usize>(4 + 4 * (law.L + 1) * (law.K1 - 1));
}

/** Bits 0 … 3 of the candidates j … j+3 that exist. */
// @ts-ignore: decorator
@inline
function existing(j: i32, n: i32): i32 {
  return n - j >= 4 ? 15 : (1 << (n - j)) - 1;
}

/** Notes the other concepts that word l happens to carry (rate p each, own sign). Returns where the next one is noted. */
function furtherConcepts(law: ConceptLaw, l: i32, own: i32, at: usize): usize {
  for (let j = 0; j < law.K1; j += 4) {
    let carried = happen4(law.limitP) & existing(j, law.K1);
    while (carried) {
      const k = j + ctz(carried);
      carried &= carried - 1;
      if (k == own) continue;
      store<i32>(at, (l << 16) | (2 * k + sign()));
      at += 4;
    }
  }
  return at;
}

/** Draws word l: its own row, irrelevant features (rate p_ν each), other concepts. */
// @ts-ignore: decorator
@inline
function drawWord(law: ConceptLaw, composition: usize, l: i32, own: i32, plus: i32, further: usize): usize {
  store<u16>(composition + <usize>(2 * l), <u16>(2 * own + plus));
  let at = composition + subsetsAt(law) + <usize>(2 * l);
  for (let g = 0; g < law.groups; g++) {
    store<u16>(at, <u16>(happen4(law.limitNu) & existing(4 * g, law.K2)));
    at += <usize>(2 * (law.L + 1));
  }
  return law.p > 0 && law.K1 > 1 ? furtherConcepts(law, l, own, further) : further;
}

/** L · positives, rounded up or down at random so that its mean is exact; nothing is drawn for an integer. */
function plusCount(law: ConceptLaw): i32 {
  const exact = <f64>law.L * law.positives;
  const low = <i32>floor(exact);
  return low + <i32>happens(exact - <f64>low);
}

/** The concept a demonstration carries: the prompt's, or with rate `foreign` a uniform other one. */
function carriedConcept(law: ConceptLaw, k: i32): i32 {
  if (law.K1 == 1 || !happens(law.foreign)) return k;
  const other = below(law.K1 - 1);
  return other + <i32>(other >= k);
}

/**
 * Draws the composition of one prompt, its label and the signs of its demonstrations. The plus signs are a uniform subset of
 * the positions (selection sampling, Knuth 3.4.2).
 */
export function compose(law: ConceptLaw, composition: usize, label: usize, signs: usize): void {
  const first = composition + furtherAt(law) + 4;
  const labels = composition + labelsAt(law);
  let further = first;
  const k = happens(law.skew) ? <i32>0 : below(law.K1);
  const query = sign();
  let left = plusCount(law);
  for (let l = 0; l < law.L; l++) {
    const plus = <i32>(below(law.L - l) < left);
    left -= plus;
    store<f32>(signs + (<usize>l << 2), signed(plus));
    const own = carriedConcept(law, k);
    store<u16>(labels + <usize>(2 * l), <u16>(2 * own + (plus ^ <i32>happens(law.flips))));
    further = drawWord(law, composition, l, own, plus, further);
  }
  further = drawWord(law, composition, law.L, k, query, further);
  store<i32>(first - 4, <i32>((further - first) >> 2));
  store<f32>(label, signed(query ^ <i32>happensAlwaysDrawn(law.queryFlips)));
}
