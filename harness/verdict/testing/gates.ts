import { type Outcome, ofOneAtom } from '../../evidence/outcome';
import type { Family } from '../../statement/family';
import type { Control, Gate, MemberResult, Part, StreamSpec } from '../../statement/gate';
import { coin } from '../../trials/testing/coin';

/** Toy parts over the coin family, for tests of the scheduler. */
export function toyPart(dials: Record<string, number> = {}, changes: Partial<Part> & { source?: string } = {}): Part {
  const { source = 'region', ...rest } = changes;
  const stream: StreamSpec = { family: coin as unknown as Family, source, dials };
  return {
    label: 'main',
    stream,
    evidence: { kind: 'prob', delta: 0.05, margin: 0.05 },
    atoms: [{ text: 'heads ≤ 0.5', twoSided: false }],
    plan: () => [{ observation: 'heads', at: 10, prompts: 0 }],
    judge: (_, members) => violation(members[0]!),
    ...rest,
  };
}

export function violation(member: MemberResult): Outcome {
  const value = member.values[0]!;
  const x = member.diverged || value > 0.5 ? 1 : 0;
  const note = member.diverged ? { note: `${member.diverged.what} at step ${member.diverged.step}` } : {};
  const factor = member.diverged ? Number.POSITIVE_INFINITY : value / 0.5;
  return ofOneAtom({ x, measured: value, allowed: 0.5, factor, ...note });
}

/** The same trials before any training: always a violation. */
export const untrained: Control = {
  name: 'untrained',
  kind: 'untrained',
  doc: 'step 0',
  parts: [toyPart({}, { plan: () => [{ observation: 'heads', at: 0, prompts: 0 }] })],
};

export const gross: Control = { name: 'p = .9', kind: 'gross', doc: 'a bad coin', parts: [toyPart({ p: 0.9 })] };

/** A coin that breaks the claim and passes what `relaxed` makes of it: twice what is allowed, unless told. */
export function nearMiss(
  p = 0.8,
  relaxed: Part['judge'] = (_, [member]) => {
    const measured = member!.values[0]!;
    return ofOneAtom({ x: measured > 1 ? 1 : 0, measured, allowed: 1, factor: measured });
  },
): Control {
  const near = { trials: 40, grade: 2, graded: [toyPart({ p }, { judge: relaxed })] };
  return { name: `p = ${p}`, kind: 'nearMiss', doc: 'a worse coin', parts: [toyPart({ p })], near };
}

export const positive: Control = {
  name: 'always right',
  kind: 'positive',
  doc: 'a law',
  parts: [toyPart()],
  synthetic: () => ofOneAtom({ x: 0, measured: 0, allowed: 0.5, factor: 0 }),
};

export function gate(changes: Partial<Gate> = {}): Gate {
  const parts = changes.parts ?? [toyPart()];
  return {
    name: 'a coin',
    file: 'theorems/coin/a.theorem.ts',
    parts,
    controls: [untrained, gross, nearMiss(), positive],
    budget: 200,
    witness: toyPart({}, { source: 'reference' }),
    ...changes,
  };
}
