import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from './file-store';
import { formatTrial, parseLine } from './trial-line';

const stream = 'a'.repeat(32);
const request = { observation: 'error', at: 8, prompts: 64 };

describe('the trial cache', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cache-'));
    file = join(folder, 'trials.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const fill = (count: number, from = 0) => {
    const cache = new FileStore(file);
    for (let i = from; i < from + count; i++) cache.add(stream, i, 'fused', [request], [{ values: [i / 7] }]);
    return cache;
  };
  const value = (index: number, cache = new FileStore(file)) => cache.unit(stream, index).view([request])[0]?.values[0];

  it('gives back the very numbers, NaN, infinities and divergences included', () => {
    const cache = new FileStore(file);
    const requests = [0, 1, 2, 3, 4, 5].map((at) => ({ ...request, at: 10 * at }));
    const values = [0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY, -5e-324, -0, Number.NEGATIVE_INFINITY];
    cache.add(stream, 0, 'fused', requests, [{ values, diverged: { step: 20, what: 'loss is NaN' } }]);
    const read = new FileStore(file).unit(stream, 0);
    expect(read.view(requests)).toEqual([{ values, diverged: { step: 20, what: 'loss is NaN' } }]);
    // A look at step 10 and no further has not seen the divergence.
    expect(read.view(requests.slice(0, 2))).toEqual([{ values: values.slice(0, 2) }]);
  });

  it('gives back the hashes of parameters by member, and what was found sound', () => {
    const cache = new FileStore(file);
    const digests = { 1: '0123456789abcdef', 8: 'fedcba9876543210' };
    cache.add(stream, 0, 'fused', [request], [{ values: [1], digests }, { values: [2] }]);
    cache.add(stream, 1, 'fused', [request], [{ values: [1] }]);
    cache.pass(stream, 0, ['error@8#64']);
    cache.pass(stream, 0, ['keys']);
    const read = new FileStore(join(folder, 'own.jsonl'), { others: [file] });
    expect([0, 1].map((member) => read.unit(stream, 0).digests(member))).toEqual([digests, {}]);
    expect(read.unit(stream, 1).digests(0)).toEqual({});
    expect([0, 1].map((index) => read.unit(stream, index).hashed())).toEqual([[1, 8], []]);
    expect([...read.unit(stream, 0).passed]).toEqual(['error@8#64', 'keys']);
    // What a reader sees of a unit is its numbers alone.
    expect(read.unit(stream, 0).view([request])).toEqual([{ values: [1] }, { values: [2] }]);
  });

  it('loses at most the torn last line to a crash, at whatever byte it happens, and stays appendable', () => {
    fill(3);
    const whole = readFileSync(file, 'utf8');
    const start = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = start; length <= whole.length; length++) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      fill(1, 5);
      fill(1, 6);
      const cache = new FileStore(file);
      const kept = length === whole.length || length === whole.length - 1;
      expect([0, 1, 5, 6].map((i) => value(i, cache))).toEqual([0, 1 / 7, 5 / 7, 6 / 7]);
      expect(value(2, cache)).toBe(kept ? 2 / 7 : undefined);
      expect(cache.damage?.lines).toBe(kept || length === start ? undefined : 1);
    }
  });

  it('sets a damaged line aside, says so, uses the rest and overwrites nothing', () => {
    fill(3);
    const damaged = readFileSync(file, 'utf8').replace(`"values":[[${1 / 7}]]`, '"values":[[0.5]]');
    writeFileSync(file, damaged);
    const said: string[] = [];
    const cache = new FileStore(file, { notice: (sentence) => said.push(sentence) });
    expect([0, 1, 2].map((i) => value(i, cache))).toEqual([0, undefined, 2 / 7]);
    expect(cache.damage).toMatchObject({ lines: 1, first: 2 });
    expect(said).toEqual([
      expect.stringMatching(/^cache .*trials\.jsonl: 1 damaged line .* line 2 \(expected the checksum/),
    ]);
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });

  it('uses every other line, whatever single byte is flipped', () => {
    fill(3);
    const whole = readFileSync(file);
    const ends = [...whole.keys()].filter((at) => whole[at] === 0x0a);
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 0x01;
      writeFileSync(file, flipped);
      const cache = new FileStore(file);
      const touched = ends.filter((end) => end < at).length;
      const others = [0, 1, 2].filter((i) => i !== touched && !(whole[at] === 0x0a && i === touched + 1));
      expect(others.map((i) => value(i, cache))).toEqual(others.map((i) => i / 7));
      expect(value(touched, cache) ?? touched / 7).toBe(touched / 7);
    }
  });

  it('appends on a line of its own after whatever another process left', () => {
    const cache = fill(1);
    appendFileSync(file, '{"v":1,"stream":"torn by ano');
    cache.add(stream, 7, 'fused', [request], [{ values: [7] }]);
    expect([0, 7].map((i) => value(i))).toEqual([0, 7]);
  });

  it('sets lines of another shape aside', () => {
    appendFileSync(file, '{"v":1}\nnull\n7\n[]\n{"v":1,"engines":[]}\n');
    expect(new FileStore(file).damage).toMatchObject({ lines: 5, first: 1 });
  });

  it('reads what others have trained and writes nothing of theirs', () => {
    fill(2);
    const theirs = join(folder, 'theirs.jsonl');
    const other = new FileStore(theirs);
    other.add(stream, 1, 'fused', [request], [{ values: [99] }]);
    other.add(stream, 5, 'fused', [request], [{ values: [5] }]);
    const compared = { key: 'b'.repeat(32), index: 0, horizon: 8, length: 2 };
    const agreement = { engines: ['fused', 'tfjs'], deviation: 1e-7, share: 0.5 } as const;
    other.agree(compared, agreement);
    const before = readFileSync(theirs, 'utf8');
    const cache = new FileStore(file, { others: [theirs] });
    // What is the project's own stands over what others say of the same.
    cache.add(stream, 6, 'fused', [request], [{ values: [6] }]);
    expect([1, 5, 6].map((i) => value(i, cache))).toEqual([1 / 7, 5, 6]);
    expect(cache.agreement(compared)).toMatchObject(agreement);
    expect(readFileSync(theirs, 'utf8')).toBe(before);
    expect([5, 6].map((i) => value(i))).toEqual([undefined, 6]);
    expect(() => new FileStore(file, { others: [join(folder, 'none')] })).toThrow('a file of stored trials, got none');
  });

  it('merges what runs that share the file append', () => {
    const [one, two] = [new FileStore(file), new FileStore(file)];
    for (let i = 0; i < 50; i++) (i % 2 ? one : two).add(stream, i, 'fused', [request], [{ values: [i] }]);
    const read = new FileStore(file);
    expect(read.lines).toBe(50);
    expect(Array.from({ length: 50 }, (_, i) => value(i, read))).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('reads a line as it wrote it', () => {
    const line = {
      stream,
      index: 2,
      engine: 'tfjs(wasm)',
      requests: ['error@8#64'],
      values: [[0.25], [1]],
      diverged: [],
    };
    expect(parseLine(formatTrial(line).trim())).toEqual({ kind: 'trial', ...line });
  });
});
