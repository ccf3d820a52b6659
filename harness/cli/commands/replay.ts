import { Command } from 'commander';
import { equallySpaced, logSpaced } from '../../base/spaced';
import type { ClaimGate } from '../../compile/compile';
import { encodeNumbers } from '../../files/json-numbers';
import { withLab } from '../../lab/with-lab';
import { readSettings } from '../../project/settings';
import { loadBoth } from '../../project/suite';
import { number } from '../../report/text/number';
import { table } from '../../report/text/table';
import type { Family } from '../../statement/family';
import type { MemberResult, Outcome, Part, Request, StreamSpec } from '../../statement/gate';
import { isExplored } from '../../trials/draw/explored';
import { unitOf } from '../../trials/draw/members';
import { rootOf, type StreamId } from '../../trials/draw/seeds';
import { parseToken, type Token } from '../../trials/draw/token';
import { requestKey } from '../../trials/store/key';
import { distinct, streamId } from '../../trials/stream';
import { measure } from '../../trials/training/measure';
import type { Context } from '../console/context';
import { integer } from '../console/integer';
import { familyNamed } from './export';

/** A part of a claim or of one of its controls that reads the replayed stream. */
interface ReplayedPart {
  readonly label: string;
  readonly part: Part;
}

interface Replayed {
  readonly problem: unknown;
  readonly engine: string;
  /** Whether the code is the one the token was made with. */
  readonly sameCode: boolean;
  readonly steps: readonly number[];
  /** Observation → value at every step, of the unit's first training. */
  readonly dynamics: Readonly<Record<string, readonly number[]>>;
  readonly diverged?: string;
  readonly outcomes: readonly { readonly claim: string; readonly outcome: Outcome }[];
}

export function replayCommand(context: Context): Command {
  return new Command('replay')
    .argument('<token>', 'as printed with verdicts: family/source/dials/block/epoch/index/engine/code')
    .option('--points <n>', 'steps in the table of dynamics', '13')
    .option('--log', 'these steps at equal ratios, for what happens early (default: at equal distances)')
    .option('--json', 'print problem, dynamics and outcomes as JSON')
    .action(async (text: string, flags: { points: string; log?: boolean; json?: boolean }) => {
      const token = parseToken(text);
      const points = integer('replay', '--points', flags.points, 2, 200);
      const replayed = await replay(context, token, (last) => (flags.log ? logSpaced : equallySpaced)(0, last, points));
      context.io.out(flags.json ? JSON.stringify(encodeNumbers({ token: text, ...replayed })) : render(text, replayed));
    });
}

async function replay(
  { built, io, env }: Context,
  token: Token,
  spread: (last: number) => readonly number[],
): Promise<Replayed> {
  const family = familyNamed(built, token.family);
  const { queue: _, ...settings } = readSettings(built.cwd, {}, env); // it is trained here
  const { code } = await withLab(built, settings, (lab) => lab.stream(specOf(family, token), token), { stored: false });
  const id: StreamId = { ...token };
  const { problem, members } = unitOf(family, id, token.index);
  const readers = consumers(loadBoth(built).gates, id);
  const requests = union(readers.map(({ part }) => part.plan(problem)));
  const steps = spread(Math.max(...requests.map(({ at }) => at), 0) || 100);
  const all = union([requests, everything(family, steps, requests)]);
  const results: (MemberResult & { engine: string })[] = [];
  for (const [i, member] of members.entries()) {
    results.push(await measure(family, token.engine, member, i === 0 ? all : requests));
    if (members.length > 1) io.err(`trained ${i + 1} of ${members.length}`);
  }
  const first = results[0]!;
  return {
    problem,
    engine: first.engine,
    sameCode: code.startsWith(token.code),
    steps,
    dynamics: dynamicsOf(family, steps, all, first),
    ...(first.diverged ? { diverged: `${first.diverged.what} at step ${first.diverged.step}` } : {}),
    outcomes: readers.map(({ label, part }) => ({
      claim: label,
      outcome: part.judge(problem, pick(results, all, requests, part.plan(problem))),
    })),
  };
}

function specOf(family: Family, { source, dials, block }: Token): StreamSpec {
  return block ? { family, source, dials, block } : { family, source, dials };
}

function consumers(gates: readonly ClaimGate[], id: StreamId): ReplayedPart[] {
  const root = rootOf(id);
  const reads = (part: Part) => rootOf(explored(part, id)) === root;
  return gates.flatMap((gate) => [
    ...gate.parts.filter(reads).map((part) => ({ label: `${gate.name} (${part.label})`, part })),
    ...gate.controls
      .filter((control) => !control.synthetic)
      .flatMap((control) =>
        control.parts
          .filter(reads)
          .map((part) => ({ label: `control "${control.name}" of ${gate.name} (${part.label})`, part })),
      ),
  ]);
}

/** The stream of a part as an exploration turns it: its draws in place of the region's, and the dial that it was asked for. */
function explored({ stream }: Part, { source, dials, epoch }: StreamId): StreamId {
  const own = streamId(stream, epoch);
  if (!isExplored(source) || own.source !== 'region') return own;
  return { ...own, source, dials: { ...dials, ...own.dials } };
}

// Observations over prompts are taken with the number of prompts that a claim uses, so that both read the same number.
function everything(family: Family, steps: readonly number[], requests: readonly Request[]): Request[] {
  return Object.entries(family.observations).flatMap(([observation, { prompted }]) => {
    const used = requests.find((request) => request.observation === observation)?.prompts;
    const prompts = prompted ? (used ?? Math.max(256, ...requests.map((request) => request.prompts))) : 0;
    return steps.map((at) => ({ observation, at, prompts }));
  });
}

function union(lists: readonly (readonly Request[])[]): Request[] {
  return [...distinct(lists.flat())];
}

function pick(
  results: readonly MemberResult[],
  all: readonly Request[],
  requests: readonly Request[],
  wanted: readonly Request[],
) {
  return results.map((result, member) => {
    const asked = member === 0 ? all : requests;
    const index = new Map(asked.map((request, i) => [requestKey(request), i]));
    return { ...result, values: wanted.map((request) => result.values[index.get(requestKey(request))!]!) };
  });
}

function dynamicsOf(family: Family, steps: readonly number[], all: readonly Request[], { values }: MemberResult) {
  const curve = (observation: string) =>
    steps.map(
      (step) => values[all.findIndex((request) => request.observation === observation && request.at === step)]!,
    );
  return Object.fromEntries(Object.keys(family.observations).map((name) => [name, curve(name)]));
}

function render(token: string, replayed: Replayed): string {
  const { problem, engine, sameCode, steps, dynamics, diverged, outcomes } = replayed;
  const header = ['step', ...steps.map(String)];
  const rows = Object.entries(dynamics).map(([name, values]) => [name, ...values.map(number)]);
  return [
    `replay of ${token}`,
    ...(sameCode ? [] : ['This is other code than the token was made with; the numbers may differ.']),
    `engine: ${engine}`,
    `problem: ${JSON.stringify(problem)}`,
    table([header, ...rows]),
    ...(diverged ? [diverged] : []),
    ...(outcomes.length ? ['outcomes:'] : ['No claim of this project reads this stream.']),
    ...outcomes.map(({ claim, outcome }) => `  ${outcomeText(outcome)}  ${claim}`),
  ].join('\n');
}

function outcomeText({ x, measured, allowed, note }: Outcome): string {
  return `x = ${x}: measured ${number(measured)}, allowed ${number(allowed)}${note ? ` (${note})` : ''}`;
}
