import type { Stream } from '../trials/stream';
import type { Reader } from './reader';
import type { EvidenceProgress } from './result';
import type { Track } from './track';

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

/** What is left of a negative control that goes on failing as it did, or, before it failed, as it was measured to. */
export function falsifying({ evidence, readers, parts }: Track, measuredRate = 1): readonly Need[] {
  const threshold = -Math.log(evidence.alphaF);
  const { logEFalsify } = evidence.soFar;
  const seen = Math.max(...readers.map((reader) => reader.next));
  // One violation multiplies an e-value against P ≤ δ by at most 1/δ.
  const perTrial = logEFalsify > 0 ? logEFalsify / seen : measuredRate * -Math.log(parts[0]!.evidence.delta);
  const units = Math.ceil(Math.max(0, threshold - logEFalsify) / perTrial);
  return readers.flatMap((reader) => needOf(reader, units));
}

/** So many further units of a reader, within its budget; nothing for one that wants none. */
export function needOf(reader: Reader, units: number): readonly Need[] {
  if (!reader.wants()) return [];
  const { stream, next, limit } = reader;
  return [{ stream, from: next, units: Math.max(1, Math.min(units, limit - next)), steps: stepsOf(reader) }];
}

/** Steps of training in one unit, judged by the first. Throws where no plan can be made. */
export function stepsOf(reader: Reader): number {
  const { id, members } = reader.stream;
  const { repeats = 1, design = [{}] } = id.block ?? {};
  const trainings = members?.length ?? repeats * design.length;
  return trainings * Math.max(0, ...reader.requests(0).map((request) => request.at));
}
