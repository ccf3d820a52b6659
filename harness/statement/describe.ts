import { createHash } from 'node:crypto';
import type { Family } from './family';
import type { Relation } from './relation';
import { renderRelation } from './render';
import type { Setting } from './setting';
import type { PaperHypothesis, TheoremSpec } from './theorem';

/** The texts of a theorem that terminal, report and ledger print. All of them come from the data that is checked. */
export interface Description {
  readonly statement: string;
  readonly source: string;
  readonly bibKey: string;
  readonly family: string;
  /** What one outcome is: `one training` or `one block of 32 trainings`. */
  readonly unit: string;
  /** What the verdict is about: mixture and corners. */
  readonly quantifier: string;
  readonly assumptions: readonly { readonly name: string; readonly region: string; readonly paper: string }[];
  readonly claim: string;
  readonly horizon?: string;
  readonly horizonForm?: string;
  readonly prompts: number;
  readonly kind: string;
  readonly delta: number;
  readonly margin: number;
  readonly ours: readonly { readonly symbol: string; readonly value: number; readonly reason: string }[];
  readonly paper: readonly PaperHypothesis[];
  readonly notChecked: readonly string[];
}

export function describe(setting: Setting, relation: Relation): Description {
  const { spec, family, prompts } = setting;
  const { key, place, wording } = spec.source;
  return {
    statement: spec.statement,
    source: `[${key}] ${place} (${wording})`,
    bibKey: key,
    family: family.name,
    unit: unitOf(setting),
    quantifier: quantifierOf(spec, family),
    assumptions: assumptionsOf(spec, family),
    claim: renderRelation(relation),
    ...(spec.horizon === undefined ? {} : { horizon: spec.horizon }),
    ...(spec.horizonForm === undefined ? {} : { horizonForm: spec.horizonForm }),
    prompts,
    kind: spec.kind ?? 'prob',
    delta: spec.kind === 'forall' ? 0 : (spec.delta ?? 0.05),
    margin: spec.margin ?? 0.05,
    ours: Object.entries(spec.ours ?? {}).map(([symbol, own]) => ({ symbol, ...own })),
    paper: spec.paper ?? [],
    notChecked: spec.notChecked ?? [],
  };
}

function unitOf({ block }: Setting): string {
  if (!block) return 'one training';
  const points = block.design.length;
  const shared = block.share.length ? `, sharing ${block.share.join(' and ')}` : '';
  return `one block of ${block.repeats * points} trainings of one problem${points > 1 ? ` (${points} design points × ${block.repeats})` : ''}${shared}`;
}

function quantifierOf(spec: TheoremSpec, family: Family): string {
  const dials = Object.entries(spec.stream ?? {}).map(([name, severity]) => `${name} = ${severity}`);
  const moved = dials.length ? ` at ${dials.join(', ')}` : '';
  if (spec.at === 'reference') return `the reference problem of ${family.name}${moved}`;
  const mixture = `the declared mixture of problems of ${family.name}${moved}`;
  if ((spec.kind ?? 'prob') !== 'prob') return mixture;
  if (spec.corners) return `${mixture}; without corner problems: ${spec.corners.without}`;
  return `${mixture}, and each of its corner problems (δ = margin = 0.1): ${Object.keys(family.corners).join('; ')}`;
}

function assumptionsOf(spec: TheoremSpec, family: Family): Description['assumptions'] {
  const names = Array.isArray(spec.forAll) ? (spec.forAll as string[]) : Object.keys(spec.forAll);
  return names.map((name) => {
    const assumption = family.assumptions[name]!;
    const region = Object.entries(assumption.region).map(([symbol, text]) => `${symbol}: ${text}`);
    return { name, region: region.join('; '), paper: assumption.paper };
  });
}

/** 16 hex digits of SHA-256 of a theorem's texts: tells whether a recorded verdict is about the statement as it stands. */
export function digestOf(description: Description): string {
  return createHash('sha256').update(JSON.stringify(description)).digest('hex').slice(0, 16);
}
