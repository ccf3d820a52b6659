import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readConcepts } from '../../generators/language/reading/concepts';
import { readEmbedding } from '../../generators/language/reading/embedding';
import { readPool } from '../../generators/language/reading/pool';
import { UsageError } from '../../harness/base/usage-error';
import { readBaseline } from '../../harness/baseline/read-baseline';
import { parseOutcome } from '../../harness/cli/decide/line';
import { main } from '../../harness/cli/main';
import { readAnswer } from '../../harness/external/protocol';
import { expression } from '../../harness/formula/expression';
import { readFigure } from '../../harness/gallery/figure-file';
import { Attempts } from '../../harness/project/attempts';
import { readCounterexamples } from '../../harness/project/counterexamples';
import { readSettings } from '../../harness/project/settings';
import { parseAddress } from '../../harness/queue/address';
import { packReply, readParcel, readReply } from '../../harness/queue/parcel';
import { updateLedger } from '../../harness/report/ledger/ledger-files';
import { parseShare } from '../../harness/shards/share';
import { readStrength } from '../../harness/strength/strength-file';
import { parseToken } from '../../harness/trials/draw/token';
import { formatTrial, parseLine } from '../../harness/trials/store/trial-line';
import type { Job } from '../../harness/trials/workers/job';
import found from './found.json';

/**
 * Inputs that nobody meant, for all that reads: each is taken, or refused in one sentence of ours. `FUZZ=10000` tries so many (500 in
 * the suite), `FUZZ_SEED` draws others. Inputs that ever came out otherwise are kept in found.json and tried first.
 */
const INPUTS = Number(process.env.FUZZ || 500);
const SEED = Number(process.env.FUZZ_SEED || 1);
const ROOT = join(__dirname, '..', '..');

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

interface Reader {
  /** What it takes: inputs are near it. */
  readonly good: readonly string[];
  /** Takes it, or throws. */
  readonly read: (text: string) => unknown;
}

const trial = formatTrial({
  ...{ stream: 'a'.repeat(32), index: 3, engine: 'fused', requests: ['error@8#64', 'loss@8#0'] },
  ...{ values: [[0.25, Number.NaN]], diverged: [{ member: 0, step: 4, what: 'loss is NaN' }] },
}).trim();
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const run = JSON.parse(text('docs/ci/accepted.json'));

const record = JSON.parse(text('docs/record.json'));
const figure = JSON.parse(text('docs/gallery/bu2024-convergence.json'));
const [panel, rows] = Object.entries(figure.datasets)[0] as [string, readonly unknown[]];

const job: Job = {
  stream: { family: 'toy', source: 'region', dials: { noise: 0.5 }, epoch: 'e' },
  ...{ index: 3, engine: 'exact', requests: [{ observation: 'error', at: 8, prompts: 64 }] },
  codes: { exact: 'e'.repeat(64) },
};
const answer = { kind: 'unit', engine: 'exact', members: [{ values: [Number.NaN] }] } as const;

/** What crosses a queue comes as JSON; what is none never gets so far. */
function json(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw UsageError.expected('JSON', 'some', 'none');
  }
}

const WORDS_OF = (letter: string) => Array.from({ length: 12 }, (_, i) => `${letter}${i}`).join(' ');

const READERS: Readonly<Record<string, Reader>> = {
  'the record of verdicts': {
    good: [JSON.stringify({ ...record, claims: record.claims.slice(0, 1), figures: record.figures.slice(0, 1) })],
    read: (content) => {
      mkdirSync(join(folder, 'docs'), { recursive: true });
      file('docs/record.json', content);
      return updateLedger(folder, [], true); // writes nothing
    },
  },
  'a figure of the gallery': {
    good: [JSON.stringify({ ...figure, datasets: { [panel]: rows.slice(0, 2) } })],
    read: (content) => {
      file('figure.json', content);
      return readFigure(folder, 'figure');
    },
  },
  'what was tried on claims': {
    good: ['{"version":1,"epoch":"e","otherEpoch":"f","profile":"pr","engine":"fused","claims":[]}'],
    read: (content) => readStrength(file('strength.json', content)),
  },
  'a training from a queue': { good: [JSON.stringify({ v: 1, jobs: [job] })], read: (data) => readParcel(json(data)) },
  'an answer from a queue': {
    good: [JSON.stringify(packReply({ v: 1, seconds: 0.5, answers: [answer] }))],
    read: (data) => readReply(json(data), [job]),
  },
  'the address of a queue': { good: ['redis://user:secret@host:6379/3', 'rediss://host'], read: parseAddress },
  'a share': { good: ['2/8', '1/1'], read: parseShare },
  'a line of stored trials': {
    good: [trial],
    read: (line) => {
      const read = parseLine(line);
      // Whatever is taken has the checksum of its content: only what was written is.
      if (typeof read !== 'string' && line.trim() !== trial) throw new Error(`another line is believed: ${line}`);
    },
  },
  'a verdict file as baseline': {
    good: [JSON.stringify({ ...run, claims: run.claims.slice(0, 1) })],
    read: (content) => {
      file('accepted.json', content);
      return readBaseline({ baseline: 'accepted.json' }, folder);
    },
  },
  settings: {
    good: [
      '{"name":"a","theoremcheck":{"workers":2,"epoch":"e","silence":9,"caches":["a"],"ci":{"baseline":"b.json"}}}',
    ],
    read: (content) => {
      file('package.json', content);
      return readSettings(folder, {}, {});
    },
  },
  'the environment': {
    good: ['WORKERS=2', 'ENGINE=fused', 'PROFILE=nightly', 'EPOCH=gate-1', 'SILENCE=9', 'CACHES=a:b'],
    read: (pair) => readSettings(ROOT, {}, Object.fromEntries([`THEOREMCHECK_${pair}`.split('=', 2)])),
  },
  attempts: {
    good: [text('theorems/attempts.jsonl').split('\n').slice(0, 2).join('\n')],
    read: (content) => Attempts.parse(content),
  },
  counterexamples: {
    good: ['{"version":1,"counterexamples":[]}'],
    read: (content) => {
      file('counterexamples.json', content);
      return readCounterexamples(folder, 'a.theorem.ts');
    },
  },
  'an answer of an external family': {
    good: [
      '{"id":1,"observe":{"values":[0.5,"NaN"]}}',
      '{"id":1,"parameters":{"arrays":{"w":{"type":"f4","values":[1,"-Infinity"]}}}}',
    ],
    read: (line) => readAnswer('program', line, 1, line.includes('observe') ? 'observe' : 'parameters'),
  },
  'a replay token': {
    good: ['bu2024/corner:slow%2C+wide/init=2,noise=0.4/16:batchSize=8~-:dictionary,init/gate-1/17/fused/abcdef012345'],
    read: parseToken,
  },
  'an outcome': { good: ['0', '1', 'unknown', '0.25'], read: (line) => parseOutcome(line, true) },
  'a formula': {
    good: ['tau * m * K1 / eta', '1 - c^2', 'max(a, sqrt(b)) / (1 + exp(-x))'],
    read: (formula) => {
      const made = expression(formula);
      return typeof made.evaluate(new Map(made.symbols.map((symbol) => [symbol, 0.5])));
    },
  },
  'vectors of words': {
    good: ['3 2\na 1 2\nb 3e-1 -4\nc 0 1\n', 'a 1 2\nb 3 4\nc 5 6\n'],
    read: (content) => readEmbedding(file('vectors.txt', content), new Set(['a', 'b', 'c'])),
  },
  concepts: {
    good: [
      `size\t${WORDS_OF('p')}\t${WORDS_OF('m')}\tlarge small\n`,
      JSON.stringify([{ name: 'size', plus: WORDS_OF('p'), minus: WORDS_OF('m') }]),
    ],
    read: (content) => readConcepts(file(content.startsWith('[') ? 'c.json' : 'c.tsv', content)),
  },
  'a pool of examples': {
    good: ['# texts\ngood\t+1\nbad\t-1\n'],
    read: (content) => readPool(file('pool.tsv', content)),
  },
};

/** Bits of text that readers may not expect. */
const BITS = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\u0000',
    '\ufeff',
    '\ud800',
    '\u2028',
    '−',
    '…',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    ',',
    ':',
    '/',
    '=',
    '%',
    '~',
    '-',
    '+',
    '.',
    '0',
    '-0',
    '1e999',
    'NaN',
    'Infinity',
    'null',
    'true',
    '[]',
    '{}',
    '9'.repeat(30),
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'i',
    'f(x)=x',
    '1:3',
    '2 inch',
    '[[1]]',
    '[['.repeat(40),
    '(('.repeat(500),
  ],
];
const bit = fc.oneof(fc.constantFrom(...BITS), fc.string({ maxLength: 8, unit: 'binary' }));
/** A cut of so much at a place, and what stands there instead. */
const edits = fc.array(fc.tuple(fc.nat(9999), fc.nat(12), bit), { minLength: 1, maxLength: 4 });
const near = (good: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...good), edits).map(([from, all]) => all.reduce(edited, from)) },
    { weight: 1, arbitrary: fc.array(bit, { maxLength: 6 }).map((bits) => bits.join('')) },
  );
const edited = (from: string, [place, cut, put]: readonly [number, number, string]): string => {
  const at = place % (from.length + 1);
  return from.slice(0, at) + put + from.slice(at + cut);
};

/** Refused by us, in one sentence; anything else is thrown on. */
async function taken(read: Reader['read'], input: string): Promise<boolean> {
  try {
    await read(input);
    return true;
  } catch (error) {
    const ours = error instanceof UsageError || (error as Error)?.name === 'BadInput';
    if (!ours || (error as Error).message.includes('\n')) throw error;
    return false;
  }
}

const share = Math.ceil(INPUTS / (Object.keys(READERS).length + 1));
const options = { numRuns: share, seed: SEED, endOnFailure: true } as const;
const kept = found as readonly { readonly reader: string; readonly input: string }[];

describe.each(Object.entries(READERS))('%s', (name, { good, read }) => {
  it('takes what is good', async () => {
    for (const input of good) expect(await taken(read, input)).toBe(true);
  });

  it('takes anything else, or refuses it in one sentence', async () => {
    for (const { reader, input } of kept) if (reader === name) await taken(read, input);
    await fc.assert(
      fc.asyncProperty(near(good), async (input) => {
        await taken(read, input);
      }),
      options,
    );
  });
});

describe('command lines', () => {
  const WORDS = [
    ...[
      'verify',
      'list',
      'replay',
      'decide',
      'falsify',
      'mutate',
      'merge',
      'report',
      'figures',
      'audit',
      'select',
      'selftest',
      'new',
    ],
    ...[
      'export',
      'help',
      'nonsense',
      '--help',
      '--json',
      '--version',
      '-V',
      '--',
      '-',
      '--workers',
      '--engine',
      '--epoch',
      '--delta',
    ],
    ...[
      '--margin',
      '--alpha-c',
      '--alpha-f',
      '--trial',
      '--steps',
      '--out',
      '--shard',
      '2/8',
      '0',
      '-1',
      '1e9',
      'a b',
      '.*',
      '(',
    ],
  ];
  const lines = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: bit }), {
    maxLength: 6,
  });
  const refuse = (who: string) => () => Promise.reject(UsageError.expected(who, 'one', 'none'));

  it('end with a documented status, write nothing and show no stack', async () => {
    const before = readdirSync(process.cwd());
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.array(fc.constantFrom('0', '1', 'unknown', 'x', ''), { maxLength: 5 }),
        async (argv, given) => {
          const said: string[] = [];
          const io = {
            out: (line: string) => void said.push(line),
            err: (line: string) => void said.push(line),
            command: () => {},
            terminal: false,
            lines: async function* () {
              yield* given;
            },
          };
          const own = { tools: refuse('tools'), shipped: refuse('shipped') };
          const status = await main(argv, refuse('project'), io, {}, own);
          expect([0, 1, 2, 3, 4]).toContain(status);
          expect(said.join('\n')).not.toMatch(/\n\s+at .*:\d+:\d+/);
          if (status === 2) expect(said.length).toBeGreaterThan(0);
        },
      ),
      options,
    );
    expect(readdirSync(process.cwd())).toEqual(before);
  });
});
