import { toyFamily } from '../statement/testing/toy-family';
import { checkDials } from './check-dials';
import { statementWith } from './testing/toy-whole';

const check = (dials: Readonly<Record<string, number>>, changes: object = {}) =>
  checkDials(statementWith(changes), dials, 'stream');

it.each([[{}], [{ quiet: 0 }], [{ quiet: -0.5, batchSize: 1e300 }]])(
  'takes %j: assumptions have dials, and so have interventions',
  (dials) => {
    expect(() => check(dials)).not.toThrow();
  },
);

it('names a dial that the family does not have, those that it has, once each, and the likeliest', () => {
  expect(() => check({ quiet: 0.1, quite: 0.1 })).toThrow(
    'toy.theorem.ts, stream: expected a dial of toy (quiet, batchSize), got quite (did you mean quiet?)',
  );
  const dials = { ...toyFamily.dials, quiet: toyFamily.assumptions.quiet.dial };
  expect(() => check({ loud: 0.1 }, { family: { ...toyFamily, dials } })).toThrow(/a dial of toy \(quiet, batchSize\)/);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, '0.1' as never])(
  'refuses the severity %p by the name of its dial',
  (severity) => {
    expect(() => check({ batchSize: 8, quiet: severity })).toThrow(
      `toy.theorem.ts, stream.quiet: expected a finite severity, got ${severity}`,
    );
  },
);
