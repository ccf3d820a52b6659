import { cpus, loadavg } from 'node:os';
import { type Backend, loadBackend } from '../model/engines/backend';
import { type Kernel, loadKernel } from '../model/engines/kernel';
import { fusedJob, normalsJob, samplingJob, tfjsJob } from './engines';
import { cases } from './problems';
import { interleave, type Job, type Timing } from './rounds';
import { twoWorkersAgainstOne } from './workers';

const ROUNDS = 15;
const TRAININGS_AT_ONCE = [1, 8, 32];

const show = ({ least, median }: Timing, digits = 1) => `${least.toFixed(digits)} / ${median.toFixed(digits)}`;
const line = (label: string, text: string) => console.log(`  ${label.padEnd(44)}${text}`);

/** Prints all figures. Ratios are of medians, and of least times, of one interleaved run. */
export async function main(): Promise<void> {
  const kernel = loadKernel();
  const backend = await loadBackend(['wasm']);
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log('times: least / median of interleaved rounds, one core');
  line('ns per normal', show(thousandfold(interleave({ normals: normalsJob(kernel) }, 50).normals), 2));
  for (const name of Object.keys(cases)) compare(name, kernel, backend);
  const { median, best } = await twoWorkersAgainstOne();
  console.log('two worker threads against one');
  line('trainings in the same time, median / best', `${median.toFixed(2)}× / ${best.toFixed(2)}×`);
}

function compare(name: string, kernel: Kernel, backend: Backend): void {
  const one = cases[name]!;
  const jobs: Record<string, Job> = { fused: fusedJob(kernel, one), sampling: samplingJob(kernel, one) };
  for (const R of TRAININGS_AT_ONCE) jobs[`tfjs ${R}`] = tfjsJob(backend, kernel, one, R);
  const times = interleave(jobs, ROUNDS);
  const [fused, sampling] = [times.fused!, times.sampling!];
  console.log(name);
  line('fused, µs per step, sampling included', show(fused));
  line('  of which sampling', `${((100 * sampling.least) / fused.least).toFixed(0)} % (${show(sampling)} µs)`);
  for (const R of TRAININGS_AT_ONCE) {
    line(`tfjs(wasm), µs per training step, ${R} at once`, show(times[`tfjs ${R}`]!, 0));
  }
  const best = (pick: (timing: Timing) => number) =>
    Math.min(...TRAININGS_AT_ONCE.map((R) => pick(times[`tfjs ${R}`]!)));
  const ratio = (pick: (timing: Timing) => number) => (best(pick) / pick(fused)).toFixed(1);
  line('fused is faster than tfjs at its best by', `${ratio((t) => t.least)}× / ${ratio((t) => t.median)}×`);
}

function thousandfold({ least, median }: Timing): Timing {
  return { least: 1000 * least, median: 1000 * median };
}
