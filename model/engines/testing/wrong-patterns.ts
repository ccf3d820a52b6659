/** Faults that a sampler of pattern prompts could have. */
import type { Draft, PatternDice, PatternFault, SimulatedContext, SimulatedToken } from './simulated-patterns';

/** Its name, what it does to prompts that follow the law, and a figure that must show it. */
type WrongLaw = readonly [string, PatternFault, string];

type TokenChange<T> = (token: T, dice: PatternDice, draft: Draft, l: number) => Partial<T>;

const contexts =
  (change: TokenChange<SimulatedContext>): PatternFault =>
  (draft, dice) => ({ contexts: draft.contexts.map((c, l) => ({ ...c, ...change(c, dice, draft, l) })) });

const tokens =
  (change: TokenChange<SimulatedToken>): PatternFault =>
  (draft, dice) => ({
    ...contexts(change as TokenChange<SimulatedContext>)(draft, dice, undefined),
    query: { ...draft.query, ...change(draft.query, dice, draft, draft.contexts.length) },
  });

const relevant = (change: TokenChange<SimulatedContext>): PatternFault =>
  contexts((c, ...rest) => (c.sign === 0 ? {} : change(c, ...rest)));

const bystanders = (change: TokenChange<SimulatedContext>): PatternFault =>
  contexts((c, ...rest) => (c.sign === 0 ? change(c, ...rest) : {}));

/** Of a law without departures, over five relevant and three irrelevant patterns and four tasks. */
export const WRONG_OF_PLAIN: readonly WrongLaw[] = [
  ['bystanders of all patterns', bystanders((_c, dice) => ({ j: dice.below(5) })), 'signs are those of a task'],
  [
    'bystanders of all patterns, signed as the task says',
    bystanders((_, dice, { a, b }) => {
      const j = dice.below(5);
      return { j, sign: j === a ? 1 : j === b ? -1 : 0 };
    }),
    'context 0 has sign 1',
  ],
  [
    'bystanders counted up from the first pattern only',
    bystanders((_, dice, { a }) => {
      const j = dice.below(3);
      return { j: j < a ? j : j + 1 };
    }),
    'signs are those of a task',
  ],
  [
    'one bystander for all contexts',
    bystanders((c, _, { contexts: [first] }) => ({ j: first!.sign ? c.j : first!.j })),
    'bystanders at lag 1 agree',
  ],
  [
    'bystanders never of the last pattern',
    bystanders((_c, dice, { a, b }) => ({ j: dice.other(a, b, 4) })),
    'bystander 4 of task 0',
  ],
  ['bystanders that are always −', bystanders((_c) => ({ z: -1 })), 'label of a bystander, always'],
  [
    'bystanders labelled as the query',
    bystanders((_c, _, { label }) => ({ z: label })),
    'label of a bystander, where the query’s label is +',
  ],
  [
    'bystanders labelled alike',
    bystanders((_c, _, { contexts: [first] }) => ({ z: first!.z })),
    'labels of two bystanders agree',
  ],
  [
    'bystanders labelled by their pattern',
    bystanders((c) => ({ z: c.j < 2.5 ? 1 : -1 })),
    'label of a bystander, of a pattern in the first half',
  ],
  [
    'α applied to the first pattern alone',
    contexts((_, dice, { a, b }) => {
      const j = dice.happens(dice.prompts.alpha) ? a : dice.other(a);
      return { j, sign: j === a ? 1 : j === b ? -1 : 0 };
    }),
    'context 0 has sign -1',
  ],
  [
    'the number of relevant contexts fixed',
    contexts((_, dice, { a, b }, l) => {
      const sign = dice.sign();
      return l % 5 < 3 ? { sign, z: sign, j: sign > 0 ? a : b } : { sign: 0, j: dice.other(a, b) };
    }),
    'contexts at lag 1 are relevant',
  ],
  [
    'one sign for all relevant contexts but the first two',
    contexts((c, dice, { a, b, contexts: all }, l) => {
      if (l < 2 || c.sign === 0) return {};
      const sign = all[1]!.sign || dice.sign();
      return { sign, z: sign, j: sign > 0 ? a : b };
    }),
    'relevant contexts at lag 1 agree',
  ],
  ['queries that are always +', ({ a, query }) => ({ query: { ...query, j: a }, label: 1 }), 'query of task 0 is +'],
  [
    'queries that are bystanders',
    ({ a, b, query }, dice) => ({ query: { ...query, j: dice.happens(0.01) ? dice.other(a, b) : query.j } }),
    'queries carry a pattern of the task',
  ],
  [
    'queries like the first context',
    ({ query, contexts: [c] }) => (c!.sign ? { query: { ...query, j: c!.j }, label: c!.sign } : {}),
    'query agrees with context 0',
  ],
  [
    'queries alternating',
    ({ a, b, query }, _, last) => {
      const label = last ? -last.label : 1;
      return { label, query: { ...query, j: label > 0 ? a : b } };
    },
    'queries of successive prompts agree',
  ],
  ['labels of queries as if all were +', () => ({ label: 1 }), 'labels against queries of sign -1'],
  ['tasks turned round', relevant(({ sign }, _, { a, b }) => ({ j: sign > 0 ? b : a })), 'signs are those of a task'],
  [
    'tasks that come in pairs',
    (_, dice, last) => {
      const index = last ? dice.prompts.tasks.findIndex(([a]) => a === last.a) : 0;
      return dice.draft(dice.happens(0.1) ? index : undefined);
    },
    'tasks of successive prompts agree',
  ],
  ['the last task never', (_, dice) => dice.draft(dice.below(3)), 'task 3'],
  ['κ in [0, K]', tokens((t) => ({ kappa: Math.abs(t.kappa) })), 'moment 1 of κ in contexts'],
  ['κ in [−K, K]/2', tokens(({ kappa }) => ({ kappa: kappa / 2 })), 'moment 2 of κ in contexts'],
  [
    'κ of sixteen values',
    tokens((t) => ({ kappa: (Math.floor(16 * t.kappa) + 0.5) / 16 })),
    'distribution of κ in contexts',
  ],
  ['κ that sums two', tokens((t, dice) => ({ kappa: (t.kappa + dice.kappa()) / 2 })), 'moment 4 of κ in contexts'],
  ['queries without κ', ({ query }) => ({ query: { ...query, kappa: 0 } }), 'moment 2 of κ in queries'],
  ['one κ for a prompt', tokens((_t, _, { query }) => ({ kappa: query.kappa })), 'κ at lag 1'],
  ['one |κ| for a prompt', tokens((_t, dice, { query }) => ({ kappa: dice.sign() * query.kappa })), 'κ² at lag 1'],
  [
    'κ of queries in pairs',
    ({ query }, dice, last) => ({
      query: { ...query, kappa: last && dice.happens(0.3) ? last.query.kappa : query.kappa },
    }),
    'κ of successive queries',
  ],
  ['κ of the label’s sign', contexts((c) => ({ kappa: c.z * Math.abs(c.kappa) })), 'κ × label'],
  [
    'κ of the query’s label’s sign',
    tokens((t, _, { label }) => ({ kappa: label * Math.abs(t.kappa) })),
    'κ × label of the query',
  ],
  ['κ smaller in bystanders', bystanders(({ kappa }) => ({ kappa: 0.9 * kappa })), 'κ² × relevance'],
  [
    'one irrelevant pattern for a prompt',
    tokens((_t, _, { query }) => ({ k: query.k })),
    'irrelevant patterns at lag 1 agree',
  ],
  ['irrelevant patterns without the last', tokens((_t, dice) => ({ k: dice.below(2) })), 'irrelevant 2 in contexts'],
  [
    'irrelevant patterns told by the sign',
    contexts((c) => ({ k: c.sign > 0 ? 0 : c.k })),
    'irrelevant 0 in contexts of sign +',
  ],
  ['irrelevant patterns told by κ', tokens((t) => ({ k: t.kappa > 0.3 ? 1 : t.k })), 'irrelevant 1 with κ > 0'],
  ['queries of one irrelevant pattern', ({ query }) => ({ query: { ...query, k: 1 } }), 'irrelevant 1 in queries'],
  [
    'flips that nobody asked for, one in a thousand',
    contexts(({ z }, dice) => ({ z: z * dice.flip(0.001) })),
    'labels against the sign 1',
  ],
];

/** Of a law that flips labels of contexts and queries and prefers the first task. */
export const WRONG_OF_DEPARTING: readonly WrongLaw[] = [
  ['flips of bystanders alone', relevant(({ sign }) => ({ z: sign })), 'labels against the sign 1'],
  ['flips of + alone', relevant(({ sign, z }) => ({ z: sign < 0 ? -1 : z })), 'labels against the sign -1'],
  [
    'flips of all contexts of a prompt at once',
    (draft, dice) => {
      const flip = dice.flip(dice.prompts.contextFlips);
      return { contexts: draft.contexts.map((c) => ({ ...c, z: c.sign === 0 ? c.z : c.sign * flip })) };
    },
    'two labels against their signs',
  ],
  [
    'flips where the query is flipped',
    relevant(({ sign }, dice, { a, query, label }) => {
      const flipped = (query.j === a ? 1 : -1) !== label;
      return { z: sign * dice.flip(flipped ? 0.6 : 0.1) };
    }),
    'labels of a context and the query against their patterns',
  ],
  ['signs that are flipped with the labels', relevant(({ z }) => ({ sign: z })), 'signs are those of a task'],
  [
    'query flips of + alone',
    ({ a, query, label }) => ({ label: query.j === a ? label : -1 }),
    'labels against queries of sign -1',
  ],
  ['no query flips', ({ a, query }) => ({ label: query.j === a ? 1 : -1 }), 'labels against queries of sign 1'],
  [
    'query flips twice as often',
    ({ a, query }, dice) => ({ label: (query.j === a ? 1 : -1) * dice.flip(0.2) }),
    'labels against queries of sign 1',
  ],
  ['no skew', (_, dice) => dice.draft(dice.below(4)), 'task 0'],
  ['skew to the last task', (_, dice) => dice.draft(dice.happens(dice.prompts.skew) ? 3 : dice.below(4)), 'task 3'],
  [
    'skew as the whole share of the first task',
    (_, dice) => dice.draft(dice.happens(dice.prompts.skew) ? 0 : 1 + dice.below(3)),
    'task 0',
  ],
];
