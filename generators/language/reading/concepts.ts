import { readFileSync } from 'node:fs';
import { BadInput, utf8 } from '../bad-input';
import { LEAST_WORDS, type WordConcept } from '../concept';

/**
 * Concepts from a file. JSON: a list of `{ "name", "plus": […], "minus": […], "labels": ["w", "v"] }`, labels optional, lists also
 * as texts of words. Else lines of tab-separated fields: name, plus words, minus words, and if wanted two label words; words are
 * separated by spaces or commas, and lines that begin with # are skipped.
 *
 * Throws BadInput: no such file, not UTF-8, no concepts, a missing field, a name or a word that is there twice, a word on both
 * sides, fewer than 12 words a side.
 */
export function readConcepts(file: string): WordConcept[] {
  const text = utf8(bytesOf(file), file);
  const found = /^\s*[[{]/.test(text) ? fromJson(file, text) : fromLines(file, text);
  if (found.length === 0) throw new BadInput(file, 'at least one concept', 'none');
  const twice = found.find(({ name }, i) => found.findIndex((other) => other.name === name) !== i);
  if (twice) throw new BadInput(file, 'concepts of different names', `“${twice.name}” twice`);
  for (const concept of found) check(file, concept);
  return found;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BadInput(file, 'a file', code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : message);
  }
}

function fromJson(file: string, text: string): WordConcept[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new BadInput(file, 'JSON', (error as Error).message);
  }
  const list = Array.isArray(data) ? data : [data];
  return list.map((entry, i) => stated(`${file}: concept ${i + 1}`, (entry ?? {}) as Record<string, unknown>));
}

function fromLines(file: string, text: string): WordConcept[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [name, plus, minus, labels] = line.split('\t');
    return [stated(`${file}:${i + 1}`, { name, plus, minus, labels: labels?.trim() || undefined })];
  });
}

function stated(where: string, entry: Record<string, unknown>): WordConcept {
  const { name, labels } = entry;
  if (typeof name !== 'string' || name === '') throw new BadInput(where, 'a name', JSON.stringify(name) ?? 'none');
  const [plus, minus] = [words(where, 'plus words', entry.plus), words(where, 'minus words', entry.minus)];
  const own = labels === undefined ? undefined : words(where, 'label words', labels);
  if (own && own.length !== 2) throw new BadInput(where, 'two label words', `${own.length}`);
  return { name, doc: name, paired: false, plus, minus, ...(own ? { labels: [own[0]!, own[1]!] } : {}) };
}

function words(where: string, what: string, value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(/[\s,]+/).filter((word) => word !== '') : value;
  if (Array.isArray(list) && list.every((word) => typeof word === 'string')) return list;
  throw new BadInput(
    where,
    what,
    JSON.stringify(value) ?? 'none',
    'fields are name, plus words, minus words, label words',
  );
}

function check(file: string, { name, plus, minus }: WordConcept): void {
  const where = `${file}: ${name}`;
  for (const side of [plus, minus]) {
    const twice = side.find((word, i) => side.indexOf(word) !== i);
    if (twice !== undefined) throw new BadInput(where, 'each word once', `“${twice}” twice`);
  }
  const both = plus.find((word) => minus.includes(word));
  if (both !== undefined) throw new BadInput(where, 'each word on one side', `“${both}” on both`);
  enough(where, plus.length, minus.length);
}

function enough(where: string, plus: number, minus: number, cure = ''): void {
  if (Math.min(plus, minus) >= LEAST_WORDS) return;
  throw new BadInput(where, `at least ${LEAST_WORDS} words a side`, `${plus} and ${minus}`, cure);
}

/** The concepts with the words that an embedding has. Throws BadInput for one with fewer than 12 left a side. */
export function known(concepts: readonly WordConcept[], has: (word: string) => boolean, where: string): WordConcept[] {
  return concepts.map((concept) => {
    const { plus, minus, labels, paired, glosses: _, ...rest } = concept;
    const both = plus.map((word, i) => has(word) && (!paired || has(minus[i]!)));
    const kept = {
      plus: plus.filter((_, i) => both[i]),
      minus: minus.filter((word, i) => (paired ? both[i] : has(word))),
    };
    const cure = `the embedding lacks ${plus.length - kept.plus.length} and ${minus.length - kept.minus.length} of its words`;
    enough(`${where}: ${concept.name}`, kept.plus.length, kept.minus.length, cure);
    return { ...rest, paired, ...kept, ...(labels?.every(has) ? { labels } : {}) };
  });
}
