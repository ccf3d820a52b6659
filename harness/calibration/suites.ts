import { type ClaimGate, compile } from '../compile/compile';
import { cite } from '../statement/cite';
import { dialled, synthetic } from '../statement/controls';
import type { Family } from '../statement/family';
import { all, atMost, meanAtMost } from '../statement/relation';
import { theorem } from '../statement/theorem';
import { drawsFamily } from './draws-family';

/** The verdict that is false of every claim of a suite. */
export type FalseVerdict = 'corroborated' | 'falsified';

/** What the claims of a suite assert, and how long they are tried. */
export const CLAIM = { delta: 0.05, margin: 0.05, budget: 150 } as const;
const { delta, margin, budget } = CLAIM;

/** Claims on the very boundary of what a verdict promises, one for each kind of slot. */
export interface BoundarySuite {
  readonly wrong: FalseVerdict;
  readonly families: readonly Family[];
  readonly gates: readonly ClaimGate[];
}

/**
 * Four claims whose truth sits where a false verdict is likeliest. A claim is falsely corroborated when one of its parts violates at
 * exactly δ + margin, while all others never do; it is falsely falsified when all of them violate at exactly δ.
 */
export function boundarySuite(wrong: FalseVerdict): BoundarySuite {
  return wrong === 'corroborated' ? suiteAt(wrong, delta + margin, 0) : suiteAt(wrong, delta, delta);
}

/**
 * One part at the reference problem; a mixture at rate `bad`, with four corners at `rest`; the other way round, one corner at `bad`;
 * and means, two of them on the same trials.
 */
export function suiteAt(wrong: FalseVerdict, bad: number, rest: number): BoundarySuite {
  const at = (rate: number, other = rest) => ({ rate, other });
  const families = [
    drawsFamily('one-part', at(bad), at(0), at(0)),
    drawsFamily('mixture', at(bad), at(rest), at(rest)),
    drawsFamily('corner', at(rest), at(bad), at(rest)),
    drawsFamily('means', at(bad, rest), at(rest), at(rest)),
  ];
  const [single, mixture, corner, means] = families as [Family, Family, Family, Family];
  const gates = [stated(single, 'reference'), stated(mixture, 'region'), stated(corner, 'region'), averaged(means)];
  return { wrong, families, gates };
}

const common = {
  statement: 'Violations are rare.',
  source: cite('none', 'a synthetic claim'),
  forAll: ['draws'],
  horizon: '1',
  ...{ delta, margin, budget },
};

function stated(family: Family, at: 'region' | 'reference'): ClaimGate {
  const spec = theorem({
    ...common,
    ...{ name: family.name, family, at },
    claim: (words) => atMost(words.at('horizon').excess, '1'),
    controls: {
      gross: [dialled('draws', 0.95, { doc: 'nearly always violated' })],
      nearMiss: [dialled('draws', 0.7, { doc: 'often violated, and never by much' })],
      positive: synthetic({ doc: 'never', observations: { excess: { law: '0', noise: 'none' } } }),
    },
  });
  return compile(spec, `${family.name}.theorem.ts`);
}

function averaged(family: Family): ClaimGate {
  const spec = theorem({
    ...common,
    ...{ name: family.name, family, kind: 'mean', at: 'reference' },
    claim: (words) =>
      all(
        meanAtMost(words.at('horizon').share, `${delta}`, `${margin}`),
        meanAtMost(words.at('horizon').otherShare, `${delta}`, `${margin}`),
      ),
    controls: {
      gross: [dialled({ draws: 0.95, other: 0.95 }, { doc: 'nearly always' })],
      nearMiss: [dialled({ draws: 0.3, other: 0.3 }, { doc: 'three times in ten', grade: 8 })],
      positive: synthetic({
        doc: 'never',
        observations: { share: { law: '0', noise: 'none' }, otherShare: { law: '0', noise: 'none' } },
      }),
    },
  });
  return compile(spec, `${family.name}.theorem.ts`);
}
