import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { complaints, demandValid, parseValid, type Schema } from './validate';

const folder = join(__dirname, 'schemas');
const schemas = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema);

type Node = Readonly<Record<string, unknown>>;

/** Something that has the shape of a schema: every property, one element per list, the first of several forms. */
function example(node: Node, root: Node): unknown {
  if (typeof node.$ref === 'string') {
    const steps = node.$ref.replace('#/', '').split('/');
    return example(
      steps.reduce((at, step) => at[step] as Node, root),
      root,
    );
  }
  if ('const' in node) return node.const;
  if (Array.isArray(node.enum)) return node.enum[0];
  const forms = (node.oneOf ?? node.anyOf) as readonly Node[] | undefined;
  const own = shaped(node, root);
  if (!forms) return own;
  const first = example(forms[0]!, root);
  return typeof own === 'object' && typeof first === 'object' ? { ...own, ...first } : first;
}

function shaped(node: Node, root: Node): unknown {
  const type = Array.isArray(node.type) ? node.type[0] : node.type;
  if (type === 'array' || node.items) return node.items ? [example(node.items as Node, root)] : [];
  if (type === 'integer' || type === 'number') return node.minimum ?? node.exclusiveMinimum ?? 1;
  if (type === 'string') return 'text';
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  const properties = Object.entries((node.properties ?? {}) as Record<string, Node>);
  return Object.fromEntries(properties.map(([name, one]) => [name, example(one, root)]));
}

const DAMAGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e300,
  '',
  'x'.repeat(999),
  '\u001b[2J\n::error::',
  [],
  [[]],
  {},
  { 'a/b~c': 1 },
];

/** A value with each of its places damaged in turn: replaced, taken away, added to. */
function* damaged(value: unknown): Generator<unknown> {
  yield* DAMAGE;
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { ...value, '\u202e~/': 1 };
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const other of damaged(member)) {
      yield Array.isArray(value)
        ? value.map((one, i) => (String(i) === key ? other : one))
        : { ...value, [key]: other };
    }
  }
}

test.each(schemas.map((schema) => [schema.$id, schema] as const))('%s is a sound schema', (_, schema) => {
  const ajv = new Ajv({ strictRequired: false, discriminator: true });
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});

test.each(schemas.map((schema) => [schema.$id, schema] as const))(
  '%s: every damage has printable words',
  (_, schema) => {
    let refused = 0;
    for (const value of damaged(example(schema, schema))) {
      const said = complaints(schema, value);
      if (said.length === 0) continue;
      refused++;
      expect(() => demandValid(schema, value, 'it.json')).toThrow(
        /^it\.json: expected content that satisfies \S+, got [^\p{Cc}\p{Bidi_Control}]+$/u,
      );
    }
    expect(refused).toBeGreaterThan(20);
  },
);

const schema: Schema = {
  $id: 'toy.schema.json',
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: { name: { enum: ['a', 'b'] }, trials: { type: 'integer' } },
};

test.each<[unknown, string]>([
  [{}, 'the whole: must have name'],
  [{ name: 'c' }, 'name: must be one of ["a","b"], got "c"'],
  [{ name: 'a', trials: 1.5 }, 'trials: must be integer, got 1.5'],
  [{ name: 'a', trails: 1 }, 'the whole: must not have "trails" (did you mean trials?)'],
  [10n, 'the whole: must be object, got 10n'],
])('words: %#', (value, said) => {
  expect(complaints(schema, value)).toEqual([said]);
});

test('what is no JSON names the file and the cure', () => {
  for (const text of ['', '{"a": 1', '{"name": "a"}}', '\u0000'.repeat(99), 'NaN', '\ufeff{}'])
    expect(() => parseValid(schema, text, 'it.json')).toThrow(/^it\.json: expected JSON, got .*\(make it anew/);
});
