import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimGate } from '../compile/compile';
import type { Built } from '../project/program';
import { loadSuite } from '../project/suite';
import { boot, emptyProject, type Project, ROOT } from '../project/testing/project';
import type { Family } from '../statement/family';
import { unitOf } from '../trials/draw/members';
import { coin } from '../trials/testing/coin';
import { measure } from '../trials/training/measure';
import { readVerdicts, type StoredClaim, writeVerdicts } from '../verdict/results/verdicts-file';
import { runSuite } from '../verdict/run-suite';
import type { ClaimDynamics } from './claim-dynamics';
import { dynamicsOf } from './dynamics';

jest.setTimeout(60_000);

/** A theorem over the toy family, whose observations are closed forms of the step. */
const theoremFile = (name: string, rest: string) => `
import { atLeast, atMost, cite, dialled, meanOver, reaches, theorem } from 'theoremcheck';
import { toyFamily } from './family';
export default theorem({
  name: '${name}', statement: 'It learns.', source: cite('toy2024', 'section 1'), family: toyFamily, forAll: ['quiet'],
  horizon: '8 * K', horizonForm: 'at the horizon', prompts: 100,
  controls: {
    gross: [dialled('quiet', 1, { doc: 'all noise' })],
    nearMiss: [dialled('quiet', 0.9, { doc: 'nearly all noise' })],
    positive: dialled('quiet', 0, { doc: 'as it is' }),
  },
  ${rest}
});`;
const files = {
  'theorems/toy/attends.theorem.ts': theoremFile(
    'attends',
    `claim: ({ at }) => atLeast(at('horizon').attention, '0.5 + K / 100'),`,
  ),
  'theorems/toy/reaches.theorem.ts': theoremFile(
    'reaches',
    `claim: ({ along }) => reaches(along({ from: '0', to: 'horizon', points: 9 }).error, '0.26', '10'),`,
  ),
  'theorems/toy/block.theorem.ts': theoremFile(
    'block',
    `block: { repeats: 3 }, claim: ({ at }) => atMost(meanOver(at('horizon').error), '0.3'),`,
  ),
};

/** Over the coin, whose weight depends on the seed of each training and on the number of prompts. */
const coinFile = (name: string, rest: string) => `
import { atMost, cite, dialled, meanOver, theorem } from 'theoremcheck';
import { coin } from './family';
export default theorem({
  name: '${name}', statement: 'It stays.', source: cite('toy2024', 'section 1'), family: coin, forAll: ['honest'],
  horizon: '10', prompts: 30, at: 'reference',
  controls: {
    gross: [dialled('p', 1, { doc: 'a bad coin' })],
    nearMiss: [dialled('p', 0.9, { doc: 'nearly as bad' })],
    positive: dialled('p', 0, { doc: 'as it is' }),
  },
  ${rest}
});`;
const coins = {
  'theorems/coin/blocks.theorem.ts': coinFile(
    'blocks',
    `block: { repeats: 3 }, claim: ({ at }) => atMost(meanOver(at('horizon').weight), '9'),`,
  ),
  'theorems/coin/diverges.theorem.ts': coinFile(
    'diverges',
    `stream: { divergeAt: 6 }, claim: ({ at }) => atMost(at('horizon').weight, '9'),`,
  ).replace("positive: dialled('p', 0,", "positive: dialled('divergeAt', 0,"),
};

const settings = { workers: 2, epoch: 'test-1', profile: 'pr', silence: 60 } as const;
const meta = { epoch: 'test-1', profile: 'pr', engine: 'default', complete: true } as const;
const attention = (t: number) => 1 - 0.4 * 2 ** (-t / 8);
const error = (t: number) => 0.5 * 2 ** (-t / 8);

let own: Project;
let built: Built;
let gates: readonly ClaimGate[];
let claims: readonly StoredClaim[];
beforeAll(async () => {
  own = emptyProject({ ...files, ...coins });
  own.write(
    'theorems/toy/family.ts',
    `export { toyFamily } from ${JSON.stringify(join(ROOT, 'harness/statement/testing/toy-family'))};\n`,
  );
  built = await boot.build(own.cwd);
  const suite = loadSuite(built);
  expect([...suite.broken]).toEqual([]);
  gates = suite.gates;
  const file = join(own.cwd, 'verdicts.json');
  writeVerdicts(await runSuite(gates, built, settings), meta, gates, file);
  claims = readVerdicts(file)!.claims;
});
afterAll(() => own.remove());

const shown = async (of: readonly StoredClaim[] = claims) => dynamicsOf(of, gates, built, settings);
const panelOf = (dynamics: ReadonlyMap<string, ClaimDynamics>, name: string) => dynamics.get(name)!.panels[0]!;
const claimNamed = (name: string) => claims.find((claim) => claim.name === name)!;

it('has the observation over the steps of the median and of the worst trial', async () => {
  const { curves, observation, doc } = panelOf(await shown(), 'attends');
  expect([observation, doc]).toEqual(['attention', 'correct attention']);
  const { outcomes, median, worst } = claimNamed('attends').parts[0]!;
  expect(curves.map(({ trial, index }) => [trial, index])).toEqual([
    ['median', median!.index],
    ['worst', worst!.index],
  ]);
  for (const { index, steps, values, read } of curves) {
    expect(values).toEqual(steps.map(attention));
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect([steps[0], read]).toEqual([0, [steps.at(-1)]]);
    expect(steps.length).toBeGreaterThanOrEqual(17);
    // the number at the claim's step is the one that was judged
    expect(values.at(-1)).toBe(outcomes.measured[index]);
  }
});

it('has the bound that each of these trials was judged by', async () => {
  const { bounds } = panelOf(await shown(), 'attends');
  const { outcomes, median, worst } = claimNamed('attends').parts[0]!;
  expect(bounds.map(({ trial, side, values }) => [trial, side, values])).toEqual([
    ['median', 'at least', [outcomes.allowed[median!.index]]],
    ['worst', 'at least', [outcomes.allowed[worst!.index]]],
  ]);
});

it('bounds a curve that has to get somewhere at its deadline', async () => {
  const { bounds, curves } = panelOf(await shown(), 'reaches');
  expect(bounds[0]).toMatchObject({ side: 'at most', steps: [10], values: [0.26] });
  expect(curves[0]!.read).toHaveLength(9);
});

it('shows the first training of a block, and no bound on its mean', async () => {
  const dynamics = await shown();
  expect([dynamics.get('block')!.block, dynamics.get('attends')!.block]).toEqual([true, false]);
  const { bounds, curves } = panelOf(dynamics, 'block');
  expect(bounds).toEqual([]);
  for (const { steps, values } of curves) expect(values).toEqual(steps.map(error));
});

it('trains the block’s own first training, with the prompts of the claim', async () => {
  const { curves } = panelOf(await shown(), 'blocks');
  const { stream } = claimNamed('blocks').parts[0]!;
  for (const { index, steps, values } of curves) {
    const [first] = unitOf(coin as unknown as Family, stream, index).members;
    const requests = steps.map((at) => ({ observation: 'weight', at, prompts: 30 }));
    expect(values).toEqual((await measure(coin as unknown as Family, 'fused', first!, requests)).values);
  }
  expect(curves.map(({ values }) => new Set(values).size > 5)).toEqual([true, true]);
});

it('ends where a training stopped being finite', async () => {
  const { curves, bounds } = panelOf(await shown(), 'diverges');
  expect(curves.map(({ steps }) => steps)).toEqual(curves.map(() => [0, 1, 2, 3, 4, 5]));
  expect(bounds.map(({ steps, values }) => [steps, values])).toEqual(curves.map(() => [[10], [9]]));
});

it('trains nothing a second time', async () => {
  const first = await shown();
  const file = join(own.cwd, '.theoremcheck', 'trials.jsonl');
  const before = statSync(file).size;
  const progress = jest.fn();
  expect(await dynamicsOf(claims, gates, built, settings, { progress })).toEqual(first);
  expect([statSync(file).size, progress.mock.calls.length]).toEqual([before, 0]);
});

it('says which lines of the cache it could not use, and shows the same', async () => {
  const file = join(own.cwd, '.theoremcheck', 'trials.jsonl');
  const text = readFileSync(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  const before = await shown();
  appendFileSync(file, 'damaged\ndamaged\n');
  const failed = jest.fn();
  expect(await dynamicsOf(claims, gates, built, settings, { failed })).toEqual(before);
  expect(failed.mock.calls).toEqual([[expect.stringMatching(/trials\.jsonl: 2 damaged lines are set aside/)]]);
  own.write('.theoremcheck/trials.jsonl', text);
});

it('leaves out claims that say something else by now, other code and claims without trials', async () => {
  const changed = claims.map(
    (claim, i) =>
      [
        { ...claim, digest: 'other' },
        { ...claim, code: 'other' },
        { ...claim, parts: [] },
      ][i % 3]!,
  );
  expect((await shown(changed)).size).toBe(0);
});
