/** Something to time: `run` does `units` units of work. */
export interface TimedJob {
  readonly units: number;
  run(): void;
}

/** Microseconds of processor time per unit over the rounds. */
export interface Timing {
  readonly least: number;
  readonly median: number;
}

/** Times all jobs in turn, `rounds` times over, so that a disturbance of the machine hits all of them alike. */
export function interleave<Name extends string>(jobs: Record<Name, TimedJob>, rounds: number): Record<Name, Timing> {
  const entries = Object.entries<TimedJob>(jobs);
  const times = entries.map((): number[] => []);
  for (const [, job] of entries) job.run(); // warm-up: compilers, caches
  for (let round = 0; round < rounds; round++) {
    for (const [i, [, job]] of entries.entries()) times[i]!.push(microseconds(() => job.run()) / job.units);
  }
  return Object.fromEntries(entries.map(([name], i) => [name, summary(times[i]!)])) as Record<Name, Timing>;
}

export function summary(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { least: sorted[0]!, median: sorted[sorted.length >> 1]! };
}

/** Of processor time: what other processes of the machine take is no part of it. */
export function microseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
