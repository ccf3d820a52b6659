import { gather } from './bags';
import { compose, furtherAt, labelsAt, subsetsAt, subsetStride } from './composition';
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
function wordRow(law: ConceptLaw, row: i32): usize {
  return law.words + <usize>(4 * law.dX * row);
}

// @ts-ignore: decorator
@inline
function labelRow(law: ConceptLaw, row: i32): usize {
  return law.labels + <usize>(4 * law.dY * row);
}

/** The sum of the irrelevant features of group g that word l carries, from the table of all such sums: no branch to mispredict. */
// @ts-ignore: decorator
@inline
function irrelevant(law: ConceptLaw, composition: usize, g: i32, l: i32): usize {
  const subset = <i32>load<u16>(composition + subsetsAt(law) + <usize>g * subsetStride(law) + (<usize>l << 1));
  return law.irrelevant + <usize>(4 * law.dX * (16 * g + subset));
}

/** Word l of a composition, without the further concepts it carries. */
function makeWord(law: ConceptLaw, composition: usize, l: i32, x: usize): void {
  const row = wordRow(law, <i32>load<u16>(composition + <usize>(2 * l)));
  if (law.groups > 0) {
    sumRows(x, row, irrelevant(law, composition, 0, l), law.dX);
    for (let g = 1; g < law.groups; g++) addRow(x, irrelevant(law, composition, g, l), law.dX);
  } else {
    copyRow(x, row, law.dX);
  }
}

/** What words carry beside: word and label vector of a demonstration share it. */
function addFurther(law: ConceptLaw, composition: usize, record: usize): void {
  const y = record + <usize>(4 * law.L * law.dX);
  const query = y + <usize>(4 * law.L * law.dY);
  let at = composition + furtherAt(law);
  for (let n = load<i32>(at); n > 0; n--) {
    at += 4;
    const entry = load<i32>(at);
    const l = entry >> 16;
    const row = entry & 0xffff;
    addRow(l < law.L ? record + <usize>(4 * l * law.dX) : query, wordRow(law, row), law.dX);
    if (l < law.L) addRow(y + <usize>(4 * l * law.dY), labelRow(law, row), law.dY);
  }
}

/** The vectors of a composition, without noise. */
export function materialise(law: ConceptLaw, composition: usize, record: usize): void {
  if (law.bag > 0) return gather(law, composition, record);
  const labels = composition + labelsAt(law);
  let x = record;
  let y = record + <usize>(4 * law.L * law.dX);
  for (let l = 0; l < law.L; l++) {
    makeWord(law, composition, l, x);
    copyRow(y, labelRow(law, <i32>load<u16>(labels + <usize>(2 * l))), law.dY);
    x += <usize>(4 * law.dX);
    y += <usize>(4 * law.dY);
  }
  makeWord(law, composition, law.L, y); // y has arrived at the query word
  if (law.p > 0) addFurther(law, composition, record);
}

/** The query of a composition, without noise. */
export function materialiseQuery(law: ConceptLaw, composition: usize, query: usize): void {
  makeWord(law, composition, law.L, query);
  if (law.p == 0) return;
  let at = composition + furtherAt(law);
  for (let n = load<i32>(at); n > 0; n--) {
    at += 4;
    const entry = load<i32>(at);
    if (entry >> 16 == law.L) addRow(query, wordRow(law, entry & 0xffff), law.dX);
  }
}

/** Zeroes the padding of `rows` rows, `stride` bytes apart, of d floats whose last vector has `tail` true entries. */
export function clearPadding(at: usize, rows: i32, stride: usize, d: i32, tail: i32): void {
  at += <usize>(4 * d - 16);
  for (let i = 0; i < rows; i++) {
    for (let j = tail; j < 4; j++) store<f32>(at + (<usize>j << 2), 0);
    at += stride;
  }
}

function clearRecord(law: ConceptLaw, record: usize): void {
  const rowX = <usize>(4 * law.dX);
  const rowY = <usize>(4 * law.dY);
  if (law.tailX < 4) clearPadding(record, law.L, rowX, law.dX, law.tailX);
  const y = record + <usize>law.L * rowX;
  if (law.tailY < 4) clearPadding(y, law.L, rowY, law.dY, law.tailY);
  if (law.tailX < 4) clearPadding(y + <usize>law.L * rowY, 1, rowX, law.dX, law.tailX);
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
  compose(law, law.composition, label, signs);
  materialise(law, law.composition, record);
  if (law.sigma > 0) addNoise(law, record);
}
