/** An entry of a BibTeX file, as people read it. */
export interface BibEntry {
  /** `Bu et al. 2024` */
  readonly short: string;
  /** Authors, year, title and where it appeared, in one line. */
  readonly text: string;
}

/** The entries of a BibTeX file, by key. What cannot be read is left out. */
export function bibliography(bibtex: string): ReadonlyMap<string, BibEntry> {
  const heads = [...bibtex.matchAll(/^\s*@\w+\s*\{\s*([^,\s]+)\s*,/gm)];
  return new Map(
    heads.flatMap((head, i): [string, BibEntry][] => {
      const fields = fieldsOf(bibtex.slice(head.index + head[0].length, heads[i + 1]?.index));
      return fields.has('title') ? [[head[1]!, entry(fields)]] : [];
    }),
  );
}

type Fields = ReadonlyMap<string, string>;

function fieldsOf(body: string): Fields {
  const fields = new Map<string, string>();
  for (const { 0: head, 1: name, index } of body.matchAll(/(\w+)\s*=\s*\{/g)) {
    if (!fields.has(name!)) fields.set(name!.toLowerCase(), plain(braced(body, index + head.length)));
  }
  return fields;
}

/** The text up to the brace that closes it. */
function braced(text: string, from: number): string {
  let depth = 1;
  let end = from;
  for (; end < text.length; end += 1) {
    if (text[end] === '{') depth += 1;
    else if (text[end] === '}') depth -= 1;
    if (depth === 0) break;
  }
  return text.slice(from, end);
}

const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
};

/** Accents as letters, no braces, one line. */
function plain(text: string): string {
  const accented = text.replace(
    /\\([`'^~"])\{?([A-Za-z])\}?/g,
    (_, mark: string, letter: string) => letter + ACCENTS[mark]!,
  );
  return accented.replace(/[{}]/g, '').replace(/--/g, '–').replace(/\s+/g, ' ').normalize('NFC').trim();
}

function entry(fields: Fields): BibEntry {
  const { short, all } = authorsOf(fields.get('author') ?? 'Anonymous');
  const year = fields.get('year') ?? 'n.d.';
  return { short: `${short} ${year}`, text: `${all} (${year}). ${fields.get('title')}. ${placeOf(fields)}`.trim() };
}

function authorsOf(field: string): { short: string; all: string } {
  const names = field.split(/\s+and\s+/);
  const last = names.map((name) => (name.includes(',') ? name.split(',')[0]! : name.split(' ').at(-1)!));
  const all = names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return { short: last.length > 2 ? `${last[0]} et al.` : last.join(' and '), all };
}

function placeOf(fields: Fields): string {
  const volume =
    fields.get('volume') && `${fields.get('volume')}${fields.has('number') ? `(${fields.get('number')})` : ''}`;
  const eprint = fields.get('eprint') && `${fields.get('archiveprefix') ?? ''}:${fields.get('eprint')}`;
  const where = fields.get('booktitle') ?? fields.get('journal') ?? fields.get('publisher');
  const parts = [where, volume, fields.get('pages'), eprint].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}
