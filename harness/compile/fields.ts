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

/** The names of all members of a type, and nothing beside them; the compiler keeps the list complete. */
type MemberNames<T> = Readonly<Record<keyof T, null>>;

const theorem: MemberNames<TheoremSpec> = {
  ...{ name: null, statement: null, source: null, family: null, forAll: null, stream: null, at: null, corners: null },
  ...{ ours: null, horizon: null, horizonForm: null, prompts: null, accuracy: null, claim: null, kind: null },
  ...{
    delta: null,
    margin: null,
    budget: null,
    block: null,
    profile: null,
    measured: null,
    controls: null,
    paper: null,
    notChecked: null,
  },
};
const controls: MemberNames<Controls> = { untrained: null, gross: null, nearMiss: null, pins: null, positive: null };
const block: MemberNames<Block> = { repeats: null, design: null, share: null };
const named = { kind: null, name: null, doc: null } as const;
const near = { ...named, trials: null, grade: null, by: null } as const;
const dialled: MemberNames<Dialled> = { ...near, dials: null, at: null, share: null };
const withSymbols: MemberNames<WithSymbols> = { ...near, symbols: null };
const synthetic: MemberNames<Synthetic> = { ...near, observations: null };
const perturbed: MemberNames<Perturbed> = { ...near, factor: null };
const shifted: MemberNames<Shifted> = { ...named, amount: null, of: null, when: null };
const law: MemberNames<SyntheticLaw> = { law: null, noise: null };

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
