import { Sizing } from './sizing';

const sized = (threads: number, seconds?: number) => {
  const sizing = new Sizing();
  sizing.threads = threads;
  if (seconds !== undefined) sizing.took(10 * seconds, 10);
  return sizing;
};
const lengths = (parcels: readonly (readonly number[])[]) => parcels.map(({ length }) => length);
const jobs = (n: number) => Array.from({ length: n }, (_, i) => i);

it('sends long jobs, and those of unknown length, alone; one is out where nobody is there yet', () => {
  expect([sized(4).batch, sized(4, 1).batch, sized(4, 1).size, sized(0, 1).size]).toEqual([1, 1, 8, 1]);
});

it('puts short ones together until they are worth the way, and more where many workers would ask Redis too often', () => {
  expect([sized(4, 0.05).batch, sized(4, 1e-9).batch, sized(500, 0.05).batch]).toEqual([4, 200, 40]);
});

it('follows what jobs cost of late', () => {
  const sizing = sized(2, 0.001);
  for (let i = 0; i < 100; i++) sizing.took(1, 1);
  expect(sizing.batch).toBe(1);
});

it('gives every idle thread something, and deals all jobs once, in order', () => {
  expect(lengths(sized(4, 0.001).dealt(jobs(8), 0))).toEqual([2, 2, 2, 2]);
  expect(lengths(sized(4, 0.001).dealt(jobs(8), 4))).toEqual([8]);
  expect(lengths(sized(4, 0.05).dealt(jobs(10), 8))).toEqual([4, 4, 2]);
  expect(sized(4, 0.05).dealt(jobs(10), 2).flat()).toEqual(jobs(10));
});
