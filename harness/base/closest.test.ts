import { didYouMean } from './closest';

test.each([
  ['predictionDistances', ['predictionInstance', 'predictionDistance'], 'did you mean predictionDistance?'],
  ['stpes', ['step', 'steps'], 'did you mean steps?'],
  ['fair', ['idle', 'steps'], undefined],
])('%s among %j: %s', (name, known, said) => expect(didYouMean(name, known)).toBe(said));
