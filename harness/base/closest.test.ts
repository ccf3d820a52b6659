import { closest, didYouMean } from './closest';

test.each([
  ['predictionDistances', ['predictionInstance', 'predictionDistance'], 'did you mean predictionDistance?'],
  ['stpes', ['step', 'steps'], 'did you mean steps?'],
  ['fair', ['idle', 'steps'], undefined],
  ['k', ['K1', 'm'], 'did you mean K1?'],
  ['k', ['m', 'K'], 'did you mean K?'],
  ['k', ['m'], undefined],
])('%s among %j: %s', (name, known, said) => expect(didYouMean(name, known)).toBe(said));

const claims = [
  ['attention concentrates on same-sign demonstrations', 'theorems/bu2024/attention-concentrates.theorem.ts'],
  ['unseen tasks are learned in context', 'theorems/li2024/unseen-tasks-are-learned.theorem.ts'],
  ['steps scale like a power of α', 'theorems/li2024/steps-scale-with-fraction.theorem.ts'],
];

test.each([
  ['atention concentrates', 0],
  ['unseen-taks', 1],
  ['^unsen.*learned$', 1],
  ['li2024/step-scales', 2],
  ['Power of alpha', 2],
])('%s comes closest to the claim %i', (pattern, i) => {
  expect(closest(pattern, claims, (texts) => texts, 1)).toEqual([claims[i]]);
});

test('as many as are asked for, the nearest first', () => {
  expect(closest('tasks', claims, (texts) => texts, 2)[0]).toBe(claims[1]);
  expect(closest('tasks', claims, (texts) => texts, 2)).toHaveLength(2);
  expect(closest('tasks', claims, (texts) => texts, 9)).toHaveLength(3);
});
