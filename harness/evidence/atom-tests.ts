import { EProcess } from './eprocess';
import { type Asserted, outcomeKind } from './grids';
import type { Outcome } from './outcome';
import { reachesLevel } from './reaches';

/**
 * What a control shows of each atom of a part: an e-process per atom, against the statement that it is violated with
 * probability at most δ (of a mean: that it is at most its bound). Only violations that show something count, so a training that
 * diverged or measured nothing breaks no atom.
 */
export class AtomTests {
  private readonly processes: readonly EProcess[];
  private readonly fell: (number | undefined)[];
  private readonly violations: number[];
  private units = 0;

  /** `level`: of the test of one atom under one control. */
  constructor(
    private readonly asserted: Asserted,
    atoms: number,
    private readonly level: number,
  ) {
    const outcomes = outcomeKind(asserted.kind);
    this.processes = Array.from({ length: atoms }, () => EProcess.falsifying(outcomes, asserted.delta));
    this.fell = this.processes.map(() => undefined);
    this.violations = this.processes.map(() => 0);
  }

  /** The next unit, in index order. What is unknown or without atoms shows nothing. */
  add({ x, atoms }: Outcome): void {
    this.units += 1;
    this.processes.forEach((process, atom) => {
      const shows = atoms[atom]?.shows ?? false;
      const mean = this.asserted.kind === 'mean';
      process.add(
        mean ? (x === 'unknown' || Number.isNaN(atoms[atom]?.measured ?? Number.NaN) ? 0 : x) : shows ? 1 : 0,
      );
      if (shows) this.violations[atom] = this.violations[atom]! + 1;
      if (this.fell[atom] === undefined && reachesLevel(process.logE, this.level)) this.fell[atom] = this.units;
    });
  }

  get n(): number {
    return this.units;
  }

  /** After how many units the atom was falsified; undefined while it is not. */
  fellAt(atom: number): number | undefined {
    return this.fell[atom];
  }

  /** Units on which the atom was violated in a way that shows something. */
  violationsOf(atom: number): number {
    return this.violations[atom]!;
  }

  /** When the first atom fell. */
  get first(): number | undefined {
    const fallen = this.fell.filter((at) => at !== undefined);
    return fallen.length > 0 ? Math.min(...fallen) : undefined;
  }

  get all(): boolean {
    return this.fell.every((at) => at !== undefined);
  }
}
