import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Kernel, KernelExports } from './kernel';

/** Whoever has laid out the memory at present. */
export interface Tenant {
  /** Lays out the memory and fills it. */
  enter(): void;
  /** Takes away what must survive; the memory is overwritten next. */
  leave(): void;
}

/** A length rounded up to whole vectors of four floats. */
export const padded = (n: number): number => (n + 3) & ~3;

const PAGE = 65536;
const workspaces = new WeakMap<Kernel, Workspace>();

/**
 * One kernel instance whose memory successive tenants share. A tenant that finds another one in place makes it leave and
 * enters anew, so any number of them may coexist, at the price of copying weights (some microseconds) when they alternate.
 */
export class Workspace {
  readonly kernel: KernelExports;
  private tenant: Tenant | undefined;
  private end = 0;

  private constructor(kernel: Kernel) {
    this.kernel = kernel.instantiate();
  }

  /** The workspace of this kernel in this thread. */
  static of(kernel: Kernel): Workspace {
    const workspace = workspaces.get(kernel) ?? new Workspace(kernel);
    workspaces.set(kernel, workspace);
    return workspace;
  }

  isHome(tenant: Tenant): boolean {
    return this.tenant === tenant;
  }

  admit(tenant: Tenant): void {
    if (this.tenant === tenant) return;
    this.tenant?.leave();
    this.tenant = undefined;
    this.end = (Number(this.kernel.heapBase.value) + 63) & ~63;
    tenant.enter();
    this.tenant = tenant;
  }

  /** The next `bytes` bytes, zeroed, at a multiple of 16. Views of the memory taken earlier are void. */
  take(bytes: number): number {
    const at = this.end;
    this.end = (at + bytes + 15) & ~15;
    const { memory } = this.kernel;
    const lacking = this.end - memory.buffer.byteLength;
    if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
    new Uint8Array(memory.buffer, at, this.end - at).fill(0);
    return at;
  }

  takeFloats(n: number): number {
    return this.take(4 * n);
  }

  floats(at: number, n: number): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, at, n);
  }

  /** A structure of 32-bit integers (an even number of them) followed by 64-bit floats, as the kernel declares it. */
  takeStruct(integers: readonly number[], reals: readonly number[]): number {
    const at = this.take(4 * integers.length + 8 * reals.length);
    new Int32Array(this.kernel.memory.buffer, at, integers.length).set(integers);
    new Float64Array(this.kernel.memory.buffer, at + 4 * integers.length, reals.length).set(reals);
    return at;
  }
}

/** Floats of one prompt record: x [L, dX], y [L, dY], xq [dX], rows padded. */
export function recordFloats({ L, dX, dY }: ConceptProblem): number {
  return L * (padded(dX) + padded(dY)) + padded(dX);
}

/** Room for n prompts and for what vectorised loops touch behind them. */
export function takePrompts(workspace: Workspace, problem: ConceptProblem, n: number) {
  const slack = 4 * padded(Math.max(problem.dX, problem.dY)) + 32;
  return {
    records: workspace.takeFloats(padded(n) * recordFloats(problem) + slack),
    labels: workspace.takeFloats(padded(n)),
    signs: workspace.takeFloats(n * problem.L),
  };
}

/** Writes the law of a prompt (`Law` in model/kernel/law.ts) and its feature tables; returns where. */
export function takeLaw(workspace: Workspace, problem: ConceptProblem, dictionary: Dictionary): number {
  const { K1, K2, dX, dY, L, sigma, p, pNu, departures } = problem;
  const words = takeTable(workspace, signedPairs(dictionary.a, dictionary.b), dX);
  const labels = takeTable(workspace, signedPairs(dictionary.c, dictionary.d), dY);
  const irrelevant = takeTable(workspace, subsetSums(dictionary.nu, dX), dX);
  const tail = (d: number) => ((d - 1) & 3) + 1;
  return workspace.takeStruct(
    [K1, K2, padded(dX), padded(dY), L, tail(dX), tail(dY), words, labels, irrelevant, limit(p), limit(pNu)],
    [sigma, p, pNu, departures.positives, departures.foreign, departures.flips, departures.queryFlips],
  );
}

/** The largest 32-bit word, read as signed, that counts as an event of rate p. Rates are multiples of 2^-32; 1 is exact. */
function limit(p: number): number {
  return Math.max(1, Math.round(p * 2 ** 32)) - 1 - 2 ** 31;
}

/** For every four rows (the last group filled up with zeros) the sums of their 16 subsets; bit i of the subset is row i. */
function subsetSums(rows: readonly Float64Array[], d: number): Float64Array[] {
  const sums: Float64Array[] = [];
  for (let group = 0; group < rows.length; group += 4) {
    for (let subset = 0; subset < 16; subset++) {
      const chosen = rows.slice(group, group + 4).filter((_, i) => subset & (1 << i));
      sums.push(new Float64Array(d).map((_, j) => chosen.reduce((sum, row) => sum + row[j]!, 0)));
    }
  }
  return sums;
}

/** a_0 − b_0, a_0 + b_0, a_1 − b_1, … */
function signedPairs(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.flatMap((row, k) => [row.map((value, i) => value - b[k]![i]!), row.map((value, i) => value + b[k]![i]!)]);
}

function takeTable(workspace: Workspace, rows: readonly Float64Array[], d: number): number {
  const stride = padded(d);
  const at = workspace.takeFloats(rows.length * stride);
  const table = workspace.floats(at, rows.length * stride);
  for (const [i, row] of rows.entries()) table.set(row, i * stride);
  return at;
}
