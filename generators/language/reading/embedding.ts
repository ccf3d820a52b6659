import { BadInput, utf8 } from '../bad-input';
import { type Cloud, Moments } from '../principal';
import { lines, type OnProgress } from './lines';

/** What is kept of an embedding: the vectors of the words that are asked for, and the cloud of the first words. */
interface Embedding {
  readonly file: string;
  readonly dimensions: number;
  /** Words of the file. */
  readonly size: number;
  readonly vectors: ReadonlyMap<string, Float64Array>;
  readonly cloud: Cloud;
}

/** Files list frequent words first; so many make the cloud by which vectors are whitened. */
const FREQUENT = 30_000;

/**
 * Reads vectors in the text formats of GloVe and word2vec, with or without the first line "N d", plain or gzipped. Every line is
 * checked; kept are the wanted words alone, so that memory does not grow with the file.
 *
 * Throws BadInput: another number of values than on the first line, a value that is no finite number, a word that is there
 * twice (of those that are kept), bytes that are not UTF-8, fewer than d + 1 words, none of the wanted ones.
 */
export async function readEmbedding(
  file: string,
  wanted: ReadonlySet<string>,
  progress?: OnProgress,
): Promise<Embedding> {
  const reader = new EmbeddingReader(file, wanted);
  for await (const line of lines(file, progress)) reader.take(line);
  return reader.done();
}

const HEADER = /^\d+ \d+\s*$/;
const LETTERS = /[^0-9eE+\-. \t]/;

class EmbeddingReader {
  private line = 0;
  private size = 0;
  private d = 0;
  private moments: Moments | undefined;
  private readonly vectors = new Map<string, Float64Array>();

  constructor(
    private readonly file: string,
    private readonly wanted: ReadonlySet<string>,
  ) {}

  take(raw: string): void {
    this.line++;
    const text = this.line === 1 ? raw.replace(/^\u00ef\u00bb\u00bf/, '') : raw;
    if (text.trim() === '') return;
    if (this.line === 1 && HEADER.test(text)) this.d = Number(text.trim().split(' ')[1]);
    else this.entry(text.trimEnd());
  }

  private entry(text: string): void {
    const [name, numbers] = this.parted(text);
    this.size++;
    const word = this.decoded(name);
    const kept = this.wanted.has(word);
    const frequent = this.size <= FREQUENT;
    if (kept || frequent) this.read(this.numbers(numbers, word), { word, kept, frequent });
    else if (LETTERS.test(numbers)) this.numbers(numbers, word); // not parsed unless it holds what no number does
  }

  private read(
    vector: Float64Array,
    { word, kept, frequent }: { word: string; kept: boolean; frequent: boolean },
  ): void {
    if (frequent) this.add(vector);
    if (kept) this.keep(word, vector);
  }

  /** A word may hold spaces of its own: its numbers are the last d fields. */
  private parted(text: string): [string, string] {
    if (this.d === 0) this.d = fields(text) - 1;
    if (this.d < 1) throw this.bad('a word and its numbers', `“${text.slice(0, 40)}”`);
    const at = fieldFromEnd(text, this.d);
    const name = text.slice(0, Math.max(0, at));
    const excess = name.split(/[ \t]/).slice(1);
    if (at > 0 && excess.every((field) => field === '' || Number.isNaN(Number(field))))
      return [name, text.slice(at + 1)];
    const got = fields(text) - 1;
    throw this.bad(
      `${this.d} numbers after the word, as on the first line`,
      `${got}`,
      'the file may be cut off or mixed',
    );
  }

  private decoded(name: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: every character below 128 is itself in UTF-8
    return /^[\x00-\x7f]*$/.test(name) ? name : utf8(Buffer.from(name, 'latin1'), this.where());
  }

  private numbers(text: string, word: string): Float64Array {
    const vector = Float64Array.from(text.split(/[ \t]+/), (field) => (field === '' ? Number.NaN : Number(field)));
    const wrong = vector.findIndex((value) => !Number.isFinite(value));
    if (wrong < 0 && vector.length === this.d) return vector;
    throw this.bad('finite numbers', `${text.split(/[ \t]+/)[wrong]} as number ${wrong + 1} of “${word}”`);
  }

  private add(vector: Float64Array): void {
    this.moments ??= new Moments(this.d);
    this.moments.add(vector);
  }

  private keep(word: string, vector: Float64Array): void {
    if (this.vectors.has(word)) throw this.bad('each word once', `“${word}” again`, 'remove one of the two lines');
    this.vectors.set(word, vector);
  }

  done(): Embedding {
    const { file, d: dimensions, size, vectors, moments } = this;
    if (!moments || size <= dimensions) throw new BadInput(file, 'more words than dimensions', `${size} words`);
    if (vectors.size === 0) {
      throw new BadInput(
        file,
        'some words of the concepts',
        'none of them',
        'are its words in lower case, and in the language of the concepts?',
      );
    }
    return { file, dimensions, size, vectors, cloud: moments.cloud() };
  }

  private where(): string {
    return `${this.file}:${this.line}`;
  }

  private bad(expected: string, got: string, cure?: string): BadInput {
    return new BadInput(this.where(), expected, got, cure);
  }
}

const SPACE = 32;
const TAB = 9;
const isGap = (code: number): boolean => code === SPACE || code === TAB;

function fields(text: string): number {
  let n = 1;
  for (let i = 1; i < text.length; i++) if (isGap(text.charCodeAt(i)) && !isGap(text.charCodeAt(i - 1))) n++;
  return n;
}

/** Where the gap before the last n fields lies; −1 when there are fewer. */
function fieldFromEnd(text: string, n: number): number {
  for (let i = text.length - 1; i >= 0; i--) {
    if (!isGap(text.charCodeAt(i)) || isGap(text.charCodeAt(i - 1))) continue;
    if (--n === 0) return i;
  }
  return -1;
}
