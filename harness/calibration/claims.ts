import { uniforms } from '../evidence/boundary-laws';
import type { Levels } from '../evidence/levels';
import { type Outcome, ofOneAtom } from '../evidence/outcome';
import type { Control, Gate, Part } from '../statement/gate';
import type { Stream } from '../trials/stream';
import { Claim } from '../verdict/claim/claim';
import type { Reader } from '../verdict/claim/reader';
import { resultOf } from '../verdict/conclusion/claim-result';
import { proportion } from './proportion';
import { ATTEMPTS, type SuiteRow, sharedLevels, suiteLevel } from './scheduler';
import { CLAIM, type FalseVerdict } from './suites';

interface ClaimOptions {
  readonly wrong: FalseVerdict;
  readonly suites: number;
  /** Claims of a suite, among which its levels are shared. */
  readonly claims: number;
  readonly seed: number;
  readonly progress?: (done: number) => void;
  readonly interrupted?: () => boolean;
}

/**
 * Suites of many claims through the evidence and claim code of the gate: the outcomes are handed in, and no problem, seed or worker is
 * there. Every fourth claim is a mixture with four corners, the others have one part.
 */
export async function throughClaims(options: ClaimOptions): Promise<SuiteRow> {
  const { wrong, suites, claims, seed, progress = () => {}, interrupted = () => false } = options;
  const next = uniforms(seed);
  let [hits, done] = [0, 0];
  for (; done < suites && !interrupted(); done += 1) {
    if (holdsFalseVerdict(wrong, claims, next)) hits += 1;
    progress(done + 1);
    await new Promise(setImmediate); // signals are heard between two suites
  }
  return { wrong, level: suiteLevel(wrong), claims, suites: proportion(hits, done) };
}

function holdsFalseVerdict(wrong: FalseVerdict, claims: number, next: () => number): boolean {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const levels = sharedLevels(claims, attempt);
    for (let slot = 0; slot < claims; slot += 1) {
      if (verdictOf(wrong, slot % 4 === 0 ? CORNERS : 0, levels, next) === wrong) return true;
    }
  }
  return false;
}

const CORNERS = 4;
const { delta, margin, budget } = CLAIM;

/** The verdict on one boundary claim, or what is known of it once no false one can follow. */
function verdictOf(wrong: FalseVerdict, corners: number, levels: Levels, next: () => number): string {
  const gate = GATES.get(corners)!;
  const claim = new Claim(gate, { ...RUN, ...levels });
  // Where all parts are at the boundary it is δ; otherwise one is, chosen in turn, and the others never violate.
  const bad = Math.floor(next() * gate.parts.length);
  const rate = (part: number) => (wrong === 'falsified' ? delta : part === bad ? delta + margin : 0);
  feed(claim.main!.readers, (part) => next() < rate(part));
  claim.update();
  const { status } = claim.main!.evidence;
  if (status !== 'corroborated' || wrong === 'falsified') return status;
  for (const { control, readers } of claim.negatives) feed(readers, () => next() < RATES[control.name]!);
  return resultOf(claim).verdict;
}

/** One outcome for every reader that wants one, turn by turn. */
function feed(readers: readonly Reader[], violates: (part: number) => boolean): void {
  for (let wanted = true; wanted; ) {
    wanted = false;
    for (let part = 0; part < readers.length; part += 1) {
      const reader = readers[part]!;
      if (!reader.wants()) continue;
      wanted = true;
      reader.take(violates(part) ? VIOLATED : HELD, '');
    }
  }
}

const outcomeAt = (measured: number): Outcome =>
  ofOneAtom({ x: measured > 1 ? 1 : 0, measured, allowed: 1, factor: measured });
const [VIOLATED, HELD] = [[{ values: [1.5] }], [{ values: [0.5] }]];
const [bad, good] = [outcomeAt(1.5), outcomeAt(0.5)];

/** P(violation) under each control. */
const RATES: Readonly<Record<string, number>> = { gross: 0.95, near: 0.7 };

function partAt(label: string): Part {
  return {
    label,
    stream: { family: undefined as never, source: label, dials: {} },
    evidence: { kind: 'prob', delta, margin },
    atoms: [{ text: 'excess ≤ 1', twoSided: false }],
    plan: () => [],
    judge: (_, members) => (members[0]!.values[0]! > 1 ? bad : good),
  };
}

const CONTROLS: readonly Control[] = [
  { name: 'gross', kind: 'gross', doc: 'nearly always violated', parts: [partAt('gross')] },
  {
    name: 'near',
    kind: 'nearMiss',
    doc: 'often violated, and never by much',
    parts: [partAt('near')],
    near: { trials: 40, grade: 2, graded: [{ ...partAt('near'), judge: () => good }] },
  },
];

const gateOf = (corners: number): Gate => ({
  name: `draws with ${corners} corners`,
  file: 'draws.theorem.ts',
  parts: ['mixture', ...Array.from({ length: corners }, (_, i) => `corner ${i}`)].map(partAt),
  controls: CONTROLS,
  budget,
  witness: partAt('witness'),
});

const GATES = new Map([0, CORNERS].map((corners) => [corners, gateOf(corners)]));

/** Nothing is asked of a stream but its problems and its numbers, of which there are none. */
const nowhere = {
  problem: () => undefined,
  known: () => undefined,
  id: { family: 'draws', source: 'none', dials: {}, epoch: 'none' },
};
const RUN = {
  ...{ epoch: 'none', profile: 'pr' as const, engine: 'draws', code: 'draws' },
  streamOf: () => nowhere as unknown as Stream,
};
