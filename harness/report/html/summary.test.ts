import type { ClaimResult } from '../../verdict/results/result';
import { summary } from './summary';

const claims = (...verdicts: readonly ClaimResult['verdict'][]) =>
  verdicts.map((verdict) => ({ verdict }) as ClaimResult);

test.each([
  ['1 of 1 claim corroborated', claims('corroborated')],
  ['0 of 2 claims corroborated, 2 falsified', claims('falsified', 'falsified')],
  ['1 of 3 claims corroborated, 1 could not be decided, 1 vacuous', claims('corroborated', 'vacuous', 'error')],
])('%s', (text, all) => {
  expect(summary(all)).toBe(text);
});
