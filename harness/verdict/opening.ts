import { enginesFor } from '../statement/engines';
import type { Engine } from '../statement/family';
import type { Gate, Part } from '../statement/gate';
import type { Lab } from '../trials/lab';
import type { Stream } from '../trials/stream';

/** The streams that the parts of a run read, all of them open. */
export interface Streams {
  /** On the engine that counts. */
  of(part: Part): Stream;
  /** Of a gate's witness, on the engine that counts and on the second one; undefined where there is no second one. */
  witnessed(gate: Gate): readonly [Stream, Stream] | undefined;
}

type OnPrepared = (family: string, engines: readonly string[]) => void;

/** Opens every stream that these gates may read. Engines that are needed are made ready first, family by family. */
export async function open(
  gates: readonly Gate[],
  lab: Lab,
  asked: Engine | undefined,
  epochOf: (gate: Gate) => string,
  prepared: OnPrepared = () => {},
): Promise<Streams> {
  for (const family of new Set(gates.flatMap(({ parts }) => parts.map(({ stream }) => stream.family)))) {
    const spec = { family, source: 'reference', dials: {} };
    const said: string[] = [];
    for (const engine of enginesFor(family, asked)) said.push((await lab.stream(spec, { engine })).describe);
    prepared(family.name, said);
  }
  const parts = new Map<Part, Stream>();
  const pairs = new Map<Gate, readonly [Stream, Stream]>();
  for (const gate of gates) {
    const epoch = epochOf(gate);
    for (const part of [...gate.parts, ...gate.controls.flatMap((control) => control.parts)])
      parts.set(part, await lab.stream(part.stream, { engine: asked, epoch }));
    const { stream } = gate.witness;
    const [first, second] = enginesFor(stream.family, asked);
    const members = stream.block ? [0] : undefined;
    if (second === undefined) continue;
    const of = (engine: Engine | undefined) => lab.stream(stream, { engine, epoch, members });
    pairs.set(gate, [await of(first), await of(second)]);
  }
  return { of: (part) => parts.get(part)!, witnessed: (gate) => pairs.get(gate) };
}
