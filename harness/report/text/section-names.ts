/** What tells the claims of a section from others. */
interface FamilyOfPaper {
  /** The paper. */
  readonly bibKey: string;
  readonly family: string;
}

/**
 * How the section of a claim is called: by its paper; where a paper has claims over several families, those over another family than
 * the one of its name are `<paper> on <family>`.
 *
 * @param all the claims that are shown together
 */
export function sectionNames(all: readonly FamilyOfPaper[]): (one: FamilyOfPaper) => string {
  const families = new Map<string, Set<string>>();
  for (const { bibKey, family } of all) families.set(bibKey, (families.get(bibKey) ?? new Set()).add(family));
  return ({ bibKey, family }) =>
    family === bibKey || (families.get(bibKey)?.size ?? 1) === 1 ? bibKey : `${bibKey} on ${family}`;
}
