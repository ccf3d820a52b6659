import { bounded, boundedEach } from './bounded';

const forever = (): never => {
  for (;;);
};

describe('bounded', () => {
  it('gives the very value, or throws the very error', () => {
    const value = { a: 1 };
    expect(bounded('what', 10, 'f()', () => value)).toBe(value);
    const error = new RangeError('own');
    const thrower = () => {
      throw error;
    };
    expect(() => bounded('what', 10, 'f()', thrower)).toThrow(error);
  });

  it('ends a loop, naming what and where to look', () => {
    const loop = () => bounded('theorems/a.theorem.ts', 0.2, 'claim()', forever);
    expect(loop).toThrow(
      'theorems/a.theorem.ts: expected an answer within 0.2 s, got none (look for a loop without end in claim()',
    );
  });

  it('may be nested: the inner limit is the inner code’s', () => {
    const inner = () => {
      try {
        return bounded('inner', 0.2, 'f()', forever);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(bounded('outer', 60, 'g()', inner)).toContain('inner: expected an answer within 0.2 s');
  });
});

describe('boundedEach', () => {
  const ran = (items: readonly string[], run: (item: string) => void) => {
    const [done, late] = [[] as string[], [] as string[]];
    const each = (item: string) => {
      run(item);
      done.push(item);
    };
    boundedEach(items, 1, 'claim()', each, (item, error) => late.push(`${item} | ${error.message}`));
    return { done, late };
  };
  const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

  it('runs all in order, also where they take longer than one of them may', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(ran(items, () => sleep(150))).toEqual({ done: items, late: [] });
  });

  it('ends those that loop, by name, and goes on with the others', () => {
    const message = 'expected an answer within 1 s, got none (look for a loop without end in claim()';
    const { done, late } = ran(['a', 'b', 'c', 'd'], (item) => (/[bd]/.test(item) ? forever() : sleep(20)));
    expect(done).toEqual(['a', 'c']);
    expect(late).toEqual(
      ['b', 'd'].map((item) => expect.stringMatching(`^${item} . ${item}: ${message.replace(/[()]/g, '.')}`)),
    );
  });

  it('passes on what it is not to throw', () => {
    const thrower = () => {
      throw new RangeError('own');
    };
    expect(() => ran(['a'], thrower)).toThrow(new RangeError('own'));
  });
});
