import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cache } from './cache';
import { formatLine, parseLine } from './trial-line';

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
    const cache = new Cache(file);
    for (let i = from; i < from + count; i++) cache.add(stream, i, 'fused', [request], [{ values: [i / 7] }]);
    return cache;
  };
  const value = (index: number, cache = new Cache(file)) => cache.unit(stream, index).view([request])[0]?.values[0];

  it('gives back the very numbers, NaN, infinities and divergences included', () => {
    const cache = new Cache(file);
    const requests = [0, 1, 2, 3, 4, 5].map((at) => ({ ...request, at: 10 * at }));
    const values = [0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY, -5e-324, -0, Number.NEGATIVE_INFINITY];
    cache.add(stream, 0, 'fused', requests, [{ values, diverged: { step: 20, what: 'loss is NaN' } }]);
    const read = new Cache(file).unit(stream, 0);
    expect(read.view(requests)).toEqual([{ values, diverged: { step: 20, what: 'loss is NaN' } }]);
    // Who looks no further than step 10 has not seen the divergence.
    expect(read.view(requests.slice(0, 2))).toEqual([{ values: values.slice(0, 2) }]);
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
      const cache = new Cache(file);
      const kept = length === whole.length || length === whole.length - 1;
      expect([0, 1, 5, 6].map((i) => value(i, cache))).toEqual([0, 1 / 7, 5 / 7, 6 / 7]);
      expect(value(2, cache)).toBe(kept ? 2 / 7 : undefined);
      expect(cache.torn).toBe(kept || length === start ? 0 : 1);
    }
  });

  it('refuses a damaged line, naming it, and overwrites nothing', () => {
    fill(3);
    const damaged = readFileSync(file, 'utf8').replace(`"values":[[${1 / 7}]]`, '"values":[[0.5]]');
    writeFileSync(file, damaged);
    expect(() => new Cache(file)).toThrow(
      /cache: expected whole trials, got a damaged line at .*trials\.jsonl:2 \(.*checksum/,
    );
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });

  it('refuses a line of another shape', () => {
    appendFileSync(file, '{"v":1}\n');
    expect(() => new Cache(file)).toThrow(/trials\.jsonl:1/);
  });

  it('merges what runs that share the file append', () => {
    const [one, two] = [new Cache(file), new Cache(file)];
    for (let i = 0; i < 50; i++) (i % 2 ? one : two).add(stream, i, 'fused', [request], [{ values: [i] }]);
    const read = new Cache(file);
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
    expect(parseLine(formatLine(line).trim())).toEqual(line);
  });
});
