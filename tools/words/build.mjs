/**
 * Writes generators/language/data/words.json from pinned packages, bit for bit the same on every machine; with `--check` writes
 * nothing and fails where the file differs. Takes half a minute, 900 MB of disk and 1.5 GB of memory:
 *
 *     node --max-old-space-size=3000 tools/words/build.mjs [--check] [--from FOLDER]
 *
 * FOLDER holds the packages in node_modules; without it they are installed into a temporary folder.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { conceptsOver, GLOSSES, glossWords, rulesOver } from './concepts.mjs';
import { PACKAGES, readEmbedding, readList, readWordnet, withPackages } from './sources.mjs';

const LANGUAGE = join(fileURLToPath(import.meta.url), '..', '..', '..', 'generators', 'language');
const FILE = join(LANGUAGE, 'data', 'words.json');
const FREQUENT = 30_000;
const { Moments } = await source('principal.ts');

function made(modules) {
  const embedding = readEmbedding(modules);
  const list = (dataset, file = 'words.json') => readList(modules, dataset, file);
  const lists = {
    positive: list('liu-positive-opinion-words-en'),
    negative: list('liu-negative-opinion-words-en'),
    female: list('female-first-names-en', 'names.json'),
    male: list('male-first-names-en', 'names.json'),
    stop: new Set(list('stopwords-en')),
  };
  const rules = rulesOver({ rank: embedding.rank, wordnet: readWordnet(modules), lists });
  return `${JSON.stringify(dataOf(embedding, rules), null, 2)}\n`;
}

function dataOf({ words, vector }, rules) {
  const concepts = conceptsOver(rules);
  const kept = [
    ...new Set(concepts.flatMap(({ plus, minus, labels }) => [...plus, ...minus, ...labels.split(' ')])),
  ].sort();
  const glosses = new Map();
  const stated = concepts.map(({ glossed, plus, minus, ...rest }) => ({
    ...rest,
    ...{ plus: plus.join(' '), minus: minus.join(' ') },
    ...(glossed
      ? { plusGlosses: averaged(glossed.plus, glosses), minusGlosses: averaged(glossed.minus, glosses) }
      : {}),
  }));
  function averaged(ids, into) {
    const fit = ids.filter((id) => glossWords(rules, id)).slice(0, GLOSSES);
    for (const id of fit) into.set(id, mean(glossWords(rules, id).map(vector)));
    return fit.join(' ');
  }
  const { mean: centre, axes, variances } = cloudOf(words.slice(0, FREQUENT).map(vector));
  return {
    about:
      'Made by tools/words/build.mjs; licences in NOTICE.md. Vectors are int8 times a scale of their own; numbers are little-endian.',
    packages: PACKAGES,
    frequent: FREQUENT,
    dimensions: 100,
    concepts: stated,
    words: kept.join(' '),
    glosses: [...glosses.keys()].join(' '),
    ...quantised([...kept.map(vector), ...glosses.values()]),
    mean: floats(centre),
    axes: floats(axes.flatMap((axis) => [...axis])),
    variances: floats(variances),
  };
}

function cloudOf(vectors) {
  const moments = new Moments(vectors[0].length);
  for (const each of vectors) moments.add(each);
  return moments.cloud();
}

/** A source of the project, which Node 20 cannot read as it is. */
async function source(name) {
  const { outputFiles } = buildSync({ entryPoints: [join(LANGUAGE, name)], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

const mean = (vectors) =>
  vectors[0].map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0) / vectors.length);

/** Each vector in steps of its largest entry over 127. */
function quantised(vectors) {
  const scales = vectors.map((vector) => Math.fround(Math.max(...vector.map(Math.abs)) / 127));
  const steps = vectors.flatMap((vector, i) => vector.map((x) => Math.round(x / scales[i])));
  return { vectors: Buffer.from(Int8Array.from(steps).buffer).toString('base64'), scales: floats(scales) };
}

function floats(values) {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, 4 * i);
  return bytes.toString('base64');
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, from: { type: 'string' } } });
const text = await withPackages(made, values.from);
const hash = createHash('sha256').update(text).digest('hex');
if (values.check && readFileSync(FILE, 'utf8') !== text)
  throw new Error(`words: expected ${FILE} as it is built, got another`);
if (!values.check) writeFileSync(FILE, text);
console.log(`${text.length} bytes, SHA-256 ${hash}${values.check ? ', as vendored' : ''}`);
