import { gzipSync } from 'node:zlib';
import { folder } from '../testing/folder';
import { readEmbedding } from './embedding';
import { readLexicon } from './lexicon';

const files = folder();
afterAll(files.remove);

const ROWS = ['the 0.1 -2 3e-1', 'cat 1 0 0', 'café 0 1 0', '. . . 0 0 1', 'dog 0.5 0.5 0'];
const WANTED = new Set(['cat', 'café', 'dog']);
const read = (content: string | Uint8Array, wanted = WANTED) =>
  readEmbedding(files.write('vectors.txt', content), wanted);

test.each([
  ['GloVe', ROWS.join('\n')],
  ['word2vec', `5 3\n${ROWS.map((row) => `${row} `).join('\n')}\n`],
  ['line ends of Windows and a byte order mark', `\ufeff${ROWS.join('\r\n')}\r\n`],
  ['tabs', ROWS.map((row) => row.replace(/ (?=-?[\d])/g, '\t')).join('\n')],
  ['gzip', gzipSync(ROWS.join('\n'))],
])('%s: the wanted words, and the mean of all', async (_, content) => {
  const { dimensions, size, vectors, cloud } = await read(content);
  expect([dimensions, size]).toEqual([3, 5]);
  expect(Object.fromEntries([...vectors].map(([word, vector]) => [word, [...vector]]))).toEqual({
    ...{ cat: [1, 0, 0], café: [0, 1, 0], dog: [0.5, 0.5, 0] },
  });
  expect(cloud.mean[0]).toBeCloseTo(1.6 / 5, 12);
  expect(cloud.mean[1]).toBeCloseTo(-0.5 / 5, 12);
});

const lines = (...changed: string[]) => [...ROWS, ...changed].join('\n');

test.each([
  [
    'fewer numbers',
    lines('fox 1 2'),
    'vectors.txt:6: expected 3 numbers after the word, as on the first line, got 2 (',
  ],
  [
    'more numbers',
    lines('fox 1 2 3 4'),
    'vectors.txt:6: expected 3 numbers after the word, as on the first line, got 4 (',
  ],
  ['NaN', lines('dogs NaN 1 2'), 'vectors.txt:6: expected finite numbers, got NaN as number 1 of “dogs”'],
  ['an infinite number', lines('dogs 1 1e999 2'), 'expected finite numbers, got 1e999 as number 2 of “dogs”'],
  [
    'a word twice',
    lines('cat 1 2 3'),
    'vectors.txt:6: expected each word once, got “cat” again (remove one of the two lines)',
  ],
  [
    'another encoding',
    Buffer.from(lines('caf\u00e9 1 2 3'), 'latin1'),
    'vectors.txt:3: expected text in UTF-8, got bytes in another encoding',
  ],
  [
    'none of the words',
    'a 1 2\nb 2 3\nc 4 5',
    'expected some words of the concepts, got none of them (are its words in lower case',
  ],
  ['nothing', '', 'expected more words than dimensions, got 0 words'],
  ['words alone', 'the\ncat', 'vectors.txt:1: expected a word and its numbers, got “the”'],
  [
    'damaged gzip',
    gzipSync(lines()).subarray(0, 40),
    'expected a file that can be read to its end, got unexpected end of file',
  ],
])('%s is one sentence', async (_, content, sentence) => {
  const refused = await read(content).catch((error) => error);
  expect(refused.name).toBe('UsageError');
  expect(refused.message).toContain(sentence);
  expect(refused.message).not.toContain('\n');
});

test('a file that is not there, a folder', async () => {
  await expect(readEmbedding('nowhere.txt', WANTED)).rejects.toThrow('nowhere.txt: expected a file, got no such file');
  await expect(readEmbedding(files.path, WANTED)).rejects.toThrow('expected a file, got a folder');
});

test('beyond the frequent words lines are glanced at, and what is no number is still refused', async () => {
  const many = Array.from({ length: 30_001 }, (_, i) => `w${i} 1 ${i % 7} ${i % 3}`);
  const { size, cloud } = await read([...ROWS, ...many].join('\n'));
  expect(size).toBe(30_006);
  expect(cloud.mean[1]).toBeCloseTo((-0.5 + many.slice(0, 29_995).reduce((sum, _, i) => sum + (i % 7), 0)) / 30_000, 9);
  await expect(read([...ROWS, ...many, 'x 1 nan 2'].join('\n'))).rejects.toThrow('got nan as number 2 of “x”');
});

test('progress reaches the end, and memory does not grow with the file', async () => {
  const line = (i: number) => `w${i} ${Array.from({ length: 20 }, (_, j) => ((i * 31 + j) % 97) / 97).join(' ')}\n`;
  const block = Array.from({ length: 12_000 }, (_, i) => line(i)).join('');
  const file = files.write('large.txt', block);
  const shares: number[] = [];
  const { size, vectors } = await readEmbedding(file, new Set(['w5', 'w11999']), (share) => shares.push(share));
  expect([size, vectors.size, shares.at(-1)]).toEqual([12_000, 2, 1]);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test('a lexicon has the concepts with the words that are there', async () => {
  const side = (letter: string, n: number) => Array.from({ length: n }, (_, i) => `${letter}${i}`);
  const rows = [...side('p', 13), ...side('m', 12)].map((word, i) => `${word} ${i} ${i * i}`).join('\n');
  const file = files.write('small.txt', rows);
  const concept = { name: 'c', doc: 'c', paired: false, plus: side('p', 15), minus: side('m', 12) };
  const { concepts, vector } = await readLexicon(file, [concept]);
  expect(concepts[0]!.plus).toHaveLength(13);
  expect([...vector('p2')]).toEqual([2, 4]);
  expect(() => vector('p14')).toThrow('expected a word that it has, got p14');
  const paired = { ...concept, paired: true, minus: side('m', 15) };
  await expect(readLexicon(file, [{ ...paired, plus: side('p', 15).reverse() }])).rejects.toThrow(
    'c: expected at least 12 words a side, got 10 and 10 (the embedding lacks 5 and 5 of its words)',
  );
});
