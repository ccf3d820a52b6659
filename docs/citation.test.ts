import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const read = (file: string) => readFileSync(join(__dirname, '..', file), 'utf8');

interface Citation {
  readonly title?: string;
  readonly year?: number;
  readonly authors?: readonly Readonly<Record<string, string>>[];
}

test('CITATION.cff cites this version under this licence, and the papers as references.bib has them', () => {
  const cited = parse(read('CITATION.cff')) as Citation &
    Readonly<Record<string, string>> & { readonly references: readonly Citation[] };
  const manifest = JSON.parse(read('package.json')) as { readonly version: string; readonly license: string };
  expect(cited).toMatchObject({ 'cff-version': '1.2.0', type: 'software', ...manifestPart(manifest) });
  expect([cited.title, cited.message, cited.authors?.length]).toEqual([expect.any(String), expect.any(String), 1]);
  const bibliography = read('references.bib');
  expect(cited.references).toHaveLength(2);
  for (const { title, year, authors = [] } of cited.references) {
    const entry = bibliography.split('\n@').find((text) => text.includes(`{${title}}`)) ?? '';
    expect(entry).toContain(`{${year}}`);
    const names = authors.map((author) => `${author['given-names']} ${author['family-names']}`);
    expect(entry).toContain(`{${names.join(' and ')}}`);
  }
});

const manifestPart = ({ version, license }: { readonly version: string; readonly license: string }) => ({
  version,
  license,
});
