/** The entries of a lock file, by their paths: `node_modules/a/node_modules/b`. */
export type Packages = Readonly<Record<string, LockEntry>>;

interface LockEntry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * The entries that one package needs, itself included, as required ones and at the paths they have: what npm would refuse to
 * install, it refuses aloud.
 */
export function closure(packages: Packages, name: string): Packages {
  const needed: Record<string, LockEntry> = {};
  const visit = (from: string, wanted: string): void => {
    const path = resolved(packages, from, wanted);
    if (path === undefined || needed[path]) return;
    const { optional: _, dev: __, devOptional: ___, ...entry } = packages[path]!;
    needed[path] = entry;
    for (const next of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) visit(path, next);
  };
  visit('', name);
  return needed;
}

/** Node's own search: in the package's node_modules, then in those of the folders around it. */
function resolved(packages: Packages, from: string, name: string): string | undefined {
  const path = `${from && `${from}/`}node_modules/${name}`;
  if (packages[path] || from === '') return packages[path] && path;
  return resolved(packages, from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0)), name);
}
