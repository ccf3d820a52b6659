import { folder } from '../testing/folder';
import { readConcepts } from './concepts';

const files = folder();
afterAll(files.remove);

const side = (letter: string, n = 12) => Array.from({ length: n }, (_, i) => `${letter}${i}`);
const one = { name: 'size', plus: side('p'), minus: side('m'), labels: ['large', 'small'] };

test.each([
  ['JSON', JSON.stringify([one])],
  ['JSON, one concept, words as a text', JSON.stringify({ ...one, plus: side('p').join(' '), labels: 'large small' })],
  ['TSV', `# name\tplus\tminus\nsize\t${side('p').join(', ')}\t${side('m').join(' ')}\tlarge small\r\n`],
])('%s', (_, text) => {
  expect(readConcepts(files.write('concepts', text))).toEqual([{ ...one, doc: 'size', paired: false }]);
});

test('label words are optional', () => {
  const [concept] = readConcepts(files.write('c.tsv', `size\t${side('p').join(' ')}\t${side('m').join(' ')}`));
  expect(concept).not.toHaveProperty('labels');
});

const json = (change: object) => JSON.stringify([{ ...one, ...change }]);

test.each([
  ['JSON that is none', '[{', 'expected JSON, got '],
  ['no concept', '[]', 'expected at least one concept, got none'],
  ['no name', json({ name: undefined }), 'concept 1: expected a name, got none'],
  ['no words', json({ plus: undefined }), 'concept 1: expected plus words, got none'],
  ['numbers for words', json({ minus: [1, 2] }), 'concept 1: expected minus words, got [1,2]'],
  [
    'a field missing in a line',
    'size\ta b',
    ':1: expected minus words, got none (fields are name, plus words, minus words',
  ],
  ['eleven words', json({ plus: side('p', 11) }), 'size: expected at least 12 words a side, got 11 and 12'],
  ['a word twice', json({ plus: [...side('p'), 'p3'] }), 'size: expected each word once, got “p3” twice'],
  [
    'a word on both sides',
    json({ plus: [...side('p'), 'm3'] }),
    'size: expected each word on one side, got “m3” on both',
  ],
  ['three labels', json({ labels: ['a', 'b', 'c'] }), 'concept 1: expected two label words, got 3'],
  ['a name twice', JSON.stringify([one, one]), 'expected concepts of different names, got “size” twice'],
  [
    'another encoding',
    Buffer.from('caf\u00e9', 'latin1'),
    'expected text in UTF-8, got bytes in another encoding (save the file as UTF-8)',
  ],
])('%s is one sentence', (_, text, sentence) => {
  const file = files.write('wrong', text);
  expect(() => readConcepts(file)).toThrow(sentence);
  expect(() => readConcepts(file)).toThrow(expect.objectContaining({ name: 'UsageError' }));
});

test('a file that is not there', () => {
  expect(() => readConcepts('nowhere.json')).toThrow('nowhere.json: expected a file, got no such file');
});
