import { createHash } from 'node:crypto';
import { folded } from '../formula/fold';
import { isCurve } from '../judge/evaluate';
import type { Grid, Quantity } from '../statement/quantity';
import type { Atom, Relation } from '../statement/relation';
import type { Statement } from '../statement/whole';

/**
 * What a claim states, in numeric canonical form: constants are substituted, and there is no prose, no name, no control and no
 * budget in it. Two texts are equal exactly when the claims ask the same of the same trainings.
 */
export function canonical(statement: Statement, relation: Relation): string {
  const { family, at, stream, corners, kind, delta, margin, prompts, block } = statement;
  const fold = (text: string) => folded(text, statement.constants, statement.who);
  return JSON.stringify({
    family: family.name,
    region: regionsOf(statement),
    at,
    stream: sorted(stream),
    corners: Object.fromEntries([...corners].sort().map((name) => [name, family.corners[name]])),
    ...(at === 'reference' ? { reference: family.reference } : {}),
    ...(Object.keys(statement.measured).length > 0 ? { measured: sorted(statement.measured) } : {}),
    kind,
    delta,
    margin,
    prompts,
    horizon: statement.horizon === undefined ? 'none' : fold(statement.horizon),
    block: block
      ? { repeats: block.repeats, design: block.design.map(sorted), share: [...block.share].sort() }
      : 'none',
    claim: relationOf(relation, fold),
  });
}

/** 16 hex digits that stand for an attempt: what is stated, and the committed epoch that it is tried on. */
export function attemptHash(statement: Statement, relation: Relation, epoch: string): string {
  return createHash('sha256')
    .update(`${epoch}\n${canonical(statement, relation)}`)
    .digest('hex')
    .slice(0, 16);
}

type Fold = (text: string) => string;

function relationOf(relation: Relation, fold: Fold): unknown {
  switch (relation.kind) {
    case 'all':
      return relation.of.map((one) => relationOf(one, fold));
    case 'forEvery':
      return { every: relation.symbol, values: relation.values.map(fold), of: relationOf(relation.of, fold) };
    default:
      return { [relation.kind]: quantityOf(relation.of, fold), ...boundsOf(relation, fold) };
  }
}

function boundsOf(atom: Atom, fold: Fold): object {
  switch (atom.kind) {
    case 'within':
      return { low: fold(atom.low), high: fold(atom.high) };
    case 'reaches':
      return { level: fold(atom.level), deadline: fold(atom.deadline) };
    case 'meanAtMost':
      return { bound: fold(atom.bound), ...(atom.margin === undefined ? {} : { margin: fold(atom.margin) }) };
    default:
      return { bound: fold(atom.bound) };
  }
}

function quantityOf(quantity: Quantity, fold: Fold): unknown {
  switch (quantity.kind) {
    case 'at':
      return { observation: quantity.observation, at: fold(quantity.step) };
    case 'along':
      return { observation: quantity.observation, along: gridOf(quantity.grid, fold) };
    case 'meanOver':
    case 'varianceOver':
      return { [quantity.kind]: quantityOf(quantity.of, fold) };
    case 'firstTime':
      return { firstTime: quantityOf(quantity.of, fold), level: fold(quantity.level) };
    case 'slope':
      return {
        slope: quantityOf(quantity.of, fold),
        symbol: isCurve(quantity.of) ? fold(quantity.symbol) : quantity.symbol,
        ...(quantity.between ? { between: quantity.between } : {}),
      };
    case 'formula': {
      const of = Object.entries(quantity.of).map(([name, one]) => [name, quantityOf(one, fold)]);
      return { formula: fold(quantity.text), of: Object.fromEntries(of.sort(byName)) };
    }
  }
}

function gridOf({ from, to, points, every, spacing }: Grid, fold: Fold): object {
  const density = every === undefined ? { points } : { every: fold(every) };
  return { from: fold(from), to: fold(to), ...density, ...(spacing === 'log' ? { spacing } : {}) };
}

function regionsOf({ family }: Statement): unknown {
  const regions = Object.values(family.assumptions).map(({ name, region }) => [name, sorted(region)]);
  const whole = (family.region ?? []).map(({ symbol, law, from, to }) => [symbol, law, from, to]);
  return { whole, assumed: Object.fromEntries(regions.sort(byName)) };
}

function sorted<V>(record: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).sort(byName));
}

function byName(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}
