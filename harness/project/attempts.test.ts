import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ATTEMPTS_FILE, type Attempt, Attempts, readAttempts, recordAttempts } from './attempts';

const hash = (n: number) => String(n).padStart(16, '0');
const line = (claim: string, n: number, rest: Partial<Attempt> = {}): Attempt => ({
  claim,
  hash: hash(n),
  epoch: 'gate-1',
  code: 'c1',
  attempt: 1,
  ...rest,
});

describe('attempts', () => {
  const attempts = new Attempts([
    line('a', 1),
    line('b', 9),
    line('a', 2),
    line('a', 1, { code: 'c2' }),
    line('a', 3, { code: 'c3' }),
  ]);

  it('are the rank of a hash among the distinct hashes of its claim, in the order of the lines', () => {
    expect([1, 2, 3, 4].map((n) => attempts.counted('a', hash(n)).attempt)).toEqual([1, 2, 3, undefined]);
    expect(attempts.counted('b', hash(9))).toEqual({ attempt: 1, recorded: 1, codes: 1, next: 2 });
    expect(attempts.counted('a', hash(1)).codes).toBe(3);
  });

  it('are those of the names before, too, when a line says so; another name starts anew', () => {
    const renamed = new Attempts([line('a', 1), line('b', 2, { was: 'a' }), line('c', 3, { was: 'b' }), line('d', 4)]);
    expect(renamed.counted('c', hash(3)).attempt).toBe(3);
    expect(renamed.counted('d', hash(4)).attempt).toBe(1);
    expect(renamed.names()).toEqual(['c', 'd']);
  });

  it('follow a merge: a line that comes later is a later attempt', () => {
    const merged = new Attempts([line('a', 2), line('a', 1)]).counted('a', hash(1));
    expect([merged.recorded, merged.attempt, merged.next]).toEqual([1, 2, 3]);
  });
});

test('names of claims that gate nightly runs only are a group of their own', () => {
  const mixed = new Attempts([
    line('a', 1),
    line('b', 2, { profile: 'nightly' }),
    line('a', 1, { profile: 'nightly' }),
  ]);
  expect([mixed.names(), mixed.names('nightly')]).toEqual([['a'], ['b', 'a']]);
});

describe('the file of attempts', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'attempts-'));
  const file = join(cwd, ATTEMPTS_FILE);
  beforeAll(() => mkdirSync(join(cwd, 'theorems')));
  afterAll(() => rmSync(cwd, { recursive: true }));

  it('is not counted where there is none', () => {
    expect(readAttempts(cwd)).toBeUndefined();
  });

  it('is only added to, on lines of its own, also after a line that was not ended', () => {
    recordAttempts(cwd, [line('a', 1)]);
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
    recordAttempts(cwd, [line('a', 2), line('b', 3)]);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
    expect(readAttempts(cwd)!.counted('a', hash(2)).attempt).toBe(2);
  });

  it.each([
    ['no JSON', '{"claim":', /attempts\.jsonl:2: expected JSON/],
    [
      'another hash',
      JSON.stringify({ ...line('a', 1), hash: 'x' }),
      /attempts\.jsonl:2: expected content that satisfies/,
    ],
    ['another field', JSON.stringify({ ...line('a', 1), more: 1 }), /attempts\.jsonl:2/],
  ])('names the line that holds %s', (_, bad, message) => {
    writeFileSync(file, `${JSON.stringify(line('a', 1))}\n${bad}\n`);
    expect(() => readAttempts(cwd)).toThrow(message);
  });

  it('reads lines that end as on Windows', () => {
    expect(Attempts.parse(`${JSON.stringify(line('a', 1))}\r\n`).counted('a', hash(1)).attempt).toBe(1);
  });
});
