import { below, happen4, happens, happensAlwaysDrawn, sign, signed } from './choices';
import { ConceptLaw, recordBytes } from './law';
import { addNormals } from './normals';
import { seed } from './random';

const NOISE: u32 = 0x6e6f6973;
const noise = memory.data(64, 16);

// @ts-ignore: decorator
@inline
function copyRow(to: usize, from: usize, d: i32): void {
  for (let i = 0; i < d; i += 4) {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  }
}

// @ts-ignore: decorator
@inline
function sumRows(to: usize, a: usize, b: usize, d: i32): void {
  for (let i = 0; i < d; i += 4) {
    v128.store(to, f32x4.add(v128.load(a), v128.load(b)));
    to += 16;
    a += 16;
    b += 16;
  }
}

function addRow(to: usize, from: usize, d: i32): void {
  for (let i = 0; i < d; i += 4) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
    from += 16;
  }
}

// @ts-ignore: decorator
@inline
function wordRow(law: ConceptLaw, k: i32, s: i32): usize {
  return law.words + <usize>(4 * law.dX * (2 * k + s));
}

// @ts-ignore: decorator
@inline
function labelRow(law: ConceptLaw, k: i32, s: i32): usize {
  return law.labels + <usize>(4 * law.dY * (2 * k + s));
}

/** Bits 0 … 3 of the candidates j … j+3 that exist. */
// @ts-ignore: decorator
@inline
function existing(j: i32, n: i32): i32 {
  return n - j >= 4 ? 15 : (1 << (n - j)) - 1;
}

/** Adds the other concepts that a word happens to carry (rate p each, own sign, x and y share it). y = 0 for a query. */
function addConcepts(law: ConceptLaw, own: i32, x: usize, y: usize): void {
  for (let j = 0; j < law.K1; j += 4) {
    let carried = happen4(law.limitP) & existing(j, law.K1);
    while (carried) {
      const k = j + ctz(carried);
      carried &= carried - 1;
      if (k == own) continue;
      const s = sign();
      addRow(x, wordRow(law, k, s), law.dX);
      if (y) addRow(y, labelRow(law, k, s), law.dY);
    }
  }
}

/** The sum of a random subset of the irrelevant features j … j+3, from the table of all such sums: no branch to mispredict. */
// @ts-ignore: decorator
@inline
function irrelevant(law: ConceptLaw, j: i32): usize {
  return law.irrelevant + <usize>(4 * law.dX * (4 * j + (happen4(law.limitNu) & existing(j, law.K2))));
}

/** A word from scratch: its own feature, irrelevant ones (rate p_ν each), other concepts. */
function makeWord(law: ConceptLaw, own: i32, plus: i32, x: usize, y: usize): void {
  const row = wordRow(law, own, plus);
  if (law.pNu > 0 && law.K2 > 0) {
    sumRows(x, row, irrelevant(law, 0), law.dX);
    for (let j = 4; j < law.K2; j += 4) addRow(x, irrelevant(law, j), law.dX);
  } else {
    copyRow(x, row, law.dX);
  }
  if (law.p > 0 && law.K1 > 1) addConcepts(law, own, x, y);
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

function demonstration(law: ConceptLaw, k: i32, plus: i32, x: usize, y: usize): void {
  const own = carriedConcept(law, k);
  copyRow(y, labelRow(law, own, plus ^ <i32>happens(law.flips)), law.dY);
  makeWord(law, own, plus, x, y);
}

/** All of a prompt but its noise. The plus signs are a uniform subset of the positions (selection sampling, Knuth 3.4.2). */
function prompt(law: ConceptLaw, record: usize, label: usize, signs: usize): void {
  const k = happens(law.skew) ? <i32>0 : below(law.K1);
  const query = sign();
  let left = plusCount(law);
  let x = record;
  let y = record + <usize>(4 * law.L * law.dX);
  for (let l = 0; l < law.L; l++) {
    const plus = <i32>(below(law.L - l) < left);
    left -= plus;
    store<f32>(signs + (<usize>l << 2), signed(plus));
    demonstration(law, k, plus, x, y);
    x += <usize>(4 * law.dX);
    y += <usize>(4 * law.dY);
  }
  makeWord(law, k, query, y, 0); // y has arrived at the query word
  store<f32>(label, signed(query ^ <i32>happensAlwaysDrawn(law.queryFlips)));
}

/** Zeroes the padding of `rows` rows of d floats whose last vector has `tail` true entries. */
function clearPadding(at: usize, rows: i32, d: i32, tail: i32): void {
  at += <usize>(4 * d - 16);
  for (let i = 0; i < rows; i++) {
    for (let j = tail; j < 4; j++) store<f32>(at + (<usize>j << 2), 0);
    at += <usize>(4 * d);
  }
}

function clearRecord(law: ConceptLaw, record: usize): void {
  if (law.tailX < 4) clearPadding(record, law.L, law.dX, law.tailX);
  const y = record + <usize>(4 * law.L * law.dX);
  if (law.tailY < 4) clearPadding(y, law.L, law.dY, law.tailY);
  if (law.tailX < 4) clearPadding(y + <usize>(4 * law.L * law.dY), 1, law.dX, law.tailX);
}

/** Noise on a record while it is still in the nearest cache. Up to 7 floats behind it are overwritten. */
function addNoise(law: ConceptLaw, record: usize): void {
  addNormals(noise, record, (<i32>(recordBytes(law) >> 2) + 7) & ~7, <f32>law.sigma);
  if (law.tailX < 4 || law.tailY < 4) clearRecord(law, record);
}

/** Seeds the noise of one block of prompts. */
export function startNoise(k0: u32, k1: u32, t: u32, index: i32): void {
  seed(noise, k0, k1, t, NOISE, index);
}

/** One prompt of the concept law (bu2024), noise included. */
export function conceptPrompt(law: ConceptLaw, record: usize, label: usize, signs: usize): void {
  prompt(law, record, label, signs);
  if (law.sigma > 0) addNoise(law, record);
}
