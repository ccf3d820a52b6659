import { bounded } from './bounded';

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
