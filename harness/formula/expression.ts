import type { MathNode } from 'mathjs/number';
import { didYouMean } from '../base/closest';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';

/** Values of the symbols that an expression may use. */
export type Scope = ReadonlyMap<string, number>;

/** A formula of a statement: evaluated and typeset from the same string. */
interface Expression {
  readonly text: string;
  /** Free symbols, in order of appearance. */
  readonly symbols: readonly string[];
  readonly evaluate: (scope: Scope) => number;
}

const nodeTypes = new Set(['ConstantNode', 'SymbolNode', 'OperatorNode', 'ParenthesisNode', 'FunctionNode']);
/** Operators that give a number for any numbers. Transposes are of matrices, and bits are of integers. */
const operators = new Set([
  ...['add', 'subtract', 'multiply', 'divide', 'pow', 'mod', 'unaryMinus', 'unaryPlus', 'not', 'and', 'or'],
  ...['equal', 'unequal', 'smaller', 'smallerEq', 'larger', 'largerEq'],
]);
const functions = new Set([
  'abs',
  'ceil',
  'exp',
  'expm1',
  'floor',
  'log',
  'log10',
  'log1p',
  'log2',
  'max',
  'min',
  'pow',
  'round',
  'sqrt',
]);
const parsed = new Map<string, Expression>();

/**
 * Parses a formula with the number semantics of mathjs. Every name that is not one of `functions` is a free symbol:
 * mathjs's own constants (`tau` is 2π there) are never used, because a symbol that is missing must be an error.
 *
 * @throws UsageError when the text is no arithmetic formula.
 */
export function expression(text: string, who = 'expression'): Expression {
  const known = parsed.get(text);
  if (known) return known;
  const made = build(text, who);
  parsed.set(text, made);
  return made;
}

function build(text: string, who: string): Expression {
  const node = parse(text, who);
  const symbols = new Set<string>();
  node.traverse((part, path) => visit(part, path, text, who, symbols));
  const compiled = node.compile();
  return { text, symbols: [...symbols], evaluate: (scope) => Number(compiled.evaluate(scope as Map<string, number>)) };
}

/** What is longer is no formula of a paper, and trees of it are too deep for those that walk them. */
const LONGEST = 2000;

/** The tree of a formula. @throws UsageError when the text is none. */
export function parse(text: string, who: string): MathNode {
  if (typeof text !== 'string' || text.trim() === '') {
    const cure = typeof text === 'number' ? `write it as text: '${text}'` : undefined;
    throw UsageError.expected(who, 'a formula such as "1 - c"', shown(text), cure);
  }
  if (text.length > LONGEST) {
    const got = `${text.length}, beginning with "${text.slice(0, 40)}"`;
    throw UsageError.expected(
      who,
      `a formula of at most ${LONGEST} characters`,
      got,
      'measure the sum as an observation of the family',
    );
  }
  // Loaded when it is called: those that read no formula need no mathjs.
  const { math } = require('./arithmetic') as typeof import('./arithmetic');
  try {
    return math.parse(text);
  } catch (error) {
    throw UsageError.expected(who, 'a formula', `"${text}": ${(error as Error).message}`);
  }
}

function visit(part: MathNode, path: string, text: string, who: string, symbols: Set<string>): void {
  if (!nodeTypes.has(part.type)) throw UsageError.expected(who, 'arithmetic only', `${part.type} in "${text}"`);
  const { name = '', value, fn, op } = part as MathNode & { name?: string; value?: unknown; fn?: string; op?: string };
  if (part.type === 'OperatorNode' && !operators.has(`${fn}`))
    throw UsageError.expected(who, 'arithmetic only', `the operator ${op} in "${text}"`);
  if (part.type === 'ConstantNode' && typeof value !== 'number')
    throw UsageError.expected(who, 'numbers only', `${value} in "${text}"`);
  if (part.type !== 'SymbolNode') return;
  if (path !== 'fn') symbols.add(name);
  else if (!functions.has(name)) {
    const known = [...functions];
    const cure = name === 'ln' ? 'log is the natural logarithm' : didYouMean(name, known);
    throw UsageError.expected(who, `a function among ${known.join(', ')}`, `${name} in "${text}"`, cure);
  }
}
