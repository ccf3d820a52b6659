import { type ClaimGate, compile } from '../../compile/compile';
import { decodeNumbers } from '../../files/json-numbers';
import { cite } from '../../statement/cite';
import { dialled, synthetic } from '../../statement/controls';
import type { Family } from '../../statement/family';
import { ours } from '../../statement/ours';
import { all, atLeast, atMost, reaches, within } from '../../statement/relation';
import { toyFamily } from '../../statement/testing/toy-family';
import { type TheoremSpec, theorem } from '../../statement/theorem';
import type { ClaimResult } from '../../verdict/results/result';
import { type RunMeta, type Verdicts, verdictsContent } from '../../verdict/results/verdicts-file';
import type { ComparedRun } from '../compare';
import { comparable } from '../read-baseline';

type Spec = TheoremSpec<typeof toyFamily>;

/** A claim that has a bound of every kind. */
export const spec: Spec = {
  name: 'settles',
  statement: 'It settles.',
  source: cite('toy2024', 'lemma 1'),
  family: toyFamily,
  forAll: ['quiet'],
  ours: { c: ours(0.1, 'measured'), tau: ours(12, 'measured'), late: ours(1, 'deadline') },
  horizon: 'tau * K / eta',
  prompts: 200,
  budget: 200,
  claim: ({ at, along }) =>
    all(
      atLeast(at('horizon').attention, '1 - c'),
      atMost(along({ from: '0', to: 'horizon', points: 5 }).error, '0.6 + t / 1000'),
      within(at('horizon').weight, '0', '100 + horizon'),
      reaches(along({ from: '0', to: 'horizon', points: 5 }).error, '0.25', 'late * horizon'),
    ),
  controls: {
    gross: [dialled('quiet', 1, { doc: 'all noise' })],
    nearMiss: [dialled('quiet', 0.3, { doc: 'some noise' })],
    positive: synthetic({
      doc: 'ideal',
      observations: {
        attention: { law: '1', noise: 'none' },
        error: { law: '0.5 * 2^(-t/8)', noise: { binomial: 256 } },
        weight: { law: 't', noise: 'none' },
      },
    }),
  },
};

export const gateOf = (changes: object = {}, file = 'a.theorem.ts'): ClaimGate =>
  compile(theorem({ ...spec, ...changes }), file);

/** A family like the toy, with other members. */
export const family = (changes: object): Family => ({ ...toyFamily, ...changes }) as unknown as Family;

/** A decided claim, without its trials. */
export function decidedResult(gate: ClaimGate, changes: Partial<ClaimResult> = {}): ClaimResult {
  return {
    name: gate.name,
    file: gate.file,
    verdict: 'corroborated',
    because: 'the trials contradict its negation',
    epoch: 'gate-1',
    profile: 'pr',
    engine: 'fused',
    code: '0123456789abcdef',
    alphaC: 0.05 / 64,
    alphaF: 0.001 / 128,
    budget: gate.budget,
    trials: 67,
    parts: [],
    controls: [],
    unknown: 0,
    ...changes,
  };
}

export const meta: RunMeta = { epoch: 'gate-1', profile: 'pr', engine: 'default', complete: true };

/** A run as it is read back from its file. */
export function runOf(gates: readonly ClaimGate[], results = gates.map((gate) => decidedResult(gate))): ComparedRun {
  const written = JSON.parse(JSON.stringify(verdictsContent(results, meta, gates)));
  return comparable(decodeNumbers(written) as Verdicts)!;
}
