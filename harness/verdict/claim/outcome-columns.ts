import type { AtomOutcome, Outcome } from '../../evidence/outcome';
import type { Outcomes } from '../results/result';

/** Numbers of a bit field: whether an outcome has the atom at all, whether the atom is violated, and whether that shows something. */
const [THERE, VIOLATED, SHOWS] = [1, 2, 4] as const;

/** One atom of all outcomes. */
interface AtomColumns {
  readonly flags: number[];
  readonly measured: number[];
  readonly allowed: number[];
  readonly factor: number[];
}

/**
 * Outcomes that a reader has seen, in index order and by column: a run holds many thousands of them, and an object for each, with
 * one for each of its atoms, would take several times the room of their numbers.
 */
export class OutcomeColumns {
  /** NaN where unknown, which no outcome is. */
  private readonly x: number[] = [];
  private readonly measured: number[] = [];
  private readonly allowed: number[] = [];
  private readonly factor: number[] = [];
  private readonly notes = new Map<number, string>();
  private readonly atoms: AtomColumns[] = [];

  get length(): number {
    return this.x.length;
  }

  add({ x, measured, allowed, factor, note, atoms }: Outcome): void {
    const index = this.length;
    this.x.push(x === 'unknown' ? Number.NaN : x);
    this.measured.push(measured);
    this.allowed.push(allowed);
    this.factor.push(factor);
    if (note !== undefined) this.notes.set(index, note);
    for (const [i, atom] of atoms.entries()) this.addAtom(i, index, atom);
  }

  /** The outcome at an index below `length`. */
  at(index: number): Outcome {
    const x = this.x[index]!;
    const note = this.notes.get(index);
    return {
      x: Number.isNaN(x) ? 'unknown' : x,
      measured: this.measured[index]!,
      allowed: this.allowed[index]!,
      factor: this.factor[index]!,
      ...(note === undefined ? {} : { note }),
      atoms: this.atoms.flatMap((atom) => atomAt(atom, index)),
    };
  }

  /** One atom of the first outcomes, without those that do not have it. */
  atom(i: number, count = this.length): readonly AtomOutcome[] {
    const atom = this.atoms[i];
    return atom ? Array.from({ length: Math.min(count, this.length) }, (_, index) => atomAt(atom, index)).flat() : [];
  }

  /** What the first outcomes count for. */
  counted(count: number): readonly Pick<Outcome, 'x' | 'factor'>[] {
    const { x, factor } = this.columns(count);
    return x.map((one, index) => ({ x: one, factor: factor[index]! }));
  }

  /** The first outcomes, by column. */
  columns(count = this.length): Outcomes {
    return {
      x: this.x.slice(0, count).map((x) => (Number.isNaN(x) ? 'unknown' : x)),
      measured: this.measured.slice(0, count),
      allowed: this.allowed.slice(0, count),
      factor: this.factor.slice(0, count),
    };
  }

  /** Indices of the first outcomes that are known, by factor, and of equal ones the last first. */
  ranked(count: number): readonly number[] {
    const known = this.x.slice(0, count).flatMap((x, index) => (Number.isNaN(x) ? [] : [index]));
    return known.sort((a, b) => this.factor[a]! - this.factor[b]! || b - a);
  }

  private addAtom(i: number, index: number, { violated, shows, measured, allowed, factor }: AtomOutcome): void {
    const atom = this.atoms[i] ?? { flags: [], measured: [], allowed: [], factor: [] };
    this.atoms[i] = atom;
    while (atom.flags.length < index) push(atom, 0, Number.NaN, Number.NaN, Number.NaN);
    push(atom, THERE + (violated ? VIOLATED : 0) + (shows ? SHOWS : 0), measured, allowed, factor);
  }
}

function push(to: AtomColumns, flags: number, measured: number, allowed: number, factor: number): void {
  to.flags.push(flags);
  to.measured.push(measured);
  to.allowed.push(allowed);
  to.factor.push(factor);
}

function atomAt({ flags, measured, allowed, factor }: AtomColumns, index: number): readonly AtomOutcome[] {
  const flag = flags[index] ?? 0;
  if ((flag & THERE) === 0) return [];
  return [
    {
      violated: (flag & VIOLATED) !== 0,
      shows: (flag & SHOWS) !== 0,
      measured: measured[index]!,
      allowed: allowed[index]!,
      factor: factor[index]!,
    },
  ];
}
