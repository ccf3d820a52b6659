import type { Outcome } from '../../harness/statement/gate';
import { spread } from '../spread';
import { effect } from './effect';

/** What was measured at the reference problem, and what is allowed there. */
export function reference(outcomes: readonly Outcome[], ofMean: boolean): string {
  const { allowed } = outcomes[0]!;
  return `${spread(measured(outcomes))} against ${Number(allowed.toPrecision(3))}${violated(outcomes, ofMean)}`;
}

/**
 * How far the mean moved, in bold where the 95 % interval leaves out 0; in brackets the same in pooled standard deviations,
 * and as a share of the room that the reference problem leaves to the bound, negative where it moved away from it. Without a
 * number on either side (a time that is never reached) there is none to give.
 */
export function difference(from: readonly Outcome[], to: readonly Outcome[], ofMean: boolean): string {
  const missing = [...measured(from), ...measured(to)].filter((value) => !Number.isFinite(value)).length;
  if (missing > 0) return `${missing} of ${from.length + to.length} without a number${violated(to, ofMean)}`;
  const { difference: moved, within, size, sizeWithin } = effect(measured(from), measured(to));
  const plain = `${signed(moved)} ± ${within.toPrecision(2)}`;
  const scaled = Number.isNaN(size) ? 'no spread' : `${signed(size)} ± ${sizeWithin.toPrecision(2)}`;
  const marked = Math.abs(moved) > within ? `**${plain}**` : plain;
  return `${marked} (${scaled}${ofRoom(moved, from)})${violated(to, ofMean)}`;
}

/** Where every training is held against one and the same bound. */
function ofRoom(moved: number, from: readonly Outcome[]): string {
  const { allowed } = from[0]!;
  if (from.some((outcome) => outcome.allowed !== allowed)) return '';
  const room = from.reduce((sum, outcome) => sum + allowed - outcome.measured, 0) / from.length;
  return `; ${signed((100 * moved) / room)} %`;
}

const measured = (outcomes: readonly Outcome[]): number[] => outcomes.map((outcome) => outcome.measured);

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toPrecision(2))}`;

function violated(outcomes: readonly Outcome[], ofMean: boolean): string {
  const count = ofMean ? 0 : outcomes.filter(({ x }) => x === 1).length;
  return count > 0 ? `; ${count} of ${outcomes.length} violate` : '';
}
