import { Random } from '../random';
import { taskOf } from './pools';

const words = (from: number, sign: number) =>
  Array.from({ length: 12 }, (_, i) => Float64Array.of(sign, (from + i) / 10));
const FEATURES = [words(0, -1), words(0, 1), words(3, -2), words(3, 2)];
const RULE = { plus: 6, minus: 4, wrong: 0.5, mixed: 0, bag: 1 };
const random = () => new Random([8, 9]);

test('a pool has the signs, the wrong labels and the words that are asked for, and none of the query’s', () => {
  const source = random();
  for (let i = 0; i < 50; i++) {
    const { pool, query, sign } = taskOf(source, FEATURES, 1, RULE);
    expect([pool.filter((e) => e.sign === 1).length, pool.filter((e) => e.sign === -1).length]).toEqual([6, 4]);
    expect(pool.filter((e) => e.label !== e.sign).length).toBe(5);
    expect(pool.every((e) => e.vector[0] === 2 * e.sign)).toBe(true);
    expect(query[0]).toBe(2 * sign);
    expect(pool.filter((e) => e.vector.join() === query.join())).toEqual([]);
  }
});

test('of a mixed pool half of either sign is of the next concept, round, with its signs', () => {
  const { pool, query, sign } = taskOf(random(), FEATURES, 1, { ...RULE, wrong: 0, mixed: 0.5 });
  expect(query[0]).toBe(2 * sign);
  expect(pool.map((e) => e.vector[0]! / e.sign).sort()).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(pool.every((e) => e.label === e.sign)).toBe(true);
});
