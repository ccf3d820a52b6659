/** Loading the vendored words, and reading an embedding of a gigabyte: time and memory. `npm run bench words` */
import { mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLexicon } from '../generators/language/reading/lexicon';
import { vendored } from '../generators/language/vendored';
import { Random } from '../generators/random';

const BYTES = 1e9;
const DIMENSIONS = 300;
const ROWS_A_BLOCK = 500;

/** Prints milliseconds of loading, then seconds, the peak of resident memory and the number of progress reports of reading. */
export async function words(): Promise<void> {
  loading();
  const folder = mkdtempSync(join(tmpdir(), 'words-'));
  try {
    await reading(written(join(folder, 'vectors.txt')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function loading(): void {
  const file = join(process.env.THEOREMCHECK_PACKAGE!, 'generators', 'language', 'data', 'words.json');
  const start = performance.now();
  JSON.parse(readFileSync(file, 'utf8'));
  const parsed = performance.now();
  const { concepts } = vendored();
  const decoded = performance.now();
  const ms = (from: number, to: number) => (to - from).toFixed(0);
  console.log(
    `loading ${concepts.length} concepts: ${ms(start, parsed)} ms to parse, ${ms(parsed, decoded)} ms to decode`,
  );
}

async function reading(file: string): Promise<void> {
  const { concepts } = vendored();
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  let reports = 0;
  const lexicon = await readLexicon(file, concepts, () => reports++);
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS;
  const size = statSync(file).size / 1e9;
  console.log(`reading ${size.toFixed(2)} GB: ${lexicon.concepts.length} concepts, ${seconds.toFixed(1)} s`);
  console.log(
    `peak memory ${(peak / 1e3).toFixed(0)} MB, ${(before / 1e3).toFixed(0)} MB before; ${reports} reports of progress`,
  );
}

/** A file of as many random vectors as it takes, in the format of GloVe; the words of the concepts come first. */
function written(file: string): string {
  const random = new Random([1, 2]);
  const all = new Set(vendored().concepts.flatMap(({ plus, minus, labels }) => [...plus, ...minus, ...labels!]));
  const names = [...all].values();
  const row = () => Array.from({ length: DIMENSIONS }, () => random.normal().toFixed(5)).join(' ');
  const blocks = Array.from({ length: 8 }, () => Array.from({ length: ROWS_A_BLOCK }, row));
  const out = openSync(file, 'w');
  let n = 0;
  for (let bytes = 0; bytes < BYTES; ) {
    const lines = blocks[n % blocks.length]!.map((values) => `${names.next().value ?? `word${n++}`} ${values}\n`);
    bytes += writeSync(out, lines.join(''));
    n++;
  }
  return file;
}
