import type { Grid, Quantity, Slope } from './quantity';
import type { Atom, Relation } from './relation';

/** A relation as a line of text, from the formulas that are evaluated. */
export function renderRelation(relation: Relation): string {
  switch (relation.kind) {
    case 'all':
      return relation.of.map(renderRelation).join('; and ');
    case 'forEvery':
      return `for every ${relation.symbol} in {${relation.values.join(', ')}}: ${renderRelation(relation.of)}`;
    default:
      return renderAtom(relation);
  }
}

function renderAtom(atom: Atom): string {
  const left = renderQuantity(atom.of);
  switch (atom.kind) {
    case 'within':
      return `${atom.low} ≤ ${left} ≤ ${atom.high}`;
    case 'reaches':
      return `${left} is ≤ ${atom.level} at some t ≤ ${atom.deadline}`;
    case 'meanAtMost':
      return `E ${left} ≤ ${atom.bound}`;
    default:
      return `${left} ${{ atMost: '≤', atLeast: '≥', above: '>' }[atom.kind]} ${atom.bound}`;
  }
}

export function renderQuantity(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'at':
      return `${quantity.observation} at t = ${quantity.step}`;
    case 'along':
      return `${quantity.observation} along t = ${renderGrid(quantity.grid)}`;
    case 'meanOver':
      return `mean over the block of ${renderQuantity(quantity.of)}`;
    case 'varianceOver':
      return `variance over the block of ${renderQuantity(quantity.of)}`;
    case 'firstTime':
      return `first t with ${renderQuantity(quantity.of)} ≤ ${quantity.level}`;
    case 'slope':
      return `log–log slope against ${quantity.symbol}${renderBetween(quantity)} of ${renderQuantity(quantity.of)}`;
    case 'formula': {
      const parts = Object.entries(quantity.of).map(([name, of]) => `${name} = ${renderQuantity(of)}`);
      return `${quantity.text} with ${parts.join(', ')}`;
    }
  }
}

function renderBetween({ between }: Slope): string {
  return between ? ` in [${between.join(', ')}]` : '';
}

function renderGrid({ from, to, points, every, spacing }: Grid): string {
  const ratios = spacing === 'log' ? ' at equal ratios' : '';
  return every === undefined ? `${from} … ${to} (${points} points${ratios})` : `${from} … ${to} (every ${every})`;
}
