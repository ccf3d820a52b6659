import type { MathNode } from 'mathjs/number';
import { parse, type Scope } from './expression';

/**
 * A formula in numeric canonical form: constants are replaced by their values and everything that is a number then is one, so
 * that '1 - c' with c = .05 and '0.95' are the same text. Symbols without a value stay.
 */
export function folded(text: string, constants: Scope, who: string): string {
  return foldedNode(parse(text, who), constants).text;
}

interface Folded {
  readonly text: string;
  readonly value: number | undefined;
}

type FoldedNode = MathNode & {
  readonly args?: readonly MathNode[];
  readonly content?: MathNode;
  readonly name?: string;
};

function foldedNode(node: MathNode, constants: Scope): Folded {
  const part = node as FoldedNode;
  if (part.content) return foldedNode(part.content, constants);
  if (part.type === 'SymbolNode') {
    const value = constants.get(part.name!);
    return value === undefined ? { text: part.name!, value: undefined } : number(value);
  }
  if (!part.args) return number(valueAt(node, constants));
  const args = part.args.map((one) => foldedNode(one, constants));
  const operation = (part as { readonly fn?: { readonly name?: string } | string }).fn;
  const name = typeof operation === 'string' ? operation : (operation?.name ?? part.name!);
  // Then every symbol below has a value.
  if (args.every(({ value }) => value !== undefined)) return number(valueAt(node, constants));
  return { text: `${name}(${args.map(({ text }) => text).join(', ')})`, value: undefined };
}

function valueAt(node: MathNode, constants: Scope): number {
  return Number(node.compile().evaluate(new Map(constants)));
}

/** Twelve digits: the last bits of `log` and `pow` differ between versions of V8, and what is stated does not. */
function number(value: number): Folded {
  return { text: String(Number(value.toPrecision(12))), value };
}
