import { logSpaced } from '../base/spaced';
import type { ClaimGate } from '../compile/compile';
import type { Scope } from '../formula/expression';
import type { Request } from '../statement/gate';
import { mainPart } from '../statement/gate';
import type { Stream } from '../trials/stream';
import type { StoredClaim } from '../verdict/results/verdicts-file';
import { boundsOf } from './bounds';
import type { AllowedCurve, ClaimDynamics, ObservationPanel, ObservedCurve, ShownTrial } from './claim-dynamics';

/** One trial of a claim that is shown, and all that is asked of its training. */
interface TrialReading {
  readonly trial: ShownTrial;
  readonly index: number;
  readonly stream: Stream;
  readonly requests: readonly Request[];
  /** Those of the claim itself. */
  readonly own: readonly Request[];
}

/** The claim with what is read for it. */
export interface ReadingPlan {
  readonly claim: StoredClaim;
  readonly gate: ClaimGate;
  readonly readings: readonly TrialReading[];
}

/** Steps at equal distances over a training, beside step 0 (ours). */
const POINTS = 24;
/** Steps at equal ratios before the first of them, for what happens early (ours). */
const EARLY = 6;
/** The same for statistics without a range, such as an exponent fitted to many measurements: each may take a second (ours). */
const FEW = 8;

/** What to read of the median and of the worst trial of a claim's first part; `open` gives the stream of that part. */
export function planOf(claim: StoredClaim, gate: ClaimGate, stream: Stream): ReadingPlan {
  const [{ median, worst } = {}] = claim.parts;
  const trials: [ShownTrial, number | undefined][] =
    median?.index === worst?.index
      ? [['median and worst', median?.index]]
      : [
          ['median', median?.index],
          ['worst', worst?.index],
        ];
  const readings = trials.flatMap(([trial, index]) =>
    index === undefined ? [] : [reading(gate, stream, trial, index)],
  );
  return { claim, gate, readings };
}

function reading(gate: ClaimGate, stream: Stream, trial: ShownTrial, index: number): TrialReading {
  const own = mainPart(gate).plan(stream.problem(index));
  const last = Math.max(0, ...own.map(({ at }) => at));
  const kinds = [...new Map(own.map((request) => [request.observation, request])).values()];
  const more = kinds.flatMap((request) => spread(last, pointsOf(gate, request, own)).map((at) => ({ ...request, at })));
  const all = new Map([...own, ...more].map((request) => [`${request.observation}@${request.at}`, request]));
  return { trial, index, stream, own, requests: [...all.values()].sort((a, b) => a.at - b.at) };
}

/** A claim that reads a grid of its own needs no other. */
function pointsOf(gate: ClaimGate, { observation, prompts }: Request, own: readonly Request[]): number {
  if (own.filter((request) => request.observation === observation).length >= POINTS) return 0;
  const { range } = gate.statement.family.observations[observation]!;
  return prompts > 0 && range.every((end) => !Number.isFinite(end)) ? FEW : POINTS;
}

function spread(last: number, points: number): number[] {
  if (points === 0) return [];
  const first = Math.round(last / points);
  const early = first > 1 ? logSpaced(1, first, Math.ceil((EARLY * points) / POINTS) + 1) : [];
  return [0, ...early, ...Array.from({ length: points }, (_, i) => Math.round(((i + 1) * last) / points))];
}

/** What was read, once the streams have it. Undefined where nothing of it is known. */
export function readPlan({ gate, claim, readings }: ReadingPlan): ClaimDynamics | undefined {
  const known = readings.filter(({ stream, index, requests }) => stream.known(index, requests));
  if (known.length === 0) return undefined;
  const observations = [...new Set(known.flatMap(({ own }) => own.map(({ observation }) => observation)))];
  const block = mainPart(gate).stream.block !== undefined;
  return { part: mainPart(claim).label, block, panels: observations.map((one) => panel(gate, known, one)) };
}

function panel(gate: ClaimGate, readings: readonly TrialReading[], observation: string): ObservationPanel {
  const bounds = readings.flatMap((reading) =>
    boundsOf(gate, reading.stream.problem(reading.index), measuredOf(gate, reading))
      .filter((bound) => bound.observation === observation)
      .map(({ observation: _, ...bound }): AllowedCurve => ({ trial: reading.trial, ...bound })),
  );
  const { doc } = gate.statement.family.observations[observation]!;
  return { observation, doc, curves: readings.map((one) => curve(one, observation)), bounds };
}

/** The symbols that a trial measured. */
function measuredOf(gate: ClaimGate, { stream, index, requests }: TrialReading): Scope {
  const [first] = stream.known(index, requests)!;
  const value = (observation: string) =>
    first!.values[requests.findIndex((one) => one.observation === observation && one.at === 0)]!;
  return new Map(Object.entries(gate.statement.measured).map(([symbol, name]) => [symbol, value(name)]));
}

function curve({ trial, index, stream, requests, own }: TrialReading, observation: string): ObservedCurve {
  const [first] = stream.known(index, requests)!;
  const points = requests.flatMap((request, i) =>
    request.observation === observation && Number.isFinite(first!.values[i]!)
      ? [{ at: request.at, value: first!.values[i]! }]
      : [],
  );
  return {
    trial,
    index,
    steps: points.map(({ at }) => at),
    values: points.map(({ value }) => value),
    read: own.filter((request) => request.observation === observation).map(({ at }) => at),
  };
}
