import type { ClaimGate } from '../../compile/compile';
import { markdownTable, plain } from '../text/markdown';

/** What claims over one family state alike: said once for all of them, and left out of their sections. */
export interface CommonText {
  /** Markdown, a heading of level 3 included. */
  readonly text: string;
  /** What a claim states beyond that, and which of it the claim lacks, as items of a list. */
  besides(gate: ClaimGate): readonly string[];
}

/** A thing that a claim states. Equal ones have equal lines. */
interface LedgerItem {
  readonly name: string;
  readonly line: string;
  /** As the cells of a table's row; none for what is listed. */
  readonly cells: readonly string[];
}

/** Assumptions, comparisons with the paper and controls that most of the claims over a family state in the same words. */
export function common(family: string, gates: readonly ClaimGate[]): CommonText {
  const kinds = KINDS.map((kind) => ({ ...kind, known: shared(gates.map(kind.items)) }));
  const blocks = kinds.filter(({ known }) => known.length > 0).map(({ known, text }) => text(known));
  const intro = `Each claim over ${family} has what follows, except where its own section says otherwise.`;
  return {
    text: [`### What the claims over ${family} share`, intro, ...blocks].join('\n\n'),
    besides: (gate) => kinds.flatMap(({ items, known, ...words }) => difference(items(gate), known, words)),
  };
}

/** The items of two thirds of the lists or more, in the order of their first mention. */
function shared(lists: readonly (readonly LedgerItem[])[]): readonly LedgerItem[] {
  const all = new Map(lists.flat().map((item) => [item.line, item]));
  const count = ({ line }: LedgerItem) => lists.filter((list) => list.some((item) => item.line === line)).length;
  return [...all.values()].filter((item) => 3 * count(item) >= 2 * lists.length);
}

interface ItemWords {
  readonly own: string;
  readonly lacking: string;
}

function difference(
  stated: readonly LedgerItem[],
  known: readonly LedgerItem[],
  { own, lacking }: ItemWords,
): string[] {
  const has = (list: readonly LedgerItem[], { line }: LedgerItem) => list.some((item) => item.line === line);
  const more = stated.filter((item) => !has(known, item)).map(({ line }) => line);
  const missing = known.filter((item) => !has(stated, item)).map(({ name }) => name);
  return [
    ...(more.length > 0 ? [`${own}: ${more.join('; ')}`] : []),
    ...(missing.length > 0 ? [`${lacking}: ${missing.join('; ')}`] : []),
  ];
}

const KINDS = [
  {
    own: 'Assumes besides',
    lacking: 'Does not assume',
    items: assumptions,
    text: table('assumption', 'region', 'in the paper'),
  },
  {
    own: 'In the paper',
    lacking: 'Not compared with the paper on',
    items: paper,
    text: table('symbol', 'hypothesis of the paper', 'checked'),
  },
  { own: 'Controls', lacking: 'Without the shared control', items: controls, text: list },
];

function assumptions({ description }: ClaimGate): readonly LedgerItem[] {
  return description.assumptions.map(({ name, region, paper: source }) =>
    item(name, `${name}: ${region} (paper: ${source})`, [name, region, source]),
  );
}

function paper({ description }: ClaimGate): readonly LedgerItem[] {
  return description.paper.map(({ symbol, hypothesis, checked, outside }) => {
    const ours = `${checked}${outside ? ' — outside of the hypothesis at finite size' : ''}`;
    return item(symbol, `${symbol}: ${hypothesis}, checked: ${ours}`, [symbol, hypothesis, ours]);
  });
}

function controls({ controls: all }: ClaimGate): readonly LedgerItem[] {
  return all.map(({ kind, name, doc }) => item(name, `*${kind}* “${name}”: ${doc}`));
}

function item(name: string, line: string, cells: readonly string[] = []): LedgerItem {
  return { name, line, cells };
}

function table(...head: readonly string[]): (items: readonly LedgerItem[]) => string {
  return (items) =>
    markdownTable(
      head,
      items.map(({ cells }) => cells.map(plain)),
    ).join('\n');
}

function list(items: readonly LedgerItem[]): string {
  return items.map(({ line }) => `* Control, ${line}`).join('\n');
}
