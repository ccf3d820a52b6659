import { hash } from '../../base/hash';
import type { Request } from '../../statement/gate';
import { distinct, type Stream } from '../../trials/stream';
import type { Claim } from '../claim/claim';
import type { Reader } from '../claim/reader';
import type { Track } from '../claim/track';

/** What a claim and its controls have read of one stream. */
export interface Reading {
  readonly stream: Stream;
  /** The part or the control that reads it, for messages. */
  readonly label: string;
  /** Units that its result rests on. */
  readonly units: number;
  /** Whether these are trials of the claim itself, and not of a corner or a control alone. */
  readonly own: boolean;
  /** What was asked of one of these units, by all together. */
  requests(index: number): readonly Request[];
}

interface StreamReading extends Omit<Reading, 'stream' | 'requests'> {
  readonly reader: Reader;
}

/** The streams that the result of a decided claim rests on, each once. What an idle control happened to see does not count. */
export function readingsOf(claim: Claim): readonly Reading[] {
  const streams = new Map<Stream, StreamReading[]>();
  for (const consumer of consumersOf(claim)) {
    const { stream } = consumer.reader;
    if (consumer.units > 0) streams.set(stream, [...(streams.get(stream) ?? []), consumer]);
  }
  return [...streams].map(([stream, consumers]) => ({
    stream,
    label: consumers[0]!.label,
    units: Math.max(...consumers.map(({ units }) => units)),
    own: consumers.some(({ own }) => own),
    requests: (index) =>
      distinct(consumers.filter(({ units }) => index < units).flatMap(({ reader }) => reader.requests(index))),
  }));
}

/**
 * The units of a stream that are trained again, newest first: the last one that gave numbers, and of the claim's own trials one
 * more of the first half, which the root of the stream chooses.
 */
export function replayed({ stream, units, own, requests }: Reading): readonly number[] {
  const known = (index: number) => stream.known(index, requests(index)) !== undefined;
  const last = Array.from({ length: units }, (_, i) => units - 1 - i).find(known);
  if (last === undefined) return [];
  const half = Math.floor(units / 2);
  if (!own || half === 0) return [last];
  const chosen = Number.parseInt(hash('replayed', stream.root).slice(0, 8), 16) % half;
  return chosen < last && known(chosen) ? [last, chosen] : [last];
}

function consumersOf({ main, positives, negatives }: Claim): readonly StreamReading[] {
  const trained = positives.filter(({ control }) => !control.synthetic);
  const tests = negatives.filter(({ control, idle }) => !control.synthetic && !idle);
  return [
    ...(main && !main.idle ? ofTrack(main, (label) => label, true) : []),
    ...trained.flatMap(({ control, track }) => ofTrack(track, () => `control ${control.name}`, false)),
    ...tests.flatMap(({ control, readers }) =>
      readers.map((reader) => ({ reader, label: `control ${control.name}`, units: reader.units, own: false })),
    ),
  ];
}

function ofTrack(track: Track, labelOf: (part: string) => string, own: boolean): readonly StreamReading[] {
  return track.readers.map((reader, part) => ({
    reader,
    label: labelOf(reader.part.label),
    units: track.evidence.consumed(part),
    own: own && !reader.stream.id.source.startsWith('corner:'),
  }));
}
