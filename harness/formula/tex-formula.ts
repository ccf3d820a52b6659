import type { MathNode } from 'mathjs/number';
import { parse } from './expression';

type FormulaNode = MathNode & {
  readonly name?: string;
  /** Of an operator its name, of a function a node that has it. */
  readonly fn?: string | { readonly name?: string };
  readonly args?: readonly MathNode[];
  readonly content?: MathNode;
};

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const CAPITALS = 'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'.split(' ');
const LETTERS = new Map([...GREEK, ...CAPITALS].map((name) => [name, `\\${name}`] as const)).set('eps', '\\varepsilon');

/**
 * TeX of a single symbol: `sigma0` → `\sigma_{0}`, `K1` → `K_{1}`, `alphaTest` → `\alpha_{\text{test}}`, `eps` →
 * `\varepsilon`, `horizon` → `T`.
 */
export function symbolToTeX(name: string): string {
  if (name === 'horizon') return 'T';
  const [, stem = name, index = ''] = /^([A-Za-z]+?)_?(\d+|[XY])?$/.exec(name) ?? [];
  const [, head = '', tail = ''] = /^([a-z]+)([A-Z][a-z]+)$/.exec(stem) ?? [];
  if (LETTERS.has(head) && index === '') return `${LETTERS.get(head)}_{\\text{${tail.toLowerCase()}}}`;
  const letter = LETTERS.get(stem) ?? (stem.length === 1 ? stem : textToTeX(stem));
  return index ? `${letter}_{${index}}` : letter;
}

/** Words in TeX, whatever they are made of: nothing in them is a command. */
export function textToTeX(words: string): string {
  const special: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}' };
  const harmless = words.replace(/[\\~^{}$&#%_]/g, (letter) =>
    letter === '^' ? '\\textasciicircum{}' : (special[letter] ?? `\\${letter}`),
  );
  return `\\text{${harmless}}`;
}

/**
 * TeX of the formula that is evaluated.
 *
 * @param names TeX of symbols that are not written as `symbolToTeX` has them
 * @throws UsageError when the text is no formula.
 */
export function toTeX(text: string, names: ReadonlyMap<string, string> = new Map(), who = 'expression'): string {
  const write = (node: MathNode): string => node.toTex({ handler });
  const handler = (node: MathNode): string | undefined => {
    const part = node as FormulaNode;
    if (part.type === 'SymbolNode') return names.get(part.name!) ?? symbolToTeX(part.name!);
    if (part.type === 'FunctionNode') return rounding(part, write);
    return part.type === 'OperatorNode' ? operation(part, write) : undefined;
  };
  return write(bare(parse(text, who)));
}

/** Products without a dot where none is needed, fractions and powers without idle parentheses; others are mathjs's own. */
function operation({ fn, args }: FormulaNode, write: (node: MathNode) => string): string | undefined {
  const [left, right] = args as readonly [MathNode, MathNode];
  switch (fn) {
    case 'multiply':
      return `${write(left)}${juxtaposed(right) ? '\\,' : ' \\cdot '}${factor(right, write)}`;
    case 'divide':
      return `\\frac{${write(bare(left))}}{${write(bare(right))}}`;
    case 'pow':
      return `{${write(left)}}^{${write(bare(right))}}`;
    default:
      return undefined;
  }
}

/** A number after a factor would read as one number with it. */
function juxtaposed(node: MathNode): boolean {
  const part = node as FormulaNode;
  if (part.type === 'OperatorNode' && part.fn !== 'divide') return juxtaposed(part.args![0]!);
  return part.type !== 'ConstantNode';
}

/** A sign after a factor would read as a difference. */
function factor(node: MathNode, write: (node: MathNode) => string): string {
  const signed = ['unaryMinus', 'unaryPlus'].includes((node as FormulaNode).fn as string);
  return signed ? `\\left(${write(node)}\\right)` : write(node);
}

const BRACKETS: Readonly<Record<string, readonly [string, string]>> = {
  ceil: ['lceil', 'rceil'],
  floor: ['lfloor', 'rfloor'],
  round: ['lfloor', 'rceil'],
};

/** mathjs writes `\lfloorx` for `floor(x)`. */
function rounding({ fn, args }: FormulaNode, write: (node: MathNode) => string): string | undefined {
  const brackets = BRACKETS[(fn as { readonly name?: string }).name ?? ''];
  return brackets && `\\left\\${brackets[0]} ${write(bare(args![0]!))} \\right\\${brackets[1]}`;
}

function bare(node: MathNode): MathNode {
  return node.type === 'ParenthesisNode' ? bare((node as FormulaNode).content!) : node;
}
