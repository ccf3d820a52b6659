import type { Request } from '../../statement/gate';
import { requestKey } from '../../trials/store/key';
import type { Stream } from '../../trials/stream';

/** Why a unit gave no numbers: an exception in a family, or something that does not reproduce. */
interface Fault {
  readonly kind: 'failed' | 'unknown';
  readonly message: string;
}

/** What went wrong with the units of a run. Nothing of it is stored: another run tries again. */
export class Faults {
  private readonly units = new Map<string, UnitFaults>();

  /** Of one unit. */
  of(stream: Stream, index: number): Readonly<UnitFaults> {
    return this.units.get(keyOf(stream, index)) ?? NONE;
  }

  /** The same where something is to be kept of it: of most units nothing ever is. */
  kept(stream: Stream, index: number): UnitFaults {
    const key = keyOf(stream, index);
    const known = this.units.get(key) ?? new UnitFaults();
    this.units.set(key, known);
    return known;
  }
}

const keyOf = (stream: Stream, index: number): string => `${stream.key}/${index}`;

class UnitFaults {
  /** Set when a job that served several readers gave no numbers: from then on each asks for its own alone. */
  apart = false;
  private readonly all: { readonly keys: readonly string[]; readonly fault: Fault }[] = [];

  /** A job for these requests gave no numbers. */
  note(requests: readonly Request[], fault: Fault): void {
    this.all.push({ keys: requests.map(requestKey), fault });
  }

  /** Nothing that is not known by now will ever be. */
  noteAll(fault: Fault): void {
    this.note([], fault);
  }

  /** Why a reader of these requests gets no numbers: a job for them, or for some of them, gave none. */
  why(requests: readonly Request[]): Fault | undefined {
    if (this.all.length === 0) return undefined;
    const asked = new Set(requests.map(requestKey));
    return this.all.find(({ keys }) => keys.every((key) => asked.has(key)))?.fault;
  }
}

const NONE: Readonly<UnitFaults> = new UnitFaults();
