import type { Kernel, KernelExports } from './kernel';
import type { PromptLaw } from './law';

/** The tenant that has laid out the memory at present. */
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
  /** Tables that lie in memory, and where; those of the last tenant too, until something else is laid there. */
  private readonly tables = new Map<Float32Array, number>();

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

  /** Forgets a tenant that nothing more is asked of: nothing has to be taken away. */
  release(tenant: Tenant): void {
    if (this.tenant === tenant) this.tenant = undefined;
  }

  /** Makes the present tenant leave. */
  vacate(): void {
    this.tenant?.leave();
    this.tenant = undefined;
  }

  admit(tenant: Tenant): void {
    if (this.tenant === tenant) return;
    this.vacate();
    this.end = (Number(this.kernel.heapBase.value) + 63) & ~63;
    tenant.enter();
    this.tenant = tenant;
  }

  /** The next `bytes` bytes, zeroed, at a multiple of 16. Views of the memory taken earlier are void. */
  take(bytes: number): number {
    const at = this.claim(bytes);
    new Uint8Array(this.kernel.memory.buffer, at, this.end - at).fill(0);
    return at;
  }

  takeFloats(n: number): number {
    return this.take(4 * n);
  }

  /** Room for n floats, as it was left: for what a pass writes before it reads it. Zeroing all of it would cost a training of few steps dearly. */
  claimFloats(n: number): number {
    return this.claim(4 * n);
  }

  /**
   * Where these floats lie, which nobody changes: laws of a training share their tables, and so do trainings of a block, one after
   * the other. They are copied where they are not there yet.
   */
  placeTable(table: Float32Array): number {
    const known = this.tables.get(table);
    if (known !== undefined && known < this.end) return known; // the present tenant's
    const at = this.end;
    const there = known === at;
    this.claimFloats(table.length);
    if (!there) this.floats(at, table.length).set(table);
    this.tables.set(table, at);
    return at;
  }

  private claim(bytes: number): number {
    const at = this.end;
    this.end = (at + bytes + 15) & ~15;
    for (const [table, from] of this.tables) {
      if (from < this.end && from + 4 * table.length > at) this.tables.delete(table);
    }
    const { memory } = this.kernel;
    const lacking = this.end - memory.buffer.byteLength;
    if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
    return at;
  }

  floats(at: number, n: number): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, at, n);
  }

  /** The first of `bytes` bytes behind all that the tenant has: what is laid there stays until anything is claimed. Earlier views are void. */
  aside(bytes: number): number {
    const at = this.claim(bytes);
    this.end = at;
    return at;
  }

  /** A structure of 32-bit integers followed by 64-bit floats, as the kernel declares it. */
  takeStruct(integers: readonly number[], reals: readonly number[]): number {
    const first = realsAt(integers.length);
    const at = this.take(first + 8 * reals.length);
    new Int32Array(this.kernel.memory.buffer, at, integers.length).set(integers);
    new Float64Array(this.kernel.memory.buffer, at + first, reals.length).set(reals);
    return at;
  }
}

/** Where the 64-bit floats of a structure begin that lie behind so many 32-bit integers: they are aligned. */
export const realsAt = (integers: number): number => (4 * integers + 7) & ~7;

/** Floats of one prompt record: x [L, dX], y [L, dY] unless shared, xq [dX], rows padded. */
export function recordFloats({ L, dX, dY, shared }: PromptLaw): number {
  return L * (padded(dX) + (shared ? 0 : padded(dY))) + padded(dX);
}

/** Room for n prompts of any of these laws and for what vectorised loops touch behind them. */
export function takePrompts(workspace: Workspace, laws: readonly PromptLaw[], n: number) {
  const slack = 4 * padded(Math.max(...laws.map(({ dX, dY }) => Math.max(dX, dY)))) + 32;
  return {
    records: workspace.claimFloats(padded(n) * Math.max(...laws.map(recordFloats)) + slack),
    labels: workspace.claimFloats(padded(n)),
    signs: workspace.claimFloats(n * Math.max(...laws.map(({ L }) => L)) + 3),
  };
}

/** Rows of d floats, padded; returns where. */
export function takeTable(workspace: Workspace, rows: readonly ArrayLike<number>[], d: number): number {
  const stride = padded(d);
  const at = workspace.takeFloats(rows.length * stride);
  const table = workspace.floats(at, rows.length * stride);
  for (const [i, row] of rows.entries()) table.set(row, i * stride);
  return at;
}

/** d rows of the columns of `rows`; those beyond the rows' length are zero. */
export function transposed(rows: readonly Float64Array[], d: number): Float64Array[] {
  const columns = Array.from({ length: d }, () => new Float64Array(rows.length));
  for (const [j, row] of rows.entries()) for (let i = 0; i < row.length; i++) columns[i]![j] = row[i]!;
  return columns;
}
