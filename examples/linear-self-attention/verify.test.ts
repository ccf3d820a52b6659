import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(__dirname, '..', '..', 'harness', 'cli', 'bin.cjs');
const claim = 'the paper’s weights take one step of gradient descent';
const kept = /(^|\/)(\.theoremcheck|reports|node_modules)(\/|$)/;

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'linear-self-attention-'));
  cpSync(__dirname, cwd, { recursive: true, filter: (path) => !kept.test(path.slice(__dirname.length)) });
});
afterEach(() => rmSync(cwd, { recursive: true }));

interface Verdict {
  readonly name: string;
  readonly verdict: string;
  readonly trials: number;
  readonly slack: number;
}

/** Verifies the identity in a copy of this project, as a user would: no training, a few seconds. */
function verify() {
  const env = { ...process.env, THEOREMCHECK_WORKERS: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'verify', 'one-step', '--json', '--no-report'], {
    ...{ cwd, env, encoding: 'utf8' },
  });
  if (!stdout) throw new Error(stderr);
  return { status, claims: (JSON.parse(stdout) as { claims: Verdict[] }).claims };
}

function change(file: string, from: string, to: string) {
  const text = readFileSync(join(cwd, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file}: expected ${from}`);
  writeFileSync(join(cwd, file), text.replace(from, to));
}

test('the construction is corroborated by the command line, with the figures of the README', () => {
  const { status, claims } = verify();
  expect(claims).toMatchObject([{ name: claim, verdict: 'corroborated' }]);
  expect(status).toBe(0);
  const [{ trials, slack }] = claims as [Verdict];
  expect(readFileSync(join(__dirname, 'README.md'), 'utf8')).toContain(
    `| ${claim} | corroborated | ${trials} | 1/${(1 / slack).toPrecision(2)} |`,
  );
});

test('the README has a verdict of every claim', () => {
  const folder = join(__dirname, 'theorems', 'von-oswald2023');
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  const rows = readdirSync(folder).flatMap((file) => {
    const [, kind] = /\.(theorem|exploratory)\.ts$/.exec(file) ?? [];
    const name = /^ {2}name: '(.*)',$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
    return kind ? [`| ${kind === 'exploratory' ? '_exploratory:_ ' : ''}${name} | `] : [];
  });
  expect(rows).toHaveLength(5);
  for (const row of rows)
    expect(readme).toMatch(new RegExp(`^${row.replaceAll('|', '\\|')}(corroborated|falsified)`, 'm'));
});

// The positive control with W_0 = 0 fails along with the claim, which says: look at the check before you blame the theorem.
test.each([
  ['a sign of the layer', 'model/layer.ts', 'tf.neg(tf.slice', 'tf.add(0, tf.slice'],
  [
    'a factor of gradient descent',
    'model/gradient-descent.ts',
    '(eta / N) * (predicted',
    '(eta / (N + 1)) * (predicted',
  ],
])('a mistake in %s is noticed', (_, file, from, to) => {
  change(file, from, to);
  const { status, claims } = verify();
  expect(claims).toMatchObject([{ name: claim, verdict: 'vacuous' }]);
  expect(status).toBe(3);
});

// The claim asks for no step, but whether keys are drawn from is tried on a training: a matrix that nothing reads has no gradient.
test('a mistake in which matrix makes the keys is noticed', () => {
  change('model/layer.ts', 'each(weights.WK)', 'each(weights.WV)');
  const { status, claims } = verify();
  const because = expect.stringContaining('family vonoswald2023, advance(): Cannot compute gradient');
  expect(claims).toMatchObject([{ name: claim, verdict: 'error', because }]);
  expect(status).toBe(2);
});
