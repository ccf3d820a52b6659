import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MARGIN, toyProject } from './testing/toy-project';

/** A project without a line of TypeScript: a program, family.json, *.theorem.json. */
const own = toyProject();
afterAll(own.remove);
const root = resolve(__dirname, '..', '..');
const COMMAND = [process.execPath, 'theorems/toy/toy.cjs'];
const family = (content: unknown) => own.write('theorems/toy/family.json', JSON.stringify(content));
const claim = {
  name: 'found',
  statement: 'SGD with a constant step finds the mean, up to a multiple of s √η.',
  source: { key: 'toy2024', place: 'lemma 1' },
  family: 'toy',
  forAll: ['unbiased'],
  horizon: '12 / eta',
  claim: { kind: 'atMost', of: { kind: 'at', observation: 'error', step: 'horizon' }, bound: '4 * s * sqrt(eta)' },
  margin: MARGIN,
  controls: {
    gross: [{ kind: 'dialled', dials: { frozen: 1 }, doc: 'no step is taken' }],
    nearMiss: [{ kind: 'dialled', dials: { unbiased: 1.2 }, doc: 'the mean of the samples is off by 1.2' }],
    positive: [{ kind: 'synthetic', doc: 'the mean itself', observations: { error: { law: 0, noise: 'none' } } }],
  },
};
const theorem = (changes: object = {}) =>
  own.write('theorems/toy/found.theorem.json', JSON.stringify({ ...claim, ...changes }));
/** All that a verdict says, but for what names its file and its code. */
const verdict = () => {
  const [{ file, ...told }] = JSON.parse(own.read('reports/verdicts.json')).claims;
  return { file, told: JSON.parse(JSON.stringify(told).replace(/(?<=["/])[0-9a-f]{12,64}(?=")/g, 'hash')) };
};
let inTypeScript: object;
const attempts = () =>
  own
    .read('theorems/attempts.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { hash: string });

beforeAll(() => {
  expect(own.run('verify', '--no-report', '--record').status).toBe(0);
  inTypeScript = verdict().told;
  rmSync(join(own.cwd, 'theorems/toy/family.ts'));
  rmSync(join(own.cwd, 'theorems/toy/found.theorem.ts'));
  family({ command: COMMAND });
  theorem();
});

test('the same claim comes to the same verdict, on the same trials, as the same attempt', () => {
  const { status, out } = own.run('verify', '--no-report', '--record');
  expect(out).toContain('CORROBORATED');
  expect(status).toBe(0);
  const { file, told } = verdict();
  expect(file).toBe('theorems/toy/found.theorem.json');
  // What makes a family of family.json is code of another kind, and verdicts count on how many it was tried.
  expect(told).toEqual({ ...inTypeScript, attempts: { attempt: 1, codes: 2 } });
  expect(new Set(attempts().map(({ hash }) => hash)).size).toBe(1);
});

test('Jest finds it by the preset', () => {
  own.write('jest.config.json', JSON.stringify(require(join(root, 'jest-preset.js'))));
  const args = [join(root, 'node_modules/jest/bin/jest.js'), '--config', 'jest.config.json', '-t', 'found'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: own.cwd, encoding: 'utf8' });
  expect(stderr).toContain('Tests:       1 passed, 1 total');
  expect(status).toBe(0);
});

test('an exploratory claim may be JSON, too', () => {
  own.write('theorems/toy/other.exploratory.json', JSON.stringify({ ...claim, name: 'tried' }));
  const { out } = own.run('list');
  rmSync(join(own.cwd, 'theorems/toy/other.exploratory.json'));
  expect(out).toMatch(/tried/);
});

const listed = () => {
  const { status, out, err } = own.run('list');
  expect(status).toBe(2);
  return out + err;
};
test.each<[string, () => void, string]>([
  [
    'a name that no family has',
    () => theorem({ family: 'toi' }),
    'theorems/toy/found.theorem.json, family: expected a family of the project (toy), got toi (did you mean toy?)',
  ],
  [
    'a family that does not start',
    () => family({ command: ['no-such-python', 'family.py'] }),
    'theorems/toy/family.json: no-such-python family.py: expected a program that can be started, got none of that name',
  ],
  [
    'a family.json with another field',
    () => family({ comand: COMMAND }),
    'theorems/toy/family.json: expected content that satisfies family.schema.json, got the whole: must have command; the whole: must not have "comand" (did you mean command?) (such as { "command": [',
  ],
  [
    'a family.json that is no JSON',
    () => own.write('theorems/toy/family.json', '{ "command": [ }'),
    'theorems/toy/family.json:1:16: expected code that can be bundled, got an error: ',
  ],
  [
    'a theorem that is no JSON',
    () => own.write('theorems/toy/found.theorem.json', '{'),
    'theorems/toy/found.theorem.json',
  ],
])('%s is told in one sentence', (_, spoil, said) => {
  spoil();
  expect(listed()).toContain(said);
  family({ command: COMMAND });
  theorem();
});
