import { worse } from '../evidence/notices';
import type { Gate, MemberResult, Outcome, Part } from '../statement/gate';
import { mainPart } from '../statement/gate';
import { bare } from './parts';

/** The same claim in a world where it is less true. */
export interface World {
  readonly name: string;
  /** By how much the measured quantity is worse; absent where design points are permuted. */
  readonly factor?: number;
  readonly gate: Gate;
}

const SHIFTS = [1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The worlds of a claim. Its controls are left out: they could only reject more. */
export function worlds(gate: Gate): readonly World[] {
  return [...SHIFTS.map((factor) => shifted(gate, factor)), ...permutations(gate)];
}

function shifted(gate: Gate, factor: number): World {
  const judge =
    (part: Part): Part['judge'] =>
    (problem, members) =>
      worsened(part, part.judge(problem, members), factor);
  return { name: `measured × ${factor}`, factor, gate: bare(gate, (part) => ({ ...part, judge: judge(part) })) };
}

/** Worse as `notices` means it. */
function worsened({ evidence }: Part, outcome: Outcome, factor: number): Outcome {
  return { ...outcome, x: worse(evidence.kind, outcome, factor), factor: factor * outcome.factor };
}

/** What belongs to one design point of a block is taken for another's. */
function permutations(gate: Gate): readonly World[] {
  const { block } = mainPart(gate).stream;
  const points = block?.design.length ?? 1;
  if (!block || points < 2) return [];
  const orders = new Map<string, (d: number) => number>([
    ['design points reversed', (d) => points - 1 - d],
    ['design points moved on by one', (d) => (d + 1) % points],
    ['the first and the last design point swapped', (d) => (d === 0 ? points - 1 : d === points - 1 ? 0 : d)],
  ]);
  const distinct = [...orders].slice(0, points === 2 ? 1 : undefined);
  return distinct.map(([name, order]) => ({ name, gate: bare(gate, (part) => permuted(part, block.repeats, order)) }));
}

function permuted(part: Part, repeats: number, order: (d: number) => number): Part {
  const moved = (members: readonly MemberResult[]) =>
    members.map((_, i) => members[order(Math.floor(i / repeats)) * repeats + (i % repeats)]!);
  return { ...part, judge: (problem, members) => part.judge(problem, moved(members)) };
}
