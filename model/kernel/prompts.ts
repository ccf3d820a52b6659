import { categoryPrompt } from './categories';
import { startChoices } from './choices';
import { compose } from './composition';
import { conceptPrompt, materialise, startNoise } from './concepts';
import { CONCEPTS, ConceptLaw, Law, PatternLaw, recordBytes, SHAPES } from './law';
import { patternPrompt } from './patterns';
import { drawShape, expandShape, shapeBytes } from './shapes';

/** Prompts per block. Every block has streams of its own, so how a batch is cut into calls cannot change it. */
export const BLOCK: i32 = 64;
const CHOICE: u32 = 0x63686f69;

/** Starts the choices of one block of prompts. */
export function startBlock(k0: u32, k1: u32, t: u32, index: i32): void {
  startChoices(k0, k1, t, CHOICE, index);
}

function block(law: Law, records: usize, labels: usize, signs: usize, k0: u32, k1: u32, t: u32, index: i32, n: i32): void {
  const size = recordBytes(law);
  const concepts = law.kind == CONCEPTS;
  startBlock(k0, k1, t, index);
  if (concepts) startNoise(k0, k1, t, index);
  for (let b: usize = 0; b < <usize>n; b++) {
    const record = records + size * b;
    const sign = signs + 4 * b * <usize>law.L;
    if (concepts) conceptPrompt(changetype<ConceptLaw>(law), record, labels + 4 * b, sign);
    else if (law.kind == SHAPES) shapedPrompt(changetype<PatternLaw>(law), record, labels + 4 * b, sign);
    else if (law.bag > 0) categoryPrompt(changetype<PatternLaw>(law), record, labels + 4 * b, sign);
    else patternPrompt(changetype<PatternLaw>(law), record, labels + 4 * b, sign);
  }
}

function shapedPrompt(law: PatternLaw, record: usize, label: usize, signs: usize): void {
  drawShape(law, law.shape, label, signs);
  expandShape(law, law.shape, record, false);
}

/** The shapes of the first n prompts of batch t of the stream (k0, k1): those that `samplePrompts` expands. */
export function sampleShapes(
  law: PatternLaw, shapes: usize, labels: usize, signs: usize, k0: u32, k1: u32, t: u32, first: i32, n: i32,
): void {
  const size = shapeBytes(law);
  for (let b = 0; b < n; b++) {
    if ((b & (BLOCK - 1)) == 0) startChoices(k0, k1, t, CHOICE, (first + b) / BLOCK);
    drawShape(law, shapes, labels + <usize>(4 * b), signs + <usize>(4 * b * law.L));
    shapes += size;
  }
}

/**
 * Prompts `first` … `first + n − 1` (`first` a multiple of 64) of batch t of the stream (k0, k1): records, labels ±1 [n] and
 * true signs of the demonstrations [n, L]. Up to 7 floats behind the last record are overwritten. A shorter batch is a prefix of a longer one.
 */
export function samplePrompts(
  law: Law, records: usize, labels: usize, signs: usize, k0: u32, k1: u32, t: u32, first: i32, n: i32,
): void {
  const size = recordBytes(law);
  for (let done = 0; done < n; done += BLOCK) {
    const at = <usize>done;
    block(
      law, records + size * at, labels + 4 * at, signs + 4 * at * <usize>law.L,
      k0, k1, t, (first + done) / BLOCK, min(BLOCK, n - done),
    );
  }
}

/** The same prompts of a concept law without their noise. */
export function sampleMeans(
  law: ConceptLaw, records: usize, labels: usize, signs: usize, k0: u32, k1: u32, t: u32, first: i32, n: i32,
): void {
  const size = recordBytes(law);
  for (let b = 0; b < n; b++) {
    const at = <usize>b;
    if (b % BLOCK == 0) startBlock(k0, k1, t, (first + b) / BLOCK);
    compose(law, law.composition, labels + 4 * at, signs + 4 * at * <usize>law.L);
    materialise(law, law.composition, records + size * at);
  }
}
