import { thresholdsOf } from './thresholds';

test('thresholds: half, and what the claim allows; means have the first alone', () => {
  const prob = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;
  expect(thresholdsOf([prob, prob])).toEqual([
    { name: 'most', tau: 0.5 },
    { name: 'claim', tau: 0.1 },
  ]);
  expect(thresholdsOf([{ kind: 'forall', delta: 0, margin: 0.1 }])[1]).toEqual({ name: 'claim', tau: 0.1 });
  expect(thresholdsOf([{ ...prob, kind: 'mean' }])).toEqual([{ name: 'most', tau: 0.5 }]);
  expect(thresholdsOf([{ ...prob, delta: 0.4, margin: 0.1 }])).toEqual([{ name: 'most', tau: 0.5 }]);
  expect(thresholdsOf([prob], 0.25)).toEqual([{ name: 'asked', tau: 0.25 }]);
});
