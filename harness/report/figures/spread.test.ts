import { log10Axis, powerOfTen } from './log-axis';
import { spreadOf } from './spread';

test('values that span decades get a logarithmic axis, others and negative ones a linear one', () => {
  expect(spreadOf([1e-9, 1e-7], [0.1]).logarithmic).toBe(true);
  expect(spreadOf([0.9, 1], [0.5]).logarithmic).toBe(false);
  expect(spreadOf([-1, 1000], []).logarithmic).toBe(false);
  expect(spreadOf([0, 0], []).logarithmic).toBe(false);
});

test('on a logarithmic axis 0 lies beyond its lower end, and a value at its logarithm', () => {
  const { domain, place } = spreadOf([0, 0.001, 0.1], [1]);
  expect(place(0)).toEqual({ at: domain[0], beyond: -1 });
  expect(place(0.01)).toEqual({ at: -2, beyond: 0 });
  expect(place(Number.POSITIVE_INFINITY)).toEqual({ at: domain[1], beyond: 1 });
});

test('own values are shown whole, others as far as twice their span', () => {
  const { domain, place } = spreadOf([0, 1], [100, -0.5]);
  expect([0, 1, -0.5].map((value) => place(value).beyond)).toEqual([0, 0, 0]);
  expect(place(100).beyond).toBe(1);
  expect(domain[1]).toBeGreaterThan(1);
  expect(domain[1]).toBeLessThan(4);
});

test('one value alone, or none, still has an axis', () => {
  for (const own of [[5], [0], []]) {
    const [low, high] = spreadOf(own, []).domain;
    expect(high).toBeGreaterThan(low);
  }
});

test('powers of ten are written as people write them', () => {
  expect([-12, -2, 0, 1, 3].map(powerOfTen)).toEqual(['10⁻¹²', '0.01', '1', '10', '10³']);
  expect(log10Axis([-3.2, 4.7], 4).values).toEqual([-2, 0, 2, 4]);
  const { labelExpr } = log10Axis([-1, 1]);
  expect(JSON.parse(/^\((\{.*\})\)/.exec(labelExpr)![1]!)).toEqual({ '-1': '0.1', '0': '1', '1': '10' });
});
