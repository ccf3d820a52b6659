import { symbolToTeX, textToTeX, toTeX } from '../formula/tex-formula';
import type { Grid, Quantity, Slope } from './quantity';
import type { Atom, Relation } from './relation';

/** One relation of a claim in TeX. */
interface TexLine {
  /** `\forall\,j \in \{2, 3\}:\quad \text{error}(T) \le 2^{-j}` */
  readonly tex: string;
  /** What the names of its formula stand for: `c_{1} = \text{coefficient}(\Delta)`. */
  readonly where: readonly string[];
}

/** Names within a formula, as TeX: what each was found to stand for. */
type SymbolNames = Map<string, string>;

/**
 * A relation in TeX, line by line: every one of them is claimed. Made of the very formulas that are evaluated.
 *
 * @throws UsageError for a formula that cannot be parsed.
 */
export function relationToTeX(relation: Relation): readonly TexLine[] {
  switch (relation.kind) {
    case 'all':
      return relation.of.flatMap(relationToTeX);
    case 'forEvery': {
      const values = relation.values.map((value) => toTeX(value)).join(',\\, ');
      const every = `\\forall\\, ${symbolToTeX(relation.symbol)} \\in \\left\\{${values}\\right\\}:\\quad `;
      return relationToTeX(relation.of).map(({ tex, where }) => ({ tex: every + tex, where }));
    }
    default:
      return [atomToTeX(relation)];
  }
}

function atomToTeX(atom: Atom): TexLine {
  const names: SymbolNames = new Map();
  const tex = bounded(atom, quantityToTeX(atom.of, names)) + steps(atom.of);
  return { tex, where: [...names].map(([name, of]) => `${name} = ${of}`) };
}

function bounded(atom: Atom, left: string): string {
  switch (atom.kind) {
    case 'within':
      return `${toTeX(atom.low)} \\le ${left} \\le ${toTeX(atom.high)}`;
    case 'reaches':
      return `\\exists\\, t \\le ${toTeX(atom.deadline)}:\\quad ${left} \\le ${toTeX(atom.level)}`;
    case 'meanAtMost':
      return `\\mathbb{E}\\left[${left}\\right] \\le ${toTeX(atom.bound)}`;
    default:
      return `${left} ${{ atMost: '\\le', atLeast: '\\ge', above: '>' }[atom.kind]} ${toTeX(atom.bound)}`;
  }
}

/** The grid of a curve, said after what is claimed of it. */
function steps(quantity: Quantity): string {
  if (quantity.kind === 'along') return `,\\quad ${gridToTeX(quantity.grid)}`;
  return quantity.kind === 'meanOver' ? steps(quantity.of) : '';
}

function quantityToTeX(quantity: Quantity, names: SymbolNames): string {
  const inner = (of: Quantity) => quantityToTeX(of, names);
  switch (quantity.kind) {
    case 'at':
      return `${observation(quantity.observation)}\\left(${toTeX(quantity.step)}\\right)`;
    case 'along':
      return `${observation(quantity.observation)}\\left(t\\right)`;
    case 'meanOver':
      return `\\operatorname{mean}_{\\text{block}}\\left[${inner(quantity.of)}\\right]`;
    case 'varianceOver':
      return `\\operatorname{var}_{\\text{block}}\\left[${inner(quantity.of)}\\right]`;
    case 'firstTime':
      return `\\inf\\left\\{t : ${inner(quantity.of)} \\le ${toTeX(quantity.level)}${steps(quantity.of)}\\right\\}`;
    case 'slope':
      return slopeToTeX(quantity, inner(quantity.of));
    case 'formula': {
      const parts = Object.entries(quantity.of).map(([name, of]) => [name, inner(of)] as const);
      return toTeX(quantity.text, new Map(parts.map(([name, of]) => [name, named(name, of, names)])));
    }
  }
}

/** A name of a formula, explained once; a name that stands for something else already is written out. */
function named(name: string, of: string, names: SymbolNames): string {
  const symbol = symbolToTeX(name);
  const known = names.get(symbol);
  if (known !== undefined && known !== of) return `\\left(${of}\\right)`;
  names.set(symbol, of);
  return symbol;
}

/** The name of an observation as words: `withoutLargest30` → `without largest 30`. */
export function observationWords(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[a-z]{2})(?=\d)/g, ' ').toLowerCase();
}

const observation = (name: string): string => textToTeX(observationWords(name));

/** Of a curve its grid stands inside, since the slope is taken over it. */
function slopeToTeX(slope: Slope, inner: string): string {
  const { of, symbol } = slope;
  const name = /^\w+$/.test(symbol) ? symbolToTeX(symbol) : toTeX(symbol);
  return `\\operatorname{slope}${between(slope)}\\left[\\ln ${inner} \\text{ on } \\ln ${name}${steps(of)}\\right]`;
}

/** Where a slope is local: the interval, as an index. */
function between({ symbol, between: interval }: Slope): string {
  return interval ? `_{${symbolToTeX(symbol)} \\in \\left[${interval.join(',\\, ')}\\right]}` : '';
}

function gridToTeX({ from, to, points, every, spacing }: Grid): string {
  const ratios = spacing === 'log' ? ' at equal ratios' : '';
  const density =
    every === undefined ? `\\text{${points} steps${ratios}}` : `\\text{every } {\\textstyle ${toTeX(every)}}`;
  return `t = ${toTeX(from)}, \\dots, ${toTeX(to)}\\ \\left(${density}\\right)`;
}
