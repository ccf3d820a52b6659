/** Units whose entries lie side by side. */
const STRETCH = 64;

/** What is marked of whole numbers, which may lie far apart. */
export class Marks {
  private readonly stretches = new Map<number, Uint8Array>();

  has(index: number): boolean {
    return this.stretches.get(Math.floor(index / STRETCH))?.[index % STRETCH] === 1;
  }

  set(index: number, marked = true): void {
    const number = Math.floor(index / STRETCH);
    const stretch = this.stretches.get(number) ?? new Uint8Array(STRETCH);
    this.stretches.set(number, stretch);
    stretch[index % STRETCH] = marked ? 1 : 0;
  }
}

interface Stretch<V> {
  readonly members: number;
  readonly entries: V[] | (Float64Array & V[]);
}

/**
 * One entry per member of each unit of a stream. A run holds many thousands of units: their entries lie side by side, without an
 * object for each.
 */
export class UnitColumn<V> {
  private readonly known = new Marks();
  private readonly stretches = new Map<number, Stretch<V>>();
  /** Units that have another number of members than those around them. */
  private readonly others = new Map<number, readonly V[]>();

  constructor(private readonly make: (length: number) => Stretch<V>['entries']) {}

  /** Of numbers, to the last bit. */
  static ofNumbers(): UnitColumn<number> {
    return new UnitColumn((length) => new Float64Array(length) as Float64Array & number[]);
  }

  has(index: number): boolean {
    return this.known.has(index) || this.others.has(index);
  }

  /** A copy. */
  get(index: number): readonly V[] | undefined {
    if (!this.known.has(index)) return this.others.get(index);
    const { members, entries } = this.stretches.get(Math.floor(index / STRETCH))!;
    const from = (index % STRETCH) * members;
    return Array.from({ length: members }, (_, member) => entries[from + member]!);
  }

  set(index: number, row: readonly V[]): void {
    const stretch = this.stretchOf(index, row.length);
    const fits = stretch.members === row.length;
    this.known.set(index, fits);
    if (!fits) {
      this.others.set(index, [...row]);
      return;
    }
    this.others.delete(index);
    const from = (index % STRETCH) * stretch.members;
    for (const [member, entry] of row.entries()) stretch.entries[from + member] = entry;
  }

  private stretchOf(index: number, members: number): Stretch<V> {
    const number = Math.floor(index / STRETCH);
    const stretch = this.stretches.get(number) ?? { members, entries: this.make(STRETCH * members) };
    this.stretches.set(number, stretch);
    return stretch;
  }
}
