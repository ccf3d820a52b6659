import { UsageError } from '../base/usage-error';
import type { ClaimGate } from '../compile/compile';
import { attemptWeight, claimLevels, controlLevel, type Levels, weighted } from '../evidence/levels';
import { dialled } from '../statement/controls';
import type { Control, Part } from '../statement/gate';
import type { Lab } from '../trials/lab';
import type { Stream } from '../trials/stream';
import { testsOf } from '../verdict/claim/claim';
import { type AtomReader, ControlTest } from '../verdict/claim/control-test';
import { nearMissOf } from '../verdict/conclusion/strength';

/** What one dial of a claim can do as a near miss. */
export interface NearMissSearch {
  readonly dial: string;
  /**
   * `graded`: at this severity. `never breaks`: not even at 1. `none`: from where it breaks the claim on, it breaks the relaxed
   * one, too. `fault`: a severity gave no problem, or no numbers.
   */
  readonly status: 'graded' | 'never breaks' | 'none' | 'fault';
  /** The last severity that was read: the one that is graded, where one is. */
  readonly severity: number;
  readonly trials: number;
  /** Units that violate the claim there, and that violate the relaxed one; mean outcomes of a claim about means. */
  readonly violations: number;
  readonly relaxed: number;
  readonly grade: number;
  /** Atoms that it breaks there, each by itself. */
  readonly atoms: readonly string[];
  /** Units that were read in all. */
  readonly read: number;
  /** Why there are no numbers. */
  readonly why?: string;
}

/** How near misses are looked for. */
export interface Looking {
  readonly lab: Lab;
  readonly profile: 'pr' | 'nightly';
  readonly at: 'reference' | 'region';
  readonly grade: number;
  /** When true the search ends with what it has. */
  readonly interrupted?: () => boolean;
}

/** Severities in hundredths: what a person would write. */
const FINEST = 100;
/** Units that tell a severity that may be graded from others; what passes is read in whole. Ours. */
const PROBE = 10;
/** Rates of .5 and more break the claim on another epoch, too. Ours. */
const LEAST = 0.5;
/** More of them than are let pass at the end, since a few units may err. Ours. */
const RELAXED = 0.3;

/**
 * Looks for a severity of one dial that is graded as a near miss of the claim: that breaks it, and passes it with more allowed. The
 * search halves an interval, towards one that some trials still pass, and assumes that more severity violates more. Whatever it ends with was read on as many units as the
 * gate reads a near miss on, though on another epoch.
 */
export async function searchNearMiss(gate: ClaimGate, dial: string, looking: Looking): Promise<NearMissSearch> {
  let [little, much] = [0, FINEST + 1];
  let read = 0;
  let last: Tried | undefined;
  let plenty: Tried | undefined;
  try {
    for (let next = FINEST; much - little > 1 && !looking.interrupted?.(); next = Math.floor((little + much) / 2)) {
      last = await Tried.of(gate, dial, next / FINEST, looking);
      read += last.read;
      if (last.verdict === 'graded') return { ...last.said('graded'), read };
      if (last.verdict === 'too little' && next === FINEST) return { ...last.said('never breaks'), read };
      if (last.verdict === 'too little') little = next;
      else much = next;
      if (last.verdict === 'plenty') plenty = last;
    }
    if (plenty) {
      read += await plenty.readWhole(looking);
      return { ...plenty.said(plenty.verdict === 'graded' ? 'graded' : 'none'), read };
    }
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
    return { ...nothing(dial, looking), status: 'fault', read, why: error.message };
  }
  return last ? { ...last.said('none'), read } : nothing(dial, looking);
}

const nothing = (dial: string, { grade }: Looking): NearMissSearch => ({
  ...{ dial, status: 'none', severity: Number.NaN, trials: 0, violations: Number.NaN, relaxed: Number.NaN, grade },
  ...{ atoms: [], read: 0 },
});

/** One severity, tried. */
class Tried {
  private constructor(
    private readonly dial: string,
    private readonly severity: number,
    private readonly test: ControlTest,
  ) {}

  static async of(gate: ClaimGate, dial: string, severity: number, looking: Looking): Promise<Tried> {
    const spec = dialled(dial, severity, { doc: 'tried', at: looking.at, grade: looking.grade });
    const control = gate.controlFrom!(spec, 'nearMiss');
    const streams = new Map<Part, Stream>();
    for (const part of control.parts) streams.set(part, await looking.lab.stream(part.stream));
    const test = new ControlTest(control, gate.budget, levelIn(gate, control, looking), (part) => streams.get(part)!);
    const tried = new Tried(dial, severity, test);
    await readTo(test, PROBE, looking);
    if (tried.verdict === 'graded') await tried.readWhole(looking);
    return tried;
  }

  /** Reads all that the gate would. Returns how many units that were. */
  async readWhole(looking: Looking): Promise<number> {
    const before = this.read;
    await readTo(this.test, this.test.limit, looking);
    return this.read - before;
  }

  get read(): number {
    return this.test.readers[0]!.next;
  }

  /** By what was read so far. `plenty`: a smaller severity would do. */
  get verdict(): 'graded' | 'plenty' | 'too little' | 'too much' {
    if (this.read >= this.test.limit) return this.wholeVerdict;
    const { violations, relaxed, mean } = this.found;
    if (mean) return 'graded'; // judged by all of its units alone
    if (violations < LEAST * this.read) return 'too little';
    if (relaxed > RELAXED * this.read) return 'too much';
    return violations === this.read ? 'plenty' : 'graded';
  }

  private get wholeVerdict(): 'graded' | 'too little' | 'too much' {
    const { violations, graded, mean, trials } = this.found;
    const enough = mean || violations >= LEAST * trials;
    if (!enough || this.test.status !== 'falsified') return 'too little';
    return graded ? 'graded' : 'too much';
  }

  said(status: NearMissSearch['status']): Omit<NearMissSearch, 'read'> {
    const { violations, relaxed, grade } = this.found;
    const { dial, severity, read: trials } = this;
    return { dial, status, severity, trials, violations, relaxed, grade, atoms: this.test.readers.flatMap(brokenIn) };
  }

  private get found() {
    return nearMissOf(this.test);
  }
}

const brokenIn = (reader: AtomReader): readonly string[] =>
  reader.part.atoms.flatMap(({ text }, i) => (reader.fellAt(i) === undefined ? [] : [text]));

/** The level that the control would have beside those of the claim, at the first attempt. */
function levelIn({ controls }: ClaimGate, control: Control, { profile }: Looking): number {
  const own: Levels = weighted(claimLevels(profile), attemptWeight(1));
  return controlLevel(own, testsOf([...controls.filter(({ kind }) => kind !== 'positive'), control]));
}

/** Reads a control up to so many units of every part. */
async function readTo(test: ControlTest, end: number, { lab }: Looking): Promise<void> {
  for (const reader of test.readers) {
    const last = Math.min(end, reader.limit);
    const wanted = Array.from({ length: Math.max(0, last - reader.next) }, (_, k) => reader.next + k);
    const answers = await Promise.all(wanted.map((index) => lab.ask(reader.stream, index, reader.requests(index))));
    for (const answer of answers) {
      if (answer.kind === 'failed') throw UsageError.relayed(answer.message);
      reader.take(answer.kind === 'unit' ? answer.members : undefined, 'lost');
    }
  }
}
