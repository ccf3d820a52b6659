import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from '../testing/project';

/** The tools as a user meets them, in a project that has nothing to do with words. */
const { cwd, served: run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(60_000);

const write = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
const side = (letter: string) => Array.from({ length: 12 }, (_, i) => `${letter}${i}`);

describe('audit', () => {
  it('of the vendored words: a row per concept, what is outside, and what the evidence is about', () => {
    const { status, out, err } = run('audit');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^number +64\/64 .*\*/m);
    expect(out).toMatch(/21 concepts, single words: 0 satisfy every assumption, 0 are of low noise/);
    expect(out).toContain('not about language models');
  });

  it('averages of words are less noisy, and the numbers are those of the table', () => {
    const noise = (...flags: string[]) => {
      const { concepts } = JSON.parse(run('audit', '--json', ...flags).out);
      return concepts.map((concept: { noise: { measured: number } }) => concept.noise.measured);
    };
    const [one, four] = [noise(), noise('--n', '4')];
    expect(one).toHaveLength(21);
    expect(one.filter((value: number, i: number) => four[i] >= value)).toEqual([]);
  });

  it('of a user’s file, with a figure', () => {
    const random = (i: number, j: number) => ((i * 7919 + j * 104729) % 1009) / 1009;
    const rows = [...side('p'), ...side('m')].map(
      (word, i) => `${word} ${i < 12 ? 2 : -2} ${random(i, 1)} ${random(i, 2)}`,
    );
    const embeddings = write('vectors.txt', rows.join('\n'));
    const concepts = write('concepts.tsv', `size\t${side('p').join(' ')}\t${side('m').join(' ')}\n`);
    const { status, out } = run('audit', '--embeddings', embeddings, '--concepts', concepts, '--figure', 'out/a.svg');
    expect(status).toBe(0);
    expect(out).toMatch(/^size +12\/12 .* none +0\.000/m);
    expect(existsSync(join(cwd, 'out', 'a.svg'))).toBe(true);
  });

  it.each([
    [['--embeddings', 'nowhere.txt'], 'nowhere.txt: expected a file, got no such file'],
    [['--concepts', 'c.tsv'], 'audit: expected --embeddings with --concepts, got --concepts alone'],
    [['--n', 'two'], 'audit: expected an integer ≥ 1 for --n, got "two"'],
    [['--n', '99'], 'audit: expected --n of at most 9, half of the shortest list, got 99'],
    [['--whitening', '2'], 'audit: expected a number from 0 to 1 for --whitening, got "2"'],
    [['--figure', 'a.png'], '--figure: expected a file *.svg, got "a.png"'],
  ])('%j is bad usage', (flags, sentence) => {
    const { status, err } = run('audit', ...flags);
    expect([status, err]).toEqual([2, expect.stringContaining(`theoremcheck: ${sentence}`)]);
    expect(err.trim()).not.toContain('\n');
  });
});

describe('select', () => {
  it('of the vendored pool: finds the two wrong labels, and chooses neither', () => {
    const { status, out } = run('select', '--json');
    const { chosen, doubtful } = JSON.parse(out);
    const texts = (list: { text: string }[]) => list.map(({ text }) => text).sort();
    expect(status).toBe(0);
    expect(texts(doubtful)).toEqual(expect.arrayContaining(['bitter', 'violent']));
    expect(chosen).toHaveLength(4);
    expect(texts(chosen).filter((text) => ['bitter', 'violent'].includes(text))).toEqual([]);
  });

  it('of a user’s pool, in words', () => {
    const pool = write('pool.tsv', '# texts\ngood\t+1\nbest\t+\ngreat\t1\nzzz\t+1\nbad\t-1\npoor\t-\n');
    const { status, out } = run('select', '--pool', pool, '--l', '2');
    expect(status).toBe(0);
    expect(out).toContain('Pool: 3 examples of +1, 2 of −1.');
    expect(out).toContain('Without a vector, left out: zzz.');
  });

  it.each([
    [['--l', '3'], 'select: expected an even number of demonstrations, at least 2, got 3'],
    [['--l', '40'], 'select: expected at least 20 examples of either label, got 9 and 9'],
    [['--pool', 'nowhere.tsv'], 'nowhere.tsv: expected a file, got no such file'],
  ])('%j is bad usage', (flags, sentence) => {
    const { status, err } = run('select', ...flags);
    expect([status, err]).toEqual([2, expect.stringContaining(`theoremcheck: ${sentence}`)]);
  });
});
