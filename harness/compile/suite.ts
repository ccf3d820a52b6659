import { UsageError } from '../base/usage-error';
import { bibliographyKeys } from '../statement/cite';
import { isTheorem } from '../statement/theorem';
import { type ClaimGate, compile } from './compile';
import type { Certified } from './counterexamples';

/** What importing a theorem file gives. */
type TheoremModule = Readonly<Record<string, unknown>>;

/**
 * Compiles the theorem files of a project, in the order of their paths.
 *
 * @param modules file (relative to the project) → its module
 * @param bibtex text of references.bib; when given, every citation must resolve in it
 * @param certified file → counterexamples that are kept beside it; none unless given
 * @throws UsageError for a file without exactly one theorem, a name used twice, an unresolved key, or any error of `compile`.
 */
export function compileSuite(
  modules: Readonly<Record<string, TheoremModule>>,
  bibtex?: string,
  certified?: (file: string) => readonly Certified[],
): ClaimGate[] {
  const gates = Object.keys(modules)
    .sort()
    .map((file) => compile(theoremIn(modules[file]!, file), file, certified?.(file)));
  gates.forEach((gate, i) => {
    refuseDuplicate(gate, gates.slice(0, i));
  });
  if (bibtex !== undefined) for (const gate of gates) resolve(gate, bibliographyKeys(bibtex));
  return gates;
}

function theoremIn(module: TheoremModule, file: string) {
  const found = [...new Set(Object.values(module).filter(isTheorem))];
  const [only, ...others] = found;
  if (only && others.length === 0 && module.default === only) return only;
  const got = found.length > 1 ? `${found.length} theorems` : found.length ? 'a named export' : 'none';
  throw UsageError.expected(
    file,
    'one theorem as default export',
    got,
    'one theorem per file: export default theorem({ … })',
  );
}

function refuseDuplicate(gate: ClaimGate, before: readonly ClaimGate[]): void {
  const other = before.find((one) => one.name === gate.name);
  if (other)
    throw UsageError.expected(
      `${gate.file}, name`,
      'a unique name',
      `"${gate.name}", also in ${other.file}`,
      'rename one',
    );
}

function resolve(gate: ClaimGate, keys: readonly string[]): void {
  const { bibKey } = gate.description;
  if (keys.includes(bibKey)) return;
  throw UsageError.expected(
    `${gate.file}, source`,
    `a key of references.bib (${keys.join(', ')})`,
    bibKey,
    'add the entry to it',
  );
}
