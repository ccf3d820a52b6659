import type { MemberResult, Request } from '../../statement/gate';
import { requestKey } from './key';
import { Marks, UnitColumn } from './unit-column';

/** What is known of the units of a stream, by column; what few units have, by unit. Read and written by {@link Unit}. */
export class Units {
  /** By the key of a request. */
  readonly values = new Map<string, UnitColumn<number>>();
  /** By step. */
  readonly digests = new Map<string, UnitColumn<string | undefined>>();
  readonly diverged = new Map<number, Map<number, NonNullable<MemberResult['diverged']>>>();
  readonly passed = new Map<number, Set<string>>();
  /** Units that somebody asked for. */
  readonly asked = new Marks();
  /** What trained most of them, and who trained others. */
  engine: string | undefined;
  readonly engines = new Map<number, string>();
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * What is known about one unit: for every request a value per member, and where members diverged. Values of the same
 * unit may come from several trainings of it (they are the same training), so they merge.
 */
export class Unit {
  constructor(
    private readonly units: Units,
    private readonly index: number,
  ) {}

  /** What trained, for example `tfjs(wasm)`; an empty text before anything is known. */
  get engine(): string {
    return this.isTouched ? (this.units.engines.get(this.index) ?? this.units.engine ?? '') : '';
  }

  /** Whether a value of it is known. */
  get isTouched(): boolean {
    for (const column of this.units.values.values()) if (column.has(this.index)) return true;
    return false;
  }

  /** Whether the request with this key is answered. */
  knows(key: string): boolean {
    return this.units.values.get(key)?.has(this.index) ?? false;
  }

  /** Step → hash of a member's parameters after it. */
  digests(member: number): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const [step, column] of this.units.digests) {
      const digest = column.get(this.index)?.[member];
      if (digest !== undefined) found[step] = digest;
    }
    return found;
  }

  /** Steps after which parameters of any member are known by their hash. */
  hashed(): readonly number[] {
    const steps = [...this.units.digests].filter(([, column]) => column.has(this.index));
    return steps.map(([step]) => Number(step)).sort((a, b) => a - b);
  }

  /** What was found sound in a fresh process: requests by their keys, and other checks by name. */
  get passed(): ReadonlySet<string> {
    return this.units.passed.get(this.index) ?? NOTHING;
  }

  pass(names: Iterable<string>): void {
    const { passed } = this.units;
    for (const name of names) passed.set(this.index, (passed.get(this.index) ?? new Set()).add(name));
  }

  has(requests: readonly Request[]): boolean {
    return requests.every((request) => this.knows(requestKey(request)));
  }

  add(engine: string, requests: readonly Request[], members: readonly MemberResult[]): void {
    const rows = requests.map((request, i) => [requestKey(request), members.map(({ values }) => values[i]!)] as const);
    this.take(engine, rows);
    for (const [member, { diverged }] of members.entries()) this.diverge(member, diverged);
    for (const step of new Set(members.flatMap(({ digests = {} }) => Object.keys(digests))))
      this.hash(
        step,
        members.map(({ digests }) => digests?.[step]),
      );
  }

  /** Whether both know the same request, and not to the same bits. */
  differs(other: Unit): boolean {
    return other.rows().some(([key, values]) => {
      const own = this.units.values.get(key)?.get(this.index);
      return (
        own !== undefined && !(own.length === values.length && own.every((value, i) => Object.is(value, values[i])))
      );
    });
  }

  /** Takes over what another store knows of the same unit. */
  absorb(other: Unit): void {
    this.pass(other.passed);
    if (!other.isTouched) return;
    this.take(other.engine, other.rows());
    for (const [member, diverged] of other.units.diverged.get(other.index) ?? []) this.diverge(member, diverged);
    for (const [step, column] of other.units.digests) this.hash(step, column.get(other.index) ?? []);
  }

  /**
   * The unit as one consumer sees it: its own requests, and a divergence only when it happened up to the last step
   * that the consumer asks for. So what others asked for changes nothing.
   */
  view(requests: readonly Request[]): readonly MemberResult[] {
    const last = Math.max(0, ...requests.map((request) => request.at));
    const columns = requests.map((request) => this.units.values.get(requestKey(request))?.get(this.index));
    const divergences = this.units.diverged.get(this.index);
    return Array.from({ length: columns[0]?.length ?? 0 }, (_, member) => {
      const values = columns.map((column) => column![member]!);
      const diverged = divergences?.get(member);
      return diverged && diverged.step <= last ? { values, diverged } : { values };
    });
  }

  /** Values by the keys of requests. */
  private rows(): readonly (readonly [string, readonly number[]])[] {
    return [...this.units.values].flatMap(([key, column]) => {
      const values = column.get(this.index);
      return values ? [[key, values] as const] : [];
    });
  }

  private take(engine: string, rows: readonly (readonly [string, readonly number[]])[]): void {
    const { units, index } = this;
    units.engine ??= engine;
    if (engine === units.engine) units.engines.delete(index);
    else units.engines.set(index, engine);
    for (const [key, values] of rows) {
      const column = units.values.get(key) ?? UnitColumn.ofNumbers();
      units.values.set(key, column);
      column.set(index, values);
    }
  }

  private diverge(member: number, diverged: MemberResult['diverged']): void {
    if (!diverged) return;
    const all = this.units.diverged.get(this.index) ?? new Map();
    this.units.diverged.set(this.index, all.set(member, diverged));
  }

  /** What one training of a unit leaves out, another one may have seen. */
  private hash(step: string, row: readonly (string | undefined)[]): void {
    if (row.every((digest) => digest === undefined)) return;
    const column = this.units.digests.get(step) ?? new UnitColumn<string | undefined>((length) => new Array(length));
    this.units.digests.set(step, column);
    const before = column.get(this.index) ?? [];
    const length = Math.max(row.length, before.length);
    column.set(
      this.index,
      Array.from({ length }, (_, member) => row[member] ?? before[member]),
    );
  }
}
