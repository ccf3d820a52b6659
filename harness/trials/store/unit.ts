import type { MemberResult, Request } from '../../statement/gate';
import { requestKey } from './key';

/** What is known of a member beside its values. */
type BesideValues = Omit<MemberResult, 'values'>;

const NOTHING: ReadonlySet<string> = new Set();

const keys = new Map<string, string>();

/** The one copy of a key that all units share. */
function once(key: string): string {
  const known = keys.get(key) ?? key;
  keys.set(known, known);
  return known;
}

/**
 * What is known about one unit: for every request a value per member, and where members diverged. Values of the same
 * unit may come from several trainings of it (they are the same training), so they merge. A run holds many thousands of units:
 * what few of them have takes no room in the others.
 */
export class Unit {
  readonly values = new Map<string, readonly number[]>();
  private ofMembers: Map<number, BesideValues> | undefined;
  private sound: Set<string> | undefined;
  /** What trained, for example `tfjs(wasm)`. */
  engine = '';

  /** Where a member diverged, if it did. */
  diverged(member: number): BesideValues['diverged'] {
    return this.ofMembers?.get(member)?.diverged;
  }

  /** Step → hash of a member's parameters after it. */
  digests(member: number): Readonly<Record<string, string>> {
    return this.ofMembers?.get(member)?.digests ?? {};
  }

  /** Steps after which parameters of any member are known by their hash. */
  hashed(): readonly number[] {
    const members = [...(this.ofMembers?.values() ?? [])];
    return [...new Set(members.flatMap(({ digests = {} }) => Object.keys(digests).map(Number)))];
  }

  /** What was found sound in a fresh process: requests by their keys, and other checks by name. */
  get passed(): ReadonlySet<string> {
    return this.sound ?? NOTHING;
  }

  pass(names: Iterable<string>): void {
    for (const name of names) this.sound = (this.sound ?? new Set()).add(name);
  }

  has(requests: readonly Request[]): boolean {
    return requests.every((request) => this.values.has(requestKey(request)));
  }

  add(engine: string, requests: readonly Request[], members: readonly MemberResult[]): void {
    this.engine = engine;
    requests.forEach((request, i) => {
      this.values.set(
        once(requestKey(request)),
        members.map((member) => member.values[i]!),
      );
    });
    members.forEach((member, i) => {
      this.know(i, member);
    });
  }

  private know(member: number, { diverged, digests = {} }: BesideValues): void {
    if (!diverged && Object.keys(digests).length === 0) return;
    this.ofMembers ??= new Map();
    const own = this.ofMembers.get(member);
    this.ofMembers.set(member, { ...own, ...(diverged && { diverged }), digests: { ...own?.digests, ...digests } });
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
    this.pass(other.passed);
    if (other.values.size === 0) return;
    this.engine = other.engine;
    for (const [key, values] of other.values) this.values.set(key, values);
    for (const [member, known] of other.ofMembers ?? []) this.know(member, known);
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
      const diverged = this.diverged(member);
      return diverged && diverged.step <= last ? { values, diverged } : { values };
    });
  }
}
