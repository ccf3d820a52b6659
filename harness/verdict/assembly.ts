import { messageOf } from '../base/blame';
import { claimLevels, type Levels, weighted } from '../evidence/levels';
import type { Standing } from '../project/standing';
import type { Engine } from '../statement/family';
import type { Gate } from '../statement/gate';
import { mainPart } from '../statement/gate';
import type { Stream } from '../trials/stream';
import { Claim } from './claim/claim';
import { planned } from './claim/reader';
import { WindowTask } from './claim/window-task';
import { Witness } from './claim/witness';
import type { Streams } from './opening';

/** Trials of each stream that are compared in windows. */
export const WITNESSED = 3;

/** What all claims of a run have in common. */
interface RunContext {
  readonly profile: 'pr' | 'nightly';
  readonly standingOf: (gate: Gate) => Standing;
  readonly streams: Streams;
  /** Levels of a claim; those of one out of K in this profile when absent. */
  readonly levels?: ((gate: Gate) => Levels) | undefined;
}

/**
 * Makes claims of gates: tracks over the streams that were opened, and, where a family has a second engine and the first one
 * counts, a witness. Claims that read the same trial share the comparison of its windows.
 */
export class Assembly {
  private readonly tasks = new Map<string, WindowTask>();

  constructor(private readonly common: RunContext) {}

  claim(gate: Gate): Claim {
    const { profile, standingOf, streams, levels: given } = this.common;
    const { engine, code } = streams.of(mainPart(gate));
    const { epoch, weight, attempts } = standingOf(gate);
    const levels = weighted(given?.(gate) ?? claimLevels(profile), weight);
    const claim = new Claim(gate, { epoch, profile, engine, code, ...levels, attempts, streamOf: streams.of });
    const pair = streams.witnessed(gate);
    if (claim.main && pair) this.watch(claim, pair);
    return claim;
  }

  private watch(claim: Claim, pair: readonly [Stream, Stream]): void {
    const { stream: own, evidence } = mainPart(claim.gate);
    const judged = !own.block && evidence.kind !== 'mean';
    const { witness } = claim.gate;
    try {
      claim.witness = new Witness(witness, judged, pair, this.windowTasks(claim, pair[1].engine));
    } catch (error) {
      claim.fail(messageOf(error));
    }
  }

  /** One task for each of the first trials of every stream that the claim reads, up to the last step it asks for there. */
  private windowTasks(claim: Claim, second: Engine): readonly WindowTask[] {
    const horizons = new Map<Stream, number[]>();
    for (const reader of claim.allReaders) {
      const known = horizons.get(reader.stream) ?? [];
      horizons.set(reader.stream, known);
      for (let index = 0; index < Math.min(WITNESSED, reader.limit); index++) {
        known[index] = Math.max(known[index] ?? 0, ...planned(reader, index).map((request) => request.at));
      }
    }
    return [...horizons].flatMap(([stream, ends]) =>
      ends.flatMap((end, index) => (end > 0 ? [this.task(stream, index, end, second)] : [])),
    );
  }

  private task(of: Stream, index: number, horizon: number, second: Engine): WindowTask {
    const key = `${of.key}/${second}/${index}/${horizon}`;
    const task = this.tasks.get(key) ?? new WindowTask(of, index, horizon, second);
    this.tasks.set(key, task);
    return task;
  }
}
