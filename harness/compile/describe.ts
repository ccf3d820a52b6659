import { createHash } from 'node:crypto';
import type { Relation } from '../statement/relation';
import { renderRelation } from '../statement/render';
import type { PaperHypothesis } from '../statement/theorem';
import type { Statement } from '../statement/whole';

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

export function describe(statement: Statement, relation: Relation): Description {
  const { family, horizon, horizonForm, prompts, kind, delta, margin } = statement;
  const { key, place, wording } = statement.source;
  return {
    statement: statement.wording,
    source: `[${key}] ${place} (${wording})`,
    bibKey: key,
    family: family.name,
    unit: unitOf(statement),
    quantifier: quantifierOf(statement),
    assumptions: assumptionsOf(statement),
    claim: renderRelation(relation),
    ...(horizon === undefined ? {} : { horizon }),
    ...(horizonForm === undefined ? {} : { horizonForm }),
    prompts,
    kind,
    delta,
    margin,
    ours: Object.entries(statement.ours).map(([symbol, own]) => ({ symbol, ...own })),
    paper: statement.paper,
    notChecked: statement.notChecked,
  };
}

function unitOf({ block }: Statement): string {
  if (!block) return 'one training';
  const points = block.design.length;
  const shared = block.share.length ? `, sharing ${block.share.join(' and ')}` : '';
  return `one block of ${block.repeats * points} trainings of one problem${points > 1 ? ` (${points} design points × ${block.repeats})` : ''}${shared}`;
}

function quantifierOf({ family, stream, at, kind, corners, withoutCorners }: Statement): string {
  const dials = Object.entries(stream).map(([name, severity]) => `${name} = ${severity}`);
  const moved = dials.length ? ` at ${dials.join(', ')}` : '';
  if (at === 'reference') return `the reference problem of ${family.name}${moved}`;
  const mixture = `the declared mixture of problems of ${family.name}${moved}`;
  if (kind !== 'prob') return mixture;
  if (withoutCorners !== undefined) return `${mixture}; without corner problems: ${withoutCorners}`;
  return `${mixture}, and each of its corner problems: ${corners.join('; ')}`;
}

function assumptionsOf({ family, assumptions }: Statement): Description['assumptions'] {
  return assumptions.map((name) => {
    const assumption = family.assumptions[name]!;
    const region = Object.entries(assumption.region).map(([symbol, text]) => `${symbol}: ${text}`);
    return { name, region: region.join('; '), paper: assumption.paper };
  });
}

/** 16 hex digits of SHA-256 of a theorem's texts: tells whether a recorded verdict is about the statement as it stands. */
export function digestOf(description: Description): string {
  return createHash('sha256').update(JSON.stringify(description)).digest('hex').slice(0, 16);
}
