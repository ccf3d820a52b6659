import type { Outcomes } from '../../verdict/results/result';
import type { StoredClaim } from '../../verdict/results/verdicts-file';

/** The outcomes of one part of a claim, or of one of its controls. */
interface MarginRow {
  /** With the number of its outcomes, of violations, and of those that have no value: diverged, unknown. */
  readonly label: string;
  readonly control: boolean;
  readonly values: readonly MarginValue[];
}

interface MarginValue {
  readonly value: number;
  readonly violated: boolean;
}

/** What is on the axis, and what of it is allowed. */
export interface MarginScale {
  /** `measured` where the bound is the same number for every trial; else the share of the bound that was used up. */
  readonly of: 'measured' | 'factor' | 'mean';
  /** Ends of what is allowed; infinite where there is none. */
  readonly allowed: readonly [number, number];
}

export interface Margin {
  readonly scale: MarginScale;
  readonly rows: readonly MarginRow[];
}

/** Measured against allowed, outcome by outcome: the parts of a claim, then its controls. */
export function marginOf(claim: StoredClaim): Margin {
  const sources = sourcesOf(claim);
  const scale = scaleOf(claim, sources);
  return { scale, rows: sources.map((source) => rowOf(source, scale)) };
}

interface Source {
  readonly label: string;
  readonly control: boolean;
  readonly outcomes: Outcomes;
}

const EXPECTED = {
  untrained: 'must fail',
  gross: 'must fail',
  nearMiss: 'must fail',
  pin: 'must fail',
  positive: 'must hold',
} as const;
const KINDS = {
  untrained: 'control',
  gross: 'gross control',
  nearMiss: 'near miss',
  pin: 'pin',
  positive: 'positive control',
} as const;

function sourcesOf({ parts, controls }: StoredClaim): readonly Source[] {
  const own = parts.map(({ label, outcomes }) => ({ label, control: false, outcomes }));
  const others = controls.flatMap(({ name, kind, outcomes }) =>
    outcomes ? [{ label: `${KINDS[kind]}, ${EXPECTED[kind]}: ${name}`, control: true, outcomes }] : [],
  );
  return [...own, ...others].filter(({ outcomes }) => outcomes.x.length > 0);
}

function scaleOf({ about, parts }: StoredClaim, sources: readonly Source[]): MarginScale {
  // The bound of a mean is one on the mean of a part, not on any of its outcomes; parts may differ in it.
  if (about.kind === 'mean') {
    const bounds = new Set(parts.map(({ delta }) => delta));
    if (bounds.size === 1) return { of: 'mean', allowed: [Number.NEGATIVE_INFINITY, [...bounds][0]!] };
  }
  const allowed = about.kind === 'mean' ? undefined : constantBound(sources.map(({ outcomes }) => outcomes));
  return allowed ? { of: 'measured', allowed } : { of: 'factor', allowed: [Number.NEGATIVE_INFINITY, 1] };
}

/**
 * The interval of measured values that hold, where one interval explains every outcome: a bound that is the same for all
 * trials, or the two ends of a window, of which each outcome names the nearer.
 */
function constantBound(all: readonly Outcomes[]): readonly [number, number] | undefined {
  const seen = all.flatMap(({ x, measured, allowed }) =>
    x.flatMap((one, i) => (Number.isNaN(measured[i]!) ? [] : [{ x: one, measured: measured[i]!, bound: allowed[i]! }])),
  );
  const bounds = [...new Set(seen.map(({ bound }) => bound))].sort((a, b) => a - b);
  return candidates(bounds).find(([low, high]) =>
    seen.every(({ x, measured }) => (x === 0) === (low <= measured && measured <= high)),
  );
}

function candidates([first, second, ...more]: readonly number[]): readonly (readonly [number, number])[] {
  if (first === undefined || !Number.isFinite(first) || more.length > 0) return [];
  if (second !== undefined) return [[first, second]];
  return [
    [first, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, first],
  ];
}

function rowOf({ label, control, outcomes }: Source, { of }: MarginScale): MarginRow {
  const column = of === 'factor' ? outcomes.factor : outcomes.measured;
  const counted = outcomes.x.map((x, i) => ({ x, value: column[i]! }));
  const known = counted.filter(({ x, value }) => x !== 'unknown' && !Number.isNaN(value));
  const values = known.map(({ x, value }) => ({ value, violated: of !== 'mean' && x === 1 }));
  const unknown = counted.filter(({ x }) => x === 'unknown').length;
  // A training that stopped being finite measures nothing, and has no factor that could be told from any other.
  const diverged = outcomes.x.filter((x, i) => x !== 'unknown' && Number.isNaN(outcomes.measured[i]!)).length;
  const violated = of === 'mean' ? '' : `, ${outcomes.x.filter((x) => x === 1).length} violated`;
  const words = [
    `${outcomes.x.length}${violated}`,
    diverged && `${diverged} diverged`,
    unknown && `${unknown} unknown`,
  ];
  return { label: `${label} · ${words.filter(Boolean).join(', ')}`, control, values };
}
