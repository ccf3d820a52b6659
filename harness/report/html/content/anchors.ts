/** Gives ids to texts: lower-case letters, digits and hyphens, no two alike and none of the `taken`. */
export function anchors(taken: readonly string[] = []): (text: string) => string {
  const used = new Set(taken);
  return (text) => {
    const words = text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
    const stem = words.slice(0, 60).replace(/^-+|-+$/g, '') || 'unnamed';
    let id = stem;
    for (let n = 2; used.has(id); n += 1) id = `${stem}-${n}`;
    used.add(id);
    return id;
  };
}
