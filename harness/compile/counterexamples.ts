import type { Part } from '../statement/gate';
import type { Statement } from '../statement/whole';
import { ownStream, type Piece, partOf } from './pieces';
import { outsideOf, scopeAt, valueAt } from './region';

/** A problem of a stated region whose own violation rate was shown to exceed δ. */
export interface Certified {
  /** Name of the claim. */
  readonly claim: string;
  readonly family: string;
  /** Before the dials of the claim. */
  readonly problem: unknown;
  /** Fresh trainings that certified it, and how many of them violated. */
  readonly trials: number;
  readonly violations: number;
  /** Of the exploration. */
  readonly level: number;
  /** Replays the training that made it a suspect. */
  readonly token: string;
}

/** A part of a claim per counterexample (of a claim about means, one per mean). */
interface CertifiedPart extends Part {
  /** Where and how it was certified. */
  readonly certified: string;
}

/** The name of a given problem as the source of a stream: itself, so that any process and any code knows what to train. */
const givenSource = (problem: unknown): string => `given:${JSON.stringify(problem)}`;

/** What becomes of the counterexamples to a claim: those that lie in its declared region are parts of it. */
export function counterexampleParts(
  statement: Statement,
  pieces: readonly Piece[],
  known: readonly Certified[],
): readonly CertifiedPart[] {
  const { family, at, name } = statement;
  const own = known.filter((one) => one.claim === name && one.family === family.name);
  const inside = own.filter(({ problem }) => at === 'region' && outsideOf(family, problem) === undefined);
  return inside.flatMap((one, i) => pieces.map((piece) => certifiedPart(statement, piece, one, i + 1)));
}

function certifiedPart(statement: Statement, piece: Piece, one: Certified, rank: number): CertifiedPart {
  const stream = { ...ownStream(statement), source: givenSource(one.problem) };
  const label = `counterexample ${rank}${piece.counting === 'value' ? `, ${piece.label}` : ''}`;
  const certified = `certified at ${problemText(statement, one)}: ${one.violations} of ${one.trials} fresh trainings violated`;
  return { ...partOf(statement, { ...piece, label }, stream), certified };
}

/** The problem by the symbols of its region, or by all of its own numbers. */
function problemText({ family }: Statement, { problem }: Certified): string {
  const who = `family ${family.name}, region`;
  const symbols = scopeAt(family, problem);
  const drawn = family.region?.map((range) => [range.symbol, valueAt(range, symbols, who)] as const);
  const told = drawn ?? [...symbols];
  return told.map(([symbol, value]) => `${symbol} = ${Number(value.toPrecision(6))}`).join(', ');
}
