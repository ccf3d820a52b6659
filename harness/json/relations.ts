import type { Family } from '../statement/family';
import {
  type Curve,
  firstTime,
  type Grid,
  meanOver,
  type Quantity,
  quantity,
  type Scalar,
  slope,
  varianceOver,
} from '../statement/quantity';
import {
  above,
  all,
  atLeast,
  atMost,
  forEvery,
  meanAtMost,
  type Relation,
  reaches,
  within,
} from '../statement/relation';
import type { Words } from '../statement/words';
import type { WrittenCurve, WrittenGrid, WrittenQuantity, WrittenRelation, WrittenScalar } from './written';

const BOUNDS = { atMost, atLeast, above };

/** What a JSON file claims, in the words of a claim: an observation that the family lacks is refused as it is in TypeScript. */
export function relationOf(written: WrittenRelation, words: Words<Family>): Relation {
  switch (written.kind) {
    case 'all':
      return all(...written.of.map((one) => relationOf(one, words)));
    case 'forEvery':
      return forEvery(written.symbol, written.values, relationOf(written.of, words));
    case 'within':
      return within(quantityOf(written.of, words), String(written.low), String(written.high));
    case 'reaches':
      return reaches(curveOf(written.of, words), String(written.level), String(written.deadline));
    case 'meanAtMost': {
      const margin = written.margin === undefined ? [] : [String(written.margin)];
      return meanAtMost(scalarOf(written.of, words), String(written.bound), ...margin);
    }
    default:
      return BOUNDS[written.kind](quantityOf(written.of, words), String(written.bound));
  }
}

function quantityOf(written: WrittenQuantity, words: Words<Family>): Quantity {
  return isCurve(written) ? curveOf(written, words) : scalarOf(written, words);
}

function isCurve(written: WrittenQuantity): written is WrittenCurve {
  return written.kind === 'along' || (written.kind === 'meanOver' && isCurve(written.of));
}

function curveOf(written: WrittenCurve, words: Words<Family>): Curve {
  if (written.kind === 'meanOver') return meanOver(curveOf(written.of, words));
  return words.along(gridOf(written.grid))[written.observation]!;
}

function scalarOf(written: WrittenScalar, words: Words<Family>): Scalar {
  switch (written.kind) {
    case 'at':
      return words.at(String(written.step))[written.observation]!;
    case 'meanOver':
      return meanOver(scalarOf(written.of, words));
    case 'varianceOver':
      return varianceOver(scalarOf(written.of, words));
    case 'firstTime':
      return firstTime(curveOf(written.of, words), String(written.level));
    case 'slope':
      return slope(quantityOf(written.of, words), written.symbol, written.between);
    case 'formula': {
      const of = Object.entries(written.of).map(([name, one]) => [name, scalarOf(one, words)] as const);
      return quantity(String(written.text), Object.fromEntries(of));
    }
  }
}

const gridOf = ({ from, to, every, ...same }: WrittenGrid): Grid => ({
  ...same,
  from: String(from),
  to: String(to),
  ...(every === undefined ? {} : { every: String(every) }),
});
