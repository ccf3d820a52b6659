import type { Scope } from '../formula/expression';
import type { Citation } from './cite';
import type { ControlSpec, Shifted } from './controls';
import type { Family } from './family';
import type { Block } from './gate';
import type { Ours } from './ours';
import type { Kind, PaperHypothesis, TheoremSpec } from './theorem';

/**
 * A theorem made whole: its file, and every default filled in, here and nowhere else. What is checked, planned, judged,
 * described and compared is this, never what the author left out.
 */
export interface Statement {
  /** The file, for errors. */
  readonly who: string;
  readonly name: string;
  /** All quantifiers, in words. */
  readonly wording: string;
  readonly source: Citation;
  readonly family: Family;
  /** Names of the assumptions it states. */
  readonly assumptions: readonly string[];
  /** Dial → severity of its own trials. */
  readonly stream: Readonly<Record<string, number>>;
  readonly at: 'region' | 'reference';
  /** Corner problems that are parts of it. */
  readonly corners: readonly string[];
  /** Why there are none, where the author says so. */
  readonly withoutCorners: string | undefined;
  readonly ours: Readonly<Record<string, Ours>>;
  /** The values of `ours`. */
  readonly constants: Scope;
  readonly horizon: string | undefined;
  readonly horizonForm: TheoremSpec['horizonForm'];
  /** Symbols that a trial measures at step 0: name → observation. */
  readonly measured: Readonly<Record<string, string>>;
  readonly prompts: number;
  readonly accuracy: string | undefined;
  readonly claim: TheoremSpec['claim'];
  readonly kind: Kind;
  readonly delta: number;
  readonly margin: number;
  readonly budget: number;
  /** Which runs it gates. */
  readonly profile: 'every' | 'nightly';
  /** Undefined where the unit is one training. */
  readonly block: Block | undefined;
  /** Design points of a unit, and trainings of each: one of either where the unit is one training. */
  readonly design: Block['design'];
  readonly repeats: number;
  readonly controls: WholeControls;
  readonly paper: readonly PaperHypothesis[];
  readonly notChecked: readonly string[];
}

/** Controls as lists. */
interface WholeControls {
  /** `none`: an identity has none; otherwise why it goes without. */
  readonly untrained: 'auto' | 'none' | { readonly without: string };
  readonly gross: readonly ControlSpec[];
  readonly nearMiss: readonly ControlSpec[];
  readonly pins: readonly Shifted[];
  readonly positive: readonly ControlSpec[];
}

/** Fills in what an author left out. Nothing is checked: what is no value at all is refused by `checkStatement`. */
export function whole(spec: TheoremSpec, file: string): Statement {
  const { family, kind = 'prob', at = 'region', ours = {} } = spec;
  const block = spec.block && { design: [{}], share: [], ...spec.block };
  const cornered = kind === 'prob' && at === 'region' && !spec.corners;
  return {
    who: file,
    name: spec.name,
    wording: spec.statement,
    source: spec.source,
    family,
    assumptions: Array.isArray(spec.forAll) ? (spec.forAll as string[]) : Object.keys(spec.forAll ?? {}),
    stream: spec.stream ?? {},
    at,
    corners: cornered ? Object.keys(family.corners) : [],
    withoutCorners: spec.corners?.without,
    ours,
    constants: new Map(Object.entries(ours).map(([name, own]) => [name, own?.value])),
    horizon: spec.horizon,
    horizonForm: spec.horizonForm,
    measured: spec.measured ?? {},
    prompts: spec.prompts ?? 0,
    accuracy: spec.accuracy,
    claim: spec.claim,
    kind,
    delta: kind === 'forall' ? 0 : (spec.delta ?? 0.05),
    margin: spec.margin ?? 0.05,
    budget: spec.budget ?? 300,
    profile: spec.profile ?? 'every',
    block,
    design: block?.design ?? [{}],
    repeats: block?.repeats ?? 1,
    controls: wholeControls(spec),
    paper: spec.paper ?? [],
    notChecked: spec.notChecked ?? [],
  };
}

function wholeControls({ kind, controls }: TheoremSpec): WholeControls {
  const { untrained = 'auto', gross = [], nearMiss = [], pins = [], positive = [] } = controls ?? {};
  return {
    untrained: kind === 'forall' ? 'none' : untrained,
    gross,
    nearMiss,
    pins,
    positive: Array.isArray(positive) ? positive : [positive as ControlSpec],
  };
}
