/** What the blocks of a run have said of their families: each line, and the claim in whose block it stands. */
export type Said = Map<string, string>;

/** Lines under one label, each with what it is about. */
export type About = readonly (readonly [subject: string, text: string])[];

/**
 * The lines that no earlier block has, in whole, and one line for all others: their subjects, and where they stand. What is
 * new is added to `said`.
 */
export function once(
  label: string,
  lines: About,
  said: Said,
  { claim, family }: { readonly claim: string; readonly family: string },
): [string, string][] {
  const placed = lines.map(([subject, text]) => {
    const line = `${subject}: ${text}`;
    const key = [family, label, line].join('\n');
    const place = said.get(key);
    if (place === undefined) said.set(key, claim);
    return { subject, line, place };
  });
  const places = new Set(placed.flatMap(({ place }) => place ?? []));
  const repeated = [...places].map((place): [string, string] => {
    const subjects = placed.filter((one) => one.place === place).map(({ subject }) => subject);
    return [label, `${subjects.join(', ')}: as under "${place}"`];
  });
  const fresh = placed.filter(({ place }) => place === undefined);
  return [...repeated, ...fresh.map(({ line }): [string, string] => [label, line])];
}
