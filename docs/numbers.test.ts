import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attemptWeight, claimLevels, K, SUITE_LEVELS, weighted } from '../harness/evidence/levels';
import { nMin } from '../harness/evidence/nmin';
import { type Design, decisionProbabilities, minimalDetectable } from '../harness/evidence/power';
import { verdictBlock } from '../harness/report/text/verdict-block';
import { readVerdicts } from '../harness/verdict/results/verdicts-file';
import { missing } from './testing/shown';

/** Numbers in documents that a computation without trainings gives. STYLE.md 22 says where the others come from. */
const ROOT = resolve(__dirname, '..');
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const json = (file: string) => JSON.parse(text(file));
/** A page as one line: sentences are found wherever they are wrapped. */
const page = (file: string) => text(file).replace(/\s+/g, ' ');
/** .05 as documents write it. */
const short = (x: number, digits: number) => x.toFixed(digits).replace(/^0/, '');

const LEVELS = weighted(claimLevels('pr'), attemptWeight(1));
const ASSERTED = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;

/** The smallest rate that is found, to three digits; it is known up to 1e-4, from above. */
const rate = (design: Omit<Design, 'asserted'>) =>
  short(minimalDetectable({ asserted: ASSERTED, ...design })! - 5e-5, 3);

test('the block of verdicts.md is that of the accepted run', () => {
  const [, shown] = /```text\n(CORROBORATED[\s\S]*?)```/.exec(text('docs/verdicts.md'))!;
  const [, name] = /: (.*)/.exec(shown!)!;
  const claim = readVerdicts(join(ROOT, 'docs/ci/accepted.json'))!.claims.find((one) => one.name === name)!;
  const unwrapped = shown!.replace(/\n {14}(?=\S)/g, ' ');
  expect(missing(unwrapped, verdictBlock(claim, claim.about))).toBeUndefined();
});

test('false-verdicts.md: what a budget buys', () => {
  const said = page('docs/false-verdicts.md');
  for (const budget of [62, 124, 200, 300]) {
    const least = (parts: number) => rate({ ...LEVELS, budget, parts });
    expect(said).toContain(`| ${budget} | ${least(1)} | ${least(5)} |`);
  }
  const power = (p: number) =>
    decisionProbabilities({ asserted: ASSERTED, ...LEVELS, budget: 300 }, p).corroborated.toFixed(3);
  expect(said).toContain(
    `rate is .01 is corroborated with probability ${power(0.01)}, at a rate of .02 with probability ${power(0.02).slice(1)}`,
  );
});

test('false-verdicts.md: passing trials that corroborate', () => {
  const said = page('docs/false-verdicts.md');
  const needed = (sum: number, alphaC: number) => nMin({ kind: 'prob', delta: 0, margin: sum }, alphaC);
  const alone = [0.05, 0.01, 0.001].map((sum) => needed(sum, SUITE_LEVELS.pr.alphaC)).join(' / ');
  expect(said).toContain(`at level .05: ${alone} for δ + margin = .05 / .01 / .001`);
  const first = (sum: number) => needed(sum, LEVELS.alphaC);
  expect(said).toContain(`at the level above: ${first(0.1)} for δ + margin = .1 and ${first(0.05)} for .05`);
  const half = { alphaC: SUITE_LEVELS.pr.alphaC / 32, alphaF: SUITE_LEVELS.pr.alphaF / 64, budget: 200 };
  const [was, is] = [half, { ...LEVELS, budget: 200 }].map(rate);
  expect(said).toContain(`K = ${K} bounds`);
  expect(said).toContain(
    `${needed(0.1, half.alphaC)} passing trials corroborate instead of ${first(0.1)}, and a budget of 200 detects ${was} instead of ${is}`,
  );
});

test('attempts.md: what later attempts get', () => {
  const [first, ...later] = [1, 2, 3, 4].map(attemptWeight);
  const digits = later.map((weight, i) => short(weight, i === 0 ? 1 : 3)).join(', ');
  expect(page('docs/attempts.md')).toContain(
    `w_1 = ${short(first!, 1)}, and w_v = .2/(v(v − 1)) for later ones: ${digits}, …`,
  );
});

test('commands.md: what selftest trains', () => {
  const families: { trainings: object }[] = Object.values(json('theorems/digests.json').families);
  const trained = families.reduce((sum, { trainings }) => sum + Object.keys(trainings).length, 0);
  expect(page('docs/commands.md')).toContain(`trains ${trained} trials of the three families`);
  expect(families).toHaveLength(3);
});

test('strength.md: the sums of what is on record', () => {
  type Tried = { readonly rejected: number; readonly of: number };
  const claims: { profile: string; strength: { weakened: Tried; worlds: Tried } }[] = json('docs/record.json').claims;
  const gated = claims.filter(({ profile }) => profile === 'pr');
  const row = (kind: 'weakened' | 'worlds') => {
    const sum = (of: keyof Tried) => gated.reduce((total, { strength }) => total + strength[kind][of], 0);
    return `| ${sum('rejected')} of ${sum('of')} | ${(sum('rejected') / sum('of')).toFixed(3)} |`;
  };
  const said = text('docs/strength.md');
  expect(said).toContain(`of the ${gated.length} claims of pull requests`);
  expect(said).toContain(`| **weakened statements** (target .9) ${row('weakened')}`);
  expect(said).toContain(`| **false worlds beyond \`notices\`** (target .95) ${row('worlds')}`);
});
