import { atoms } from '../judge/atoms';
import { firstTime, meanOver, type Quantity, quantity, slope, varianceOver } from '../statement/quantity';
import { all, atMost, meanAtMost, type Relation, reaches } from '../statement/relation';
import { checkAtoms } from './check-atoms';
import { statementWith } from './testing/toy-whole';

const at = (observation = 'weight', step = '8') => ({ kind: 'at', observation, step }) as const;
const along = (grid: object = {}) =>
  ({ kind: 'along', observation: 'weight', grid: { from: '1', to: '9', points: 3, ...grid } }) as const;
const check = (relation: Relation, changes: object = {}) => {
  const statement = statementWith(changes);
  return () => checkAtoms(statement, atoms(relation, statement.constants, 'toy'));
};
const checkOf = (of: Quantity, changes: object = {}) => check(atMost(of, '1'), changes);
const refused = (message: string) => `toy.theorem.ts, ${message}`;

describe('relations and the kind of their claim', () => {
  it('are one at least, of quantities', () => {
    expect(check(all())).toThrow(refused('claim: expected at least one relation, got none'));
    expect(check(all(atMost(at(), '1'), atMost(undefined, '1')))).toThrow(
      refused("claim: expected a quantity such as at('horizon').error, got nothing"),
    );
  });

  it('are of observations of the family, also where the words of a claim did not name them', () => {
    const foreign = 'claim: expected an observation of toy (error, attention, weight), got ';
    expect(check(all(atMost(at(), '1'), atMost(at('wieght'), '1')))).toThrow(
      refused(`${foreign}"wieght" (did you mean weight?)`),
    );
    expect(checkOf(quantity('a + b', { a: at(), b: { kind: 'at', step: '8' } as never }))).toThrow(
      refused(`${foreign}nothing`),
    );
  });

  it('are means exactly where the claim is one', () => {
    const mean = meanAtMost(at(), '0.1');
    expect(check(mean, { kind: 'mean' })).not.toThrow();
    for (const kind of ['prob', 'forall'])
      expect(check(all(atMost(at(), '1'), mean), { kind })).toThrow(
        refused(`claim: expected kind mean for meanAtMost, got meanAtMost in a claim of kind ${kind}`),
      );
    expect(check(all(mean, atMost(at(), '1')), { kind: 'mean' })).toThrow(
      refused('claim: expected meanAtMost in a claim of kind mean, got atMost in a claim of kind mean'),
    );
  });

  it('are of a curve in reaches, and of a number in a mean', () => {
    expect(check(reaches(along(), '1', '9'))).not.toThrow();
    expect(check(reaches(at() as never, '1', '9'))).toThrow(
      refused('claim: expected a curve in reaches, got at (use along(…))'),
    );
    expect(checkOf(along())).not.toThrow();
    expect(check(meanAtMost(along() as never, '0.1'), { kind: 'mean' })).toThrow(
      refused('claim: expected a number in meanAtMost, got a curve (use at(…))'),
    );
  });
});

describe('a quantity over a block', () => {
  const repeats = { block: { repeats: 2 } };
  const designs = { block: { repeats: 1, design: [{ batchSize: 8 }, { batchSize: 16 }] } };
  const both = { block: { ...designs.block, repeats: 2 } };
  const mean = meanOver(at());
  const exponent = slope(mean, 'B');

  it.each<[string, Quantity, object]>([
    ['a mean of repeats', mean, repeats],
    ['a variance of repeats', varianceOver(at()), repeats],
    ['a mean of a curve', meanOver(along()), repeats],
    ['a time of a mean', firstTime(meanOver(along()), '1'), repeats],
    ['a number of a single training', at(), { block: { repeats: 1 } }],
    ['a slope over designs', slope(at(), 'B'), designs],
    ['a slope of means', exponent, both],
    ['a mean of slopes', meanOver(slope(at(), 'B')), both],
    ['a variance of slopes', varianceOver(slope(at(), 'B')), both],
    ['a formula of both', quantity('a / b', { a: exponent, b: slope(varianceOver(at()), 'B') }), both],
  ])('may be %s', (_, of, changes) => {
    expect(checkOf(of, changes)).not.toThrow();
  });

  const single = 'claim: expected meanOver(…) or varianceOver(…) in a claim over blocks, got a quantity of a single';
  const point = 'claim: expected slope(…) in a claim over several design points, got a quantity of one design point';
  it.each<[string, Quantity, object, string]>([
    ['a number of each repeat', at(), repeats, single],
    ['a curve of each repeat', along(), repeats, single],
    ['a time of each repeat', firstTime(along(), '1'), repeats, single],
    ['a slope of each repeat', slope(at(), 'B'), both, single],
    ['a formula of which a part is', quantity('a / b', { a: mean, b: at() }), repeats, single],
    ['a number of each design', at(), designs, point],
    ['a mean of each design', mean, both, point],
    ['a slope in time of each design', slope(along(), 't'), designs, point],
    ['a formula of which a part is of each design', quantity('a / b', { a: exponent, b: mean }), both, point],
  ])('is not %s', (_, of, changes, message) => {
    expect(checkOf(of, changes)).toThrow(refused(message));
  });

  const needed = 'claim: expected a block for meanOver, varianceOver and slope, got none (add block: { repeats: … })';
  it.each<[string, Quantity]>([
    ['a mean', mean],
    ['a mean of a curve', meanOver(along())],
    ['a variance', varianceOver(at())],
    ['a slope', slope(at(), 'B')],
    ['a slope in time of a mean', slope(meanOver(along()), 't')],
    ['a time of a mean', firstTime(meanOver(along()), '1')],
    ['a formula of one', quantity('a / b', { a: at(), b: mean })],
  ])('is the only one that may be %s', (_, of) => {
    expect(checkOf(of)).toThrow(refused(needed));
    expect(checkOf(of, { kind: 'forall' })).toThrow(refused(needed));
  });

  it.each<[string, Quantity]>([
    ['a time', firstTime(along(), '1')],
    ['a slope in time', slope(along(), 't')],
    ['a formula', quantity('a / b', { a: at(), b: firstTime(along(), '1') })],
  ])('is not the only one that may be %s', (_, of) => {
    expect(checkOf(of)).not.toThrow();
  });
});

describe('steps', () => {
  const measured = { start: 'attention' };
  it.each<[string, Quantity, object?]>([
    ['a step', at('weight', '2 * start')],
    ['the begin of a grid', along({ from: 'start' })],
    ['the end of a grid', along({ to: '9 * start' })],
    ['the distance of a grid', along({ points: undefined, every: 'start' })],
    ['one of two parts', quantity('a / b', { a: at(), b: at('weight', 'start') })],
    ['the horizon', at(), { horizon: '24 * start' }],
  ])('use no symbol that a trial measures: %s', (...[, of, changes]) => {
    expect(checkOf(of, { measured, ...changes })).toThrow(
      refused('measured: expected bounds alone to use it, got a step that uses start (state the horizon in symbols'),
    );
    expect(checkOf(of, { measured: { other: 'attention' }, ...changes })).not.toThrow();
  });

  it('may be without a horizon, and bounds may use what is measured', () => {
    expect(check(atMost(at(), 'start'), { measured, horizon: undefined })).not.toThrow();
  });

  it('that are no formulas are told by file and field where symbols are sought in them, and left alone elsewhere', () => {
    expect(checkOf(at('weight', '2 *'))).not.toThrow();
    expect(checkOf(at('weight', '2 *'), { measured })).toThrow(refused('claim: expected a formula, got "2 *"'));
    expect(checkOf(at(), { measured, horizon: '3 *' })).toThrow(refused('horizon: expected a formula, got "3 *"'));
  });
});

describe('prompts', () => {
  const of = quantity('a + b', { a: at(), b: at('error') });

  it('are demanded by what averages over them, and of nothing else', () => {
    expect(checkOf(of, { prompts: 1 })).not.toThrow();
    expect(checkOf(at(), { prompts: 0.5 })).not.toThrow();
  });

  it.each([0, -1, 1.5, Number.NaN])('are a whole number and not %p', (prompts) => {
    const message = refused(`prompts: expected a number of prompts for error, got ${prompts}`);
    expect(check(all(atMost(at(), '1'), atMost(of, '1')), { prompts })).toThrow(message);
  });
});
