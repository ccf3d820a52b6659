import { claimLevels, weighted } from '../evidence/levels';
import type { Standing } from '../project/standing';
import type { Engine } from '../statement/family';
import type { Gate, Part, Request } from '../statement/gate';
import { mainPart } from '../statement/gate';
import type { Lab } from '../trials/lab';
import { distinct, type Stream } from '../trials/stream';
import { Claim } from '../verdict/claim/claim';
import { Faults } from '../verdict/claim/faults';
import type { Reader } from '../verdict/claim/reader';
import { takeKnown } from '../verdict/claim/take-known';

/** Where claims are brought to their verdicts, on which trials, and at which levels. */
export interface Bench {
  readonly lab: Lab;
  readonly profile: 'pr' | 'nightly';
  readonly engine?: Engine | undefined;
  /** The epoch of a claim, and the share of the levels of one out of K that its attempt has; the same for what is made of it. */
  readonly standingOf: (gate: Gate) => Standing;
  /** When true nothing more is trained, and what is undecided stays so. */
  readonly interrupted?: () => boolean;
}

/** Units of a stream that are asked for at once. */
const AHEAD = 8;

/**
 * Brings claims to their verdicts by the code of the gate, without its witness and its replays: those are about engines and seeds,
 * which are the same for a claim and for what is made of it. A claim that is vacuous whatever else comes is read no further, so that
 * little is trained beyond what the gate has stored.
 */
export async function bring(gates: readonly Gate[], bench: Bench): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  for (const gate of gates) claims.push(await claimOf(gate, bench));
  const faults = new Faults();
  for (;;) {
    const open = claims.filter((claim) => !advanced(claim, faults));
    const wanted = new Wanted();
    for (const claim of open) for (const reader of nextReaders(claim)) wanted.add(reader);
    if (open.length === 0 || bench.interrupted?.()) return claims;
    if (wanted.isEmpty)
      throw new Error(`strength: expected an end of "${open[0]!.gate.name}", got nothing more to ask for`);
    await wanted.ask(bench.lab, faults);
  }
}

/** The negative control that leaves a claim vacuous whatever the others come to. */
export function survivorOf({ main, negatives }: Claim) {
  if (main?.evidence.status !== 'corroborated') return undefined;
  return negatives.find(
    (test) => !test.idle && test.error === undefined && test.settled && test.status !== 'falsified',
  );
}

async function claimOf(gate: Gate, { lab, profile, engine, standingOf }: Bench): Promise<Claim> {
  const { epoch, weight } = standingOf(gate);
  const streams = new Map<Part, Stream>();
  for (const part of [...gate.parts, ...gate.controls.flatMap((control) => control.parts)])
    streams.set(part, await lab.stream(part.stream, { engine, epoch }));
  const { engine: name, code } = streams.get(mainPart(gate))!;
  const own = weighted(claimLevels(profile), weight);
  return new Claim(gate, { epoch, profile, engine: name, code, ...own, streamOf: (part) => streams.get(part)! });
}

/** Takes all that is known. Returns whether the claim's end is. */
function advanced(claim: Claim, faults: Faults): boolean {
  takeKnown(claim, faults);
  return claim.decided || survivorOf(claim) !== undefined;
}

/** The claim's own first: whether a control is read at all depends on them. */
function nextReaders({ main, readers }: Claim): readonly Reader[] {
  const own = (main?.readers ?? []).filter((reader) => readers.includes(reader) && reader.wants());
  return own.length > 0 ? own : readers.filter((reader) => reader.wants());
}

/** What several readers ask of the same units, asked for once. */
class Wanted {
  private readonly units = new Map<string, { stream: Stream; index: number; requests: readonly Request[] }>();

  add(reader: Reader): void {
    const { stream, next, limit } = reader;
    for (let index = next; index < Math.min(limit, next + AHEAD); index += 1) {
      const missing = stream.missing(index, reader.requests(index));
      const key = `${stream.key}/${index}`;
      const requests = distinct([...(this.units.get(key)?.requests ?? []), ...missing]);
      if (missing.length > 0) this.units.set(key, { stream, index, requests });
    }
  }

  get isEmpty(): boolean {
    return this.units.size === 0;
  }

  async ask(lab: Lab, faults: Faults): Promise<void> {
    const asked = [...this.units.values()].map(async ({ stream, index, requests }) => {
      const answer = await lab.ask(stream, index, requests);
      if (answer.kind !== 'unit') faults.kept(stream, index).noteAll(answer);
    });
    await Promise.all(asked);
  }
}
