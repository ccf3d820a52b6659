/**
 * What a concept prompt is made of, before any vector is: for each word the dictionary row it carries and its irrelevant
 * features, for each label vector its row, and the concepts that words carry beside. A prompt's composition, 16-bit entries:
 * words [L + 1] (the query last), labels [L], subsets [groups, L + 1] of four irrelevant features each, rows padded to four
 * entries; then, as 32-bit words, the number of further concepts and for each the place l · 2^16 + row.
 */
import { below, happens, happensAlwaysDrawn, sign, signed } from './choices';
import { happen16 } from './events';
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

/** Bytes from one group's subsets to the next. */
// @ts-ignore: decorator
@inline
export function subsetStride(law: ConceptLaw): usize {
  return <usize>(2 * ((law.L + 4) & ~3));
}

// @ts-ignore: decorator
@inline
export function furtherAt(law: ConceptLaw): usize {
  return (subsetsAt(law) + <usize>law.groups * subsetStride(law) + 3) & ~3;
}

/** Bytes of a composition. */
export function compositionBytes(law: ConceptLaw): usize {
  return furtherAt(law) + <usize>(4 + 4 * (law.L + 1) * (law.K1 - 1));
}

/** Of four words the bits of the candidates j … j+3 that exist, four bits a word. */
// @ts-ignore: decorator
@inline
function existing(j: i32, n: i32): i32 {
  return 0x1111 * (n - j >= 4 ? 15 : (1 << (n - j)) - 1);
}

/** Draws the irrelevant features of all words (rate p_ν each), four words at a time. */
function drawSubsets(law: ConceptLaw, composition: usize): void {
  let row = composition + subsetsAt(law);
  for (let g = 0; g < law.groups; g++) {
    const candidates = existing(4 * g, law.K2);
    for (let at: usize = 0; at < subsetStride(law); at += 8) {
      const carried = <u64>(happen16(law.limitNu, law.restNu) & candidates);
      // Four bits each to sixteen bits each.
      const apart = (carried | (carried << 24)) & 0x000000ff000000ff;
      store<u64>(row + at, (apart | (apart << 12)) & 0x000f000f000f000f);
    }
    row += subsetStride(law);
  }
}

/** Notes the other concepts that words happen to carry (rate p each, own sign), and how many there are. */
function drawFurther(law: ConceptLaw, composition: usize): void {
  const first = composition + furtherAt(law) + 4;
  let at = first;
  if (law.p > 0 && law.K1 > 1) {
    for (let j = 0; j < law.K1; j += 4) {
      const candidates = existing(j, law.K1);
      for (let l = 0; l <= law.L; l += 4) {
        const words = law.L + 1 - l >= 4 ? 0xffff : (1 << (4 * (law.L + 1 - l))) - 1;
        at = noteFurther(composition, l, j, happen16(law.limitP, law.restP) & candidates & words, at);
      }
    }
  }
  store<i32>(first - 4, <i32>((at - first) >> 2));
}

/** The concepts j … j+3 that words l … l+3 carry, where they are not the words' own. */
// @ts-ignore: decorator
@inline
function noteFurther(composition: usize, l: i32, j: i32, carried: i32, at: usize): usize {
  while (carried) {
    const bit = ctz(carried);
    carried &= carried - 1;
    const word = l + (bit >> 2);
    const k = j + (bit & 3);
    if (<i32>load<u16>(composition + (<usize>word << 1)) >> 1 == k) continue;
    store<i32>(at, (word << 16) | (2 * k + sign()));
    at += 4;
  }
  return at;
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
  const labels = composition + labelsAt(law);
  const k = happens(law.skew) ? <i32>0 : below(law.K1);
  const query = sign();
  let left = plusCount(law);
  for (let l = 0; l < law.L; l++) {
    const at = <usize>l << 1;
    const plus = <i32>(below(law.L - l) < left);
    left -= plus;
    store<f32>(signs + 2 * at, signed(plus));
    const own = carriedConcept(law, k);
    store<u16>(composition + at, <u16>(2 * own + plus));
    store<u16>(labels + at, <u16>(2 * own + (plus ^ <i32>happens(law.flips))));
  }
  store<u16>(composition + (<usize>law.L << 1), <u16>(2 * k + query));
  drawSubsets(law, composition);
  drawFurther(law, composition);
  store<f32>(label, signed(query ^ <i32>happensAlwaysDrawn(law.queryFlips)));
}
