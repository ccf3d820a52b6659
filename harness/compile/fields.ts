import { didYouMean } from '../base/closest';
import { demand } from '../base/demand';
import type {
  ControlSpec,
  Dialled,
  Perturbed,
  Shifted,
  Synthetic,
  SyntheticLaw,
  WithSymbols,
} from '../statement/controls';
import type { Block } from '../statement/gate';
import type { Controls, TheoremSpec } from '../statement/theorem';

/** The names of all members of a type; the compiler keeps the list complete. */
type MemberNames<T> = Readonly<Record<keyof T, true>>;

const theorem: MemberNames<TheoremSpec> = {
  ...{ name: true, statement: true, source: true, family: true, forAll: true, stream: true, at: true, corners: true },
  ...{ ours: true, horizon: true, horizonForm: true, prompts: true, accuracy: true, claim: true, kind: true },
  ...{
    delta: true,
    margin: true,
    budget: true,
    block: true,
    profile: true,
    measured: true,
    controls: true,
    paper: true,
    notChecked: true,
  },
};
const controls: MemberNames<Controls> = { untrained: true, gross: true, nearMiss: true, pins: true, positive: true };
const block: MemberNames<Block> = { repeats: true, design: true, share: true };
const named = { kind: true, name: true, doc: true } as const;
const near = { ...named, trials: true, grade: true, by: true } as const;
const dialled: MemberNames<Dialled> = { ...near, dials: true, at: true, share: true };
const withSymbols: MemberNames<WithSymbols> = { ...near, symbols: true };
const synthetic: MemberNames<Synthetic> = { ...near, observations: true };
const perturbed: MemberNames<Perturbed> = { ...near, factor: true };
const shifted: MemberNames<Shifted> = { ...named, amount: true, of: true, when: true };
const law: MemberNames<SyntheticLaw> = { law: true, noise: true };

/** What a theorem is written with, and the fields that each of it has. */
const shapes = { theorem, controls, block, dialled, withSymbols, synthetic, perturbed, shifted, law };

/** Refuses a field that nobody reads: a misspelt one would silently be its default. */
export function checkFields(
  value: object | undefined,
  shape: keyof typeof shapes | ControlSpec['kind'],
  who: string,
): void {
  const known = Object.keys(shapes[shape]);
  const foreign = Object.keys(value ?? {}).find((name) => !known.includes(name));
  if (foreign === undefined) return;
  demand(false, who, `fields among ${known.join(', ')}`, foreign, didYouMean(foreign, known));
}
