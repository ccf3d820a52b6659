import type { MemberResult, Request } from '../statement/gate';
import { requestKey } from './key';

interface Divergence {
  readonly step: number;
  readonly what: string;
}

/** Why a job gave no numbers: an exception in a family, or something that does not reproduce. */
export interface Fault {
  readonly kind: 'failed' | 'unknown';
  readonly message: string;
}

/**
 * What is known about one unit: for every request a value per member, and where members diverged. Values of the same
 * unit may come from several trainings of it (they are the same training), so they merge.
 */
export class Unit {
  readonly values = new Map<string, readonly number[]>();
  readonly diverged = new Map<number, Divergence>();
  /** What trained, for example `tfjs(wasm)`. */
  engine = '';
  /** Set when a job that served several readers gave no numbers: from then on each asks for its own alone. */
  apart = false;
  private readonly faults: { readonly keys: readonly string[]; readonly fault: Fault }[] = [];

  has(requests: readonly Request[]): boolean {
    return requests.every((request) => this.values.has(requestKey(request)));
  }

  /** Remembers that a job for these requests gave no numbers. */
  miss(requests: readonly Request[], fault: Fault): void {
    this.faults.push({ keys: requests.map(requestKey), fault });
  }

  /** Why a reader of these requests gets no numbers: a job for them, or for some of them, gave none. */
  fault(requests: readonly Request[]): Fault | undefined {
    const asked = new Set(requests.map(requestKey));
    return this.faults.find(({ keys }) => keys.every((key) => asked.has(key)))?.fault;
  }

  add(engine: string, requests: readonly Request[], members: readonly MemberResult[]): void {
    this.engine = engine;
    requests.forEach((request, i) => {
      this.values.set(
        requestKey(request),
        members.map((member) => member.values[i]!),
      );
    });
    members.forEach((member, i) => {
      if (member.diverged) this.diverged.set(i, member.diverged);
    });
  }

  /**
   * The unit as one consumer sees it: its own requests, and a divergence only when it happened up to the last step
   * that the consumer asks for. So what others asked for changes nothing.
   */
  view(requests: readonly Request[]): readonly MemberResult[] {
    const last = Math.max(0, ...requests.map((request) => request.at));
    const columns = requests.map((request) => this.values.get(requestKey(request))!);
    const count = columns[0]?.length ?? 0;
    return Array.from({ length: count }, (_, member) => {
      const values = columns.map((column) => column[member]!);
      const diverged = this.diverged.get(member);
      return diverged && diverged.step <= last ? { values, diverged } : { values };
    });
  }
}
