import type { Stream } from '../trials/stream';
import type { ControlTest } from './claim/control-test';
import type { Reader } from './claim/reader';
import type { Track } from './claim/track';
import type { EvidenceProgress } from './results/result';

/** Units of a stream, from `from` on, that somebody waits for, each of so many steps of training. For people who wait only. */
export interface Need {
  readonly stream: Stream;
  readonly from: number;
  readonly units: number;
  readonly steps: number;
}

/** What the outcomes of a track say so far, see `EvidenceProgress`. */
export function evidenceSoFar({ evidence }: Track): EvidenceProgress {
  const { logECorroborate, logEFalsify } = evidence.soFar;
  const shares = logECorroborate.map((logE) => share(logE, evidence.alphaC));
  return {
    corroborate: shares.reduce((sum, one) => sum + one, 0) / shares.length,
    falsify: share(logEFalsify, evidence.alphaF),
  };
}

const share = (logE: number, alpha: number): number => Math.min(1, logE / -Math.log(alpha));

/** What is left if every further trial passes. */
export function corroborating({ evidence, readers }: Track): readonly Need[] {
  return readers.flatMap((reader, part) => needOf(reader, evidence.passesNeeded(part)));
}

/** Units in which a control that always violates falsifies its atoms, about. For people who wait. */
const GROSS_UNITS = 12;

/** What is left of a negative control: of a near miss the units that it is read on, of another as many as a gross one takes. */
export function falsifying({ control, readers, limit }: ControlTest): readonly Need[] {
  const end = control.near ? limit : Math.min(limit, GROSS_UNITS);
  return readers.flatMap((reader) => needOf(reader, Math.max(1, end - reader.next)));
}

/** So many further units of a reader, within its budget; nothing for one that wants none. */
export function needOf(reader: Reader, units: number): readonly Need[] {
  if (!reader.wants()) return [];
  const { stream, next, limit } = reader;
  return [{ stream, from: next, units: Math.max(1, Math.min(units, limit - next)), steps: unitSteps(reader) }];
}

/** Steps of training in one unit, judged by the first. Throws where no plan can be made. */
export function unitSteps(reader: Reader): number {
  const { id, members } = reader.stream;
  const { repeats = 1, design = [{}] } = id.block ?? {};
  const trainings = members?.length ?? repeats * design.length;
  return trainings * Math.max(0, ...reader.requests(0).map((request) => request.at));
}
