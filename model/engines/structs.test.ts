import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root';
import { CONCEPT_LAW, FEATURES, PATTERN_LAW, PLAN } from './structs';

/** Fields of a class of the kernel with their types, those of the class that it extends first. */
function fieldsOf(file: string, name: string): [string, string][] {
  const source = readFileSync(join(packageRoot(), 'model', 'kernel', file), 'utf8');
  const found = source.match(new RegExp(`class ${name}( extends (\\w+))? \\{\\n(.*?)\\n\\}`, 's'));
  if (!found) throw new Error(`expected a class ${name} in ${file}`);
  const own = [...found[3]!.matchAll(/^ {2}(\w+): (\w+);$/gm)].map(([, field, type]): [string, string] => [
    field!,
    type!,
  ]);
  return found[2] ? [...fieldsOf(file, found[2]), ...own] : own;
}

test.each([
  ['plan.ts', 'Plan', PLAN],
  ['law.ts', 'ConceptLaw', CONCEPT_LAW],
  ['law.ts', 'PatternLaw', PATTERN_LAW],
  ['features.ts', 'Features', FEATURES],
] as const)('in %s, %s has the fields of the table, in its order and of its types', (file, name, table) => {
  const fields = fieldsOf(file, name);
  expect(fields.map(([field]) => field)).toEqual([...table.integers, ...table.reals]);
  for (const [i, [, type]] of fields.entries()) {
    expect(i < table.integers.length ? ['i32', 'u32', 'usize'] : ['f64']).toContain(type);
  }
});

test('no name stands twice in a table', () => {
  for (const { integers, reals } of [PLAN, CONCEPT_LAW, PATTERN_LAW, FEATURES]) {
    const names: readonly string[] = [...integers, ...reals];
    expect(new Set(names).size).toBe(names.length);
  }
});
