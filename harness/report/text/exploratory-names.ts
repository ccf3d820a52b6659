import { isExploratory } from '../../statement/exploratory';
import type { Study } from '../../study/study-file';

/** Claims as the project states them, as far as it matters here. */
type StatedNames = readonly { readonly name: string; readonly file: string }[];

/** The name of a claim as tables have it: one that gates nothing says so. */
export function shownName(name: string, claims: StatedNames): string {
  return claims.some((claim) => claim.name === name && isExploratory(claim)) ? `${name} (exploratory)` : name;
}

/** A study with the names that tables and figures show. */
export function shownStudy(study: Study, claims: StatedNames): Study {
  const rows = study.rows.map((row) => ({
    ...row,
    claims: row.claims.map((one) => ({ ...one, claim: shownName(one.claim, claims) })),
  }));
  return { ...study, rows };
}
