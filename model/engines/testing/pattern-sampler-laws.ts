import type { Task } from '../../../generators/patterns/patterns';
import type { PatternPrompts } from '../pattern-law';
import type { PatternSample } from './decoded-patterns';
import { centred, type Finding, frequency, indices, kolmogorov, over } from './findings';

/** Distances between tokens of a prompt at which dependence is looked for. */
const LAGS = [1, 2, 4];

/**
 * For every prompt the tasks that its contexts allow: + on the first pattern, − on the second, 0 on all others. A context of
 * sign 0 rules out tasks of its pattern, so all are checked, and none is left where the signs are wrong.
 */
export function promptTasks(
  tasks: readonly Task[],
  { n, relevant, sign }: Pick<PatternSample, 'n' | 'relevant' | 'sign'>,
): number[][] {
  const L = sign.length / n;
  const fits = (task: Task, b: number): boolean => {
    for (let l = 0; l < L; l++) if (says(task, relevant[b * (L + 1) + l]!) !== sign[b * L + l]) return false;
    return true;
  };
  const all = indices(tasks.length);
  return indices(n).map((b) => all.filter((index) => fits(tasks[index]!, b)));
}

/** What a task says of pattern j. */
const says = ([a, b]: Task, j: number): number => (j === a ? 1 : j === b ? -1 : 0);

/** A sample by prompt and place; place L is the query. */
interface SampleView {
  readonly prompts: PatternPrompts;
  readonly n: number;
  readonly L: number;
  /** How many tasks fit a prompt. */
  readonly fitting: (b: number) => number;
  /**
   * The task of a prompt whose contexts show both of its patterns, else undefined. Which prompts do is a matter of signs
   * alone: all that signs do not decide has its own law given that.
   */
  readonly task: (b: number) => number | undefined;
  /** ±1: the query's pattern is the task's first or second; 0: neither; undefined with the task. */
  readonly truth: (b: number) => number | undefined;
  readonly label: (b: number) => number;
  readonly sign: (b: number, l: number) => number;
  readonly relevant: (b: number, l: number) => number;
  readonly irrelevant: (b: number, l: number) => number;
  /** κ/K */
  readonly kappa: (b: number, l: number) => number;
  readonly embedded: (b: number, l: number) => number;
}

function viewOf(prompts: PatternPrompts, sample: PatternSample): SampleView {
  const { n, sign, label, relevant, irrelevant, kappa, embedded } = sample;
  const { contexts: L, tasks, K } = prompts;
  const fitting = promptTasks(tasks, sample);
  const both = (b: number): boolean => {
    const signs = sign.subarray(b * L, (b + 1) * L);
    return signs.includes(1) && signs.includes(-1);
  };
  const known = fitting.map((list, b) => (both(b) ? list[0] : undefined));
  const at = (b: number, l: number): number => b * (L + 1) + l;
  const truth = (b: number): number | undefined => {
    const task = tasks[known[b]!];
    return task && says(task, relevant[at(b, L)]!);
  };
  return {
    ...{ prompts, n, L, truth },
    fitting: (b) => fitting[b]!.length,
    task: (b) => known[b],
    label: (b) => label[b]!,
    sign: (b, l) => sign[b * L + l]!,
    relevant: (b, l) => relevant[at(b, l)]!,
    irrelevant: (b, l) => irrelevant[at(b, l)]!,
    kappa: (b, l) => kappa[at(b, l)]! / K,
    embedded: (b, l) => embedded[at(b, l)]!,
  };
}

/** All choices of a pattern prompt against the stated law (li2024, data and tasks), departures included. */
export function patternFindings(prompts: PatternPrompts, sample: PatternSample): Finding[] {
  const view = viewOf(prompts, sample);
  return [
    taskFindings,
    contextFindings,
    bystanderFindings,
    labelFindings,
    queryFindings,
    kappaFindings,
    irrelevantFindings,
  ].flatMap((findings) => findings(view));
}

function taskFindings({ prompts: { tasks, skew }, n, task, fitting }: SampleView): Finding[] {
  const share = (i: number): number => (1 - skew) / tasks.length + (i === 0 ? skew : 0);
  const all = indices(tasks.length);
  return [
    frequency(
      'signs are those of a task',
      1,
      over(n, 1, (b) => fitting(b) > 0),
    ),
    ...all.map((i) =>
      frequency(
        `task ${i}`,
        share(i),
        over(n, 1, (b) => given(task(b) !== undefined, task(b) === i)),
      ),
    ),
    frequency(
      'tasks of successive prompts agree',
      all.reduce((sum, i) => sum + share(i) ** 2, 0),
      over(n - 1, 1, (b) => given(task(b) !== undefined && task(b + 1) !== undefined, task(b) === task(b + 1))),
    ),
  ];
}

/** The event where the condition holds; otherwise the pair is left out. */
const given = (condition: boolean, event: boolean): boolean | undefined => (condition ? event : undefined);

function contextFindings({ prompts: { alpha }, n, L, sign, label }: SampleView): Finding[] {
  const pairs = LAGS.filter((lag) => lag < L);
  return [
    ...indices(L).flatMap((l) =>
      [1, -1].map((z) =>
        frequency(
          `context ${l} has sign ${z}`,
          alpha / 2,
          over(n, 1, (b) => sign(b, l) === z),
        ),
      ),
    ),
    frequency(
      'relevant contexts where the query’s label is +',
      alpha,
      over(n, L, (b, l) => given(label(b) === 1, sign(b, l) !== 0)),
    ),
    ...pairs.map((lag) =>
      frequency(
        `contexts at lag ${lag} are relevant`,
        alpha ** 2,
        over(n, L - lag, (b, l) => sign(b, l) !== 0 && sign(b, l + lag) !== 0),
      ),
    ),
    ...pairs.map((lag) =>
      frequency(
        `relevant contexts at lag ${lag} agree`,
        1 / 2,
        over(n, L - lag, (b, l) => given(sign(b, l) * sign(b, l + lag) !== 0, sign(b, l) === sign(b, l + lag))),
      ),
    ),
  ];
}

function bystanderFindings({ prompts: { tasks, mu }, n, L, sign, task, relevant }: SampleView): Finding[] {
  const others = (i: number): number[] => indices(mu.length).filter((j) => !tasks[i]!.includes(j));
  const bystands = (b: number, l: number): boolean => sign(b, l) === 0;
  return [
    ...indices(tasks.length).flatMap((i) =>
      indices(mu.length).map((j) =>
        frequency(
          `bystander ${j} of task ${i}`,
          others(i).includes(j) ? 1 / others(i).length : 0,
          over(n, L, (b, l) => given(task(b) === i && bystands(b, l), relevant(b, l) === j)),
        ),
      ),
    ),
    ...LAGS.map((lag) =>
      frequency(
        `bystanders at lag ${lag} agree`,
        1 / (mu.length - 2),
        over(n, L - lag, (b, l) =>
          given(
            task(b) !== undefined && bystands(b, l) && bystands(b, l + lag),
            relevant(b, l) === relevant(b, l + lag),
          ),
        ),
      ),
    ),
  ];
}

function labelFindings({ prompts: { mu, contextFlips, queryFlips }, ...view }: SampleView): Finding[] {
  const { n, L, sign, relevant, embedded, label, truth } = view;
  const flipped = (b: number, l: number): boolean => embedded(b, l) !== sign(b, l);
  const coin = (name: string, condition: (b: number, l: number) => boolean): Finding =>
    frequency(
      `label of a bystander, ${name}`,
      1 / 2,
      over(n, L, (b, l) => given(sign(b, l) === 0 && condition(b, l), embedded(b, l) === 1)),
    );
  const agree = (
    name: string,
    rate: number,
    of: (b: number, l: number) => boolean,
    condition: (s: number) => boolean,
  ) =>
    frequency(
      name,
      rate,
      over(n, L - 1, (b, l) => given(condition(sign(b, l)) && condition(sign(b, l + 1)), of(b, l))),
    );
  return [
    ...[1, -1].map((z) =>
      frequency(
        `labels against the sign ${z}`,
        contextFlips,
        over(n, L, (b, l) => given(sign(b, l) === z, flipped(b, l))),
      ),
    ),
    agree('two labels against their signs', contextFlips ** 2, (b, l) => flipped(b, l) && flipped(b, l + 1), Boolean),
    agree(
      'labels of two bystanders agree',
      1 / 2,
      (b, l) => embedded(b, l) === embedded(b, l + 1),
      (s) => s === 0,
    ),
    coin('always', () => true),
    coin('where the query’s label is +', (b) => label(b) === 1),
    coin('of a pattern in the first half', (b, l) => 2 * relevant(b, l) < mu.length),
    frequency(
      'labels of a context and the query against their patterns',
      contextFlips * queryFlips,
      over(n, L, (b, l) => given(truth(b) !== undefined && sign(b, l) !== 0, flipped(b, l) && truth(b) !== label(b))),
    ),
  ];
}

function queryFindings({ prompts: { tasks, queryFlips }, n, L, task, truth, label, sign }: SampleView): Finding[] {
  const seen = (b: number): boolean => truth(b) !== undefined;
  return [
    frequency(
      'queries carry a pattern of the task',
      1,
      over(n, 1, (b) => given(seen(b), truth(b) !== 0)),
    ),
    ...indices(tasks.length).map((i) =>
      frequency(
        `query of task ${i} is +`,
        1 / 2,
        over(n, 1, (b) => given(task(b) === i, truth(b) === 1)),
      ),
    ),
    ...[1, -1].map((z) =>
      frequency(
        `labels against queries of sign ${z}`,
        queryFlips,
        over(n, 1, (b) => given(truth(b) === z, label(b) !== z)),
      ),
    ),
    frequency(
      'queries of successive prompts agree',
      1 / 2,
      over(n - 1, 1, (b) => given(seen(b) && seen(b + 1), truth(b) === truth(b + 1))),
    ),
    ...indices(L).map((l) =>
      frequency(
        `query agrees with context ${l}`,
        1 / 2,
        over(n, 1, (b) => given(seen(b) && sign(b, l) !== 0, truth(b) === sign(b, l))),
      ),
    ),
  ];
}

/** E u² and E u⁴ of u uniform in [−1, 1]. */
const [SQUARE, FOURTH] = [1 / 3, 1 / 5];
/** Var u^k for k = 1 … 4: E u^2k − (E u^k)². */
const VARIANCES = [SQUARE, FOURTH - SQUARE ** 2, 1 / 7, 1 / 9 - FOURTH ** 2];
const MEANS = [0, SQUARE, 0, FOURTH];

function kappaFindings({ prompts: { alpha }, n, L, ...view }: SampleView): Finding[] {
  const { kappa, sign, embedded, label } = view;
  const square = (b: number, l: number): number => kappa(b, l) ** 2 - SQUARE;
  const uniform = (u: number): number => Math.min(1, Math.max(0, (u + 1) / 2));
  const places = { contexts: indices(L), queries: [L] };
  return [
    ...Object.entries(places).flatMap(([where, ls]) => [
      ...MEANS.map((mean, i) =>
        centred(
          `moment ${i + 1} of κ in ${where}`,
          VARIANCES[i]!,
          over(n, ls.length, (b, l) => kappa(b, ls[l]!) ** (i + 1) - mean),
        ),
      ),
      kolmogorov(
        `distribution of κ in ${where}`,
        Float64Array.from({ length: n * ls.length }, (_, i) => kappa(Math.floor(i / ls.length), ls[i % ls.length]!)),
        uniform,
      ),
    ]),
    ...LAGS.flatMap((lag) => [
      centred(
        `κ at lag ${lag}`,
        SQUARE ** 2,
        over(n, L + 1 - lag, (b, l) => kappa(b, l) * kappa(b, l + lag)),
      ),
      centred(
        `κ² at lag ${lag}`,
        VARIANCES[1]! ** 2,
        over(n, L + 1 - lag, (b, l) => square(b, l) * square(b, l + lag)),
      ),
    ]),
    centred(
      'κ of successive queries',
      SQUARE ** 2,
      over(n - 1, 1, (b) => kappa(b, L) * kappa(b + 1, L)),
    ),
    centred(
      'κ × sign',
      alpha * SQUARE,
      over(n, L, (b, l) => kappa(b, l) * sign(b, l)),
    ),
    centred(
      'κ × label',
      SQUARE,
      over(n, L, (b, l) => kappa(b, l) * embedded(b, l)),
    ),
    centred(
      'κ × label of the query',
      SQUARE,
      over(n, L + 1, (b, l) => kappa(b, l) * label(b)),
    ),
    centred(
      'κ² × relevance',
      VARIANCES[1]! * alpha * (1 - alpha),
      over(n, L, (b, l) => square(b, l) * (Math.abs(sign(b, l)) - alpha)),
    ),
  ];
}

function irrelevantFindings({ prompts: { nu }, n, L, irrelevant, sign, kappa, label }: SampleView): Finding[] {
  const rate = 1 / nu.length;
  const each = (name: string, condition: (b: number, l: number) => boolean): Finding[] =>
    indices(nu.length).map((k) =>
      frequency(
        `irrelevant ${k} ${name}`,
        rate,
        over(n, L + 1, (b, l) => given(condition(b, l), irrelevant(b, l) === k)),
      ),
    );
  return [
    ...each('in contexts', (_, l) => l < L),
    ...each('in queries', (_, l) => l === L),
    ...each('in queries of label +', (b, l) => l === L && label(b) === 1),
    ...each('in contexts of sign +', (b, l) => l < L && sign(b, l) === 1),
    ...each('with κ > 0', (b, l) => kappa(b, l) > 0),
    ...LAGS.map((lag) =>
      frequency(
        `irrelevant patterns at lag ${lag} agree`,
        rate,
        over(n, L + 1 - lag, (b, l) => irrelevant(b, l) === irrelevant(b, l + lag)),
      ),
    ),
    frequency(
      'irrelevant patterns of successive queries agree',
      rate,
      over(n - 1, 1, (b) => irrelevant(b, L) === irrelevant(b + 1, L)),
    ),
  ];
}
