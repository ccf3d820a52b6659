import { createHash } from 'node:crypto';
import type { Ours } from '../statement/ours';
import type { Relation } from '../statement/relation';
import { renderRelation } from '../statement/render';
import type { PaperHypothesis } from '../statement/theorem';
import type { Statement } from '../statement/whole';
import { regionTexts } from './region';

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
  /** The whole region, every symbol with its range; absent where the family does not declare it. */
  readonly region?: string;
  /** The epochs that were looked at before the region was chosen. */
  readonly regionChosenAfter?: readonly string[];
  readonly assumptions: readonly { readonly name: string; readonly region: string; readonly paper: string }[];
  readonly claim: string;
  readonly horizon?: string;
  readonly horizonForm?: string;
  readonly prompts: number;
  readonly kind: string;
  readonly delta: number;
  readonly margin: number;
  /** It gates nightly runs only. */
  readonly profile?: 'nightly';
  readonly ours: readonly ({ readonly symbol: string } & Ours)[];
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
    ...wholeRegion(statement),
    assumptions: assumptionsOf(statement),
    claim: renderRelation(relation) + measuredText(statement),
    ...(horizon === undefined ? {} : { horizon }),
    ...(horizonForm === undefined ? {} : { horizonForm }),
    prompts,
    kind,
    delta,
    margin,
    ...(statement.profile === 'nightly' ? { profile: statement.profile } : {}),
    ours: Object.entries(statement.ours).map(([symbol, own]) => ({ symbol, ...own })),
    paper: statement.paper,
    notChecked: statement.notChecked,
  };
}

/** What the symbols are that a trial measures. */
function measuredText({ measured }: Statement): string {
  const all = Object.entries(measured).map(([symbol, observation]) => `${symbol} = ${observation} at t = 0`);
  return all.length > 0 ? `; where ${all.join(', ')}` : '';
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

function wholeRegion({ family }: Statement): Pick<Description, 'region' | 'regionChosenAfter'> {
  const texts = regionTexts(family);
  if (!texts) return {};
  const region = Object.entries(texts)
    .map(([symbol, text]) => `${symbol}: ${text}`)
    .join('; ');
  return family.regionChosenAfter ? { region, regionChosenAfter: family.regionChosenAfter } : { region };
}

function assumptionsOf({ family, assumptions }: Statement): Description['assumptions'] {
  return assumptions.map((name) => {
    const assumption = family.assumptions[name]!;
    const region = Object.entries(assumption.region).map(([symbol, text]) => `${symbol}: ${text}`);
    return { name, region: region.join('; '), paper: assumption.paper };
  });
}

/**
 * 16 hex digits of SHA-256 of a theorem's texts: tells whether a recorded verdict is about the statement as it stands. The whole
 * region is the family's: it is hashed with every attempt, and compared with what was accepted. When a constant was chosen is no
 * part of what is stated.
 */
export function statementDigest({ region: _, regionChosenAfter: __, ...texts }: Description): string {
  const stated = { ...texts, ours: texts.ours.map(({ chosenAfter: ___, ...own }) => own) };
  return createHash('sha256').update(JSON.stringify(stated)).digest('hex').slice(0, 16);
}

/** Whether what was stored of a claim is about this one as it stands. */
export function isAbout(
  stored: { readonly name: string; readonly digest: string },
  claim: { readonly name: string; readonly description: Description },
): boolean {
  return stored.name === claim.name && stored.digest === statementDigest(claim.description);
}
