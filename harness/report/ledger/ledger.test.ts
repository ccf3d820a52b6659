import type { ClaimGate } from '../../compile/compile';
import { statementDigest } from '../../compile/describe';
import { ours } from '../../statement/ours';
import { slug } from '../text/slug';
import { ledger, withVerdicts } from './ledger';
import { merge } from './record';

const assumption = (name: string) => ({ name, region: `${name}: 0 … 1`, paper: `small ${name}` });
const control = (kind: string, name: string) => ({ kind, name, doc: `about ${name}` });

function gate(name: string, changes: object = {}, key = 'smith2025', file = `theorems/${key}/${name}.theorem.ts`) {
  const texts = { statement: `${name} is so.`, source: `[${key}] here`, quantifier: 'all', unit: 'one training' };
  const description = {
    ...{ ...texts, bibKey: key, family: key, claim: 'x ≤ 1', prompts: 0, kind: 'prob', delta: 0.05, margin: 0.05 },
    ...{ assumptions: ['a', 'b'].map(assumption), ours: [], notChecked: [] },
    paper: [{ symbol: 'd', hypothesis: 'large |d|', checked: 'd = 3', outside: true }],
    ...changes,
  };
  return { name, file, description, controls: [control('gross', 'frozen')] } as unknown as ClaimGate;
}

const record = { version: 1, claims: [], figures: [] } as const;
const written = (...gates: ClaimGate[]) => ledger(gates, record);
const count = (text: string, part: string) => text.split(part).length - 1;
const sectionOf = (text: string, name: string) => text.split(/^##+ /m).find((one) => one.startsWith(`${name}\n`))!;

const three = ['first', 'second', 'third'].map((name) => gate(name));

it('says what the claims over a family share once', () => {
  const text = written(...three);
  for (const shared of ['| a | a: 0 … 1 | small a |', 'large \\|d\\| | d = 3 — outside', '“frozen”: about frozen'])
    expect([shared, count(text, shared)]).toEqual([shared, 1]);
  for (const { name } of three) expect(sectionOf(text, name)).not.toMatch(/assum|paper|control/i);
});

it('says of a claim what it states beyond that, and what it lacks', () => {
  const other = gate('other', { assumptions: ['a', 'c'].map(assumption), paper: [] });
  const text = written(...three, { ...other, controls: [control('gross', 'shuffled')] } as unknown as ClaimGate);
  const items = sectionOf(text, 'other').split('\n');
  expect(items.filter((line) => /assum|with|Control/i.test(line))).toEqual([
    '* Assumes besides: c: c: 0 … 1 (paper: small c)',
    '* Does not assume: b',
    '* Not compared with the paper on: d',
    '* Controls: *gross* “shuffled”: about shuffled',
    '* Without the shared control: frozen',
  ]);
});

it('takes the same name with another region for another assumption', () => {
  const wider = { ...assumption('b'), region: 'b: 0 … 2' };
  const text = written(...three, gate('wider', { assumptions: [assumption('a'), wider] }));
  expect(sectionOf(text, 'wider')).toContain('* Assumes besides: b: b: 0 … 2 (paper: small b)\n* Does not assume: b\n');
});

it('groups by paper, and links each row to its section', () => {
  const names = ['C/α′ contexts, 0–1 error', 'W_O settles'];
  const text = written(gate(names[0]!), gate(names[1]!, {}, 'jones2025'));
  expect(text.match(/^## .*/gm)).toEqual(['## smith2025', '## jones2025']);
  const links = [...text.matchAll(/^\| \[.*?\]\(#(.*?)\)/gm)].map(([, link]) => link);
  expect(links).toEqual(['cα-contexts-01-error', 'w_o-settles']);
  expect([...text.matchAll(/^### (.*)/gm)].map(([, heading]) => slug(heading!))).toEqual(expect.arrayContaining(links));
});

it('gives claims over another family than the paper’s own a section of their own', () => {
  const words = gate('on words', { family: 'language' });
  const text = written(...three, words, gate('deep', { family: 'deep' }, 'jones2025'));
  expect(text.match(/^## .*/gm)).toEqual(['## smith2025', '## smith2025 on language', '## jones2025']);
  const [, own, other] = text.split(/^## /m);
  expect([
    own!.includes('[first](#first)'),
    own!.includes('on words'),
    other!.includes('[on words](#on-words)'),
  ]).toEqual([...[true, false, true]]);
});

it('brings the table of another page up to date, and nothing else of it', () => {
  const [begin, end] = ['<!-- verdicts: written by theoremcheck list --ledger -->', '<!-- end of the verdicts -->'];
  const page = withVerdicts(`before\n${begin}\nan old table\n${end}\nafter\n`, three, record);
  const rows = three.map(({ name }) => `| smith2025 | [${name}](THEOREMS.md#${name}) | not run |`);
  const head = ['| paper | claim | verdict |', '| --- | --- | --- |'];
  expect(page).toBe(['before', begin, ...head, ...rows, end, 'after', ''].join('\n'));
  expect(withVerdicts(page, three, record)).toBe(page);
  const nightly = gate('by night', { profile: 'nightly' });
  expect(withVerdicts(page, [...three, nightly], record)).toBe(
    page.replace(end, `\nNightly runs check [1 more](THEOREMS.md): 1 not run.\n${end}`),
  );
  expect(withVerdicts('a page without marks\n', three, record)).toBe('a page without marks\n');
});

it('shows how hard the gate is to pass where that was tried on the claim as it stands, and keeps it', () => {
  const claim = gate('tried');
  const digest = statementDigest(claim.description);
  const line = { name: 'tried', digest, verdict: 'corroborated', because: '', epoch: 'gate-1', profile: 'pr' } as const;
  const run = { epoch: 'gate-1', profile: 'pr', engine: 'x', claims: [{ ...line, engine: 'x', trials: 9, parts: [] }] };
  const attempts = [
    { kind: 'bounds', name: 'a', rejected: true },
    { kind: 'one bound', name: 'b', rejected: false },
    { kind: 'beyond notices', name: 'c', rejected: true },
  ] as const;
  const tried = (of: string) => [{ name: 'tried', file: '', digest: of, verdict: 'corroborated', attempts }];
  const digests = new Map([['tried', digest]]);
  const merged = merge(record, run, digests, tried(digest));
  expect(ledger([claim], merged)).toContain('| [tried](#tried) | 1/2 | 1/1 |');
  expect(merge(merged, run, digests)).toEqual(merged);
  expect(ledger([claim], merge(record, run, digests, tried('another')))).not.toContain('1/2');
});

it('holds a recorded verdict to what is stated, and not to when its constants were chosen', () => {
  const digest = (...c: Parameters<typeof ours>) =>
    statementDigest(gate('a claim', { ours: [{ symbol: 'c', ...ours(...c) }] }).description);
  expect(digest(0.1, 'measured', 'calibration-1')).toBe(digest(0.1, 'measured'));
  expect(digest(0.1, 'guessed')).not.toBe(digest(0.1, 'measured'));
  expect(digest(0.2, 'measured')).not.toBe(digest(0.1, 'measured'));
});
