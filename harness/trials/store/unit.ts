import type { MemberResult, Request } from '../../statement/gate';
import { requestKey } from './key';

interface Diverged {
  readonly step: number;
  readonly what: string;
}

/**
 * What is known about one unit: for every request a value per member, and where members diverged. Values of the same
 * unit may come from several trainings of it (they are the same training), so they merge.
 */
export class Unit {
  readonly values = new Map<string, readonly number[]>();
  readonly diverged = new Map<number, Diverged>();
  /** Per member: step → hash of the parameters after it. */
  readonly digests = new Map<number, Readonly<Record<string, string>>>();
  /** What was found sound in a fresh process: requests by their keys, and other checks by name. */
  readonly passed = new Set<string>();
  /** What trained, for example `tfjs(wasm)`. */
  engine = '';

  has(requests: readonly Request[]): boolean {
    return requests.every((request) => this.values.has(requestKey(request)));
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
      if (member.digests) this.digests.set(i, { ...this.digests.get(i), ...member.digests });
    });
  }

  /** Whether both know the same request, and not to the same bits. */
  differs(other: Unit): boolean {
    return [...other.values].some(([key, values]) => {
      const own = this.values.get(key);
      return (
        own !== undefined && !(own.length === values.length && own.every((value, i) => Object.is(value, values[i])))
      );
    });
  }

  /** Takes over what another store knows of the same unit. */
  absorb(other: Unit): void {
    for (const name of other.passed) this.passed.add(name);
    if (other.values.size === 0) return;
    this.engine = other.engine;
    for (const [key, values] of other.values) this.values.set(key, values);
    for (const [member, diverged] of other.diverged) this.diverged.set(member, diverged);
    for (const [member, digests] of other.digests)
      this.digests.set(member, { ...this.digests.get(member), ...digests });
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
