import { cpus, loadavg } from 'node:os';
import { type Kernel, loadKernel } from '../model/engines/kernel';
import { type Backend, engineName, loadBackend } from '../model/engines/tfjs/backend';
import { evaluationJob, fusedJob, normalsJob, promptsJob, samplingJob, tfjsJob } from './engines';
import { cases, LENGTHS, lawOfLength } from './problems';
import { MODELS, replicaTimes } from './replicas';
import { interleave, type TimedJob, type Timing } from './rounds';
import { twoWorkersAgainstOne } from './workers';

const ROUNDS = 15;
const TRAININGS_AT_ONCE = [1, 8, 32];

const show = ({ least, median }: Timing, digits = 1) => `${least.toFixed(digits)} / ${median.toFixed(digits)}`;
const line = (label: string, text: string) => console.log(`  ${label.padEnd(56)}${text}`);

/** Prints all figures. Ratios are of medians, and of least times, of one interleaved run. */
export async function main(): Promise<void> {
  const kernel = loadKernel();
  const backends = await available();
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log('processor time: least / median of interleaved rounds, one core');
  line('ns per normal', show(thousandfold(interleave({ normals: normalsJob(kernel) }, 50).normals), 2));
  for (const name of Object.keys(cases)) compare(name, kernel, backends);
  lengths(kernel);
  for (const backend of backends) replicas(backend);
  const { median, best } = await twoWorkersAgainstOne();
  console.log('two worker threads against one');
  line('trainings in the same time, median / best', `${median.toFixed(2)}× / ${best.toFixed(2)}×`);
}

/** The wasm backend, and the native one where it is there. */
async function available(): Promise<readonly Backend[]> {
  const wasm = await loadBackend(['wasm']);
  const native = await loadBackend(['tensorflow']).catch((error: Error) => void console.log(error.message));
  return native ? [wasm, native] : [wasm];
}

function compare(name: string, kernel: Kernel, backends: readonly Backend[]): void {
  const one = cases[name]!;
  const full = fusedJob(kernel, { ...one, setting: one.full });
  const jobs: Record<string, TimedJob> = { fused: fusedJob(kernel, one), full, sampling: samplingJob(kernel, one) };
  for (const backend of backends) {
    for (const R of TRAININGS_AT_ONCE) jobs[`${backend.backend} ${R}`] = tfjsJob(backend, kernel, one, R);
  }
  const times = interleave(jobs, ROUNDS);
  const [fused, sampling] = [times.fused!, times.sampling!];
  console.log(name);
  line('fused, µs per step, sampling included', show(fused));
  line('  of which sampling', `${((100 * sampling.least) / fused.least).toFixed(0)} % (${show(sampling)} µs)`);
  line('the same, every prompt drawn in full', `${show(times.full!)} (${quotient(times.full!, fused)})`);
  for (const backend of backends) against(fused, backend, times);
}

/** A backend at each number of trainings, and at its best beside the fused engine. */
function against(fused: Timing, backend: Backend, times: Readonly<Record<string, Timing>>): void {
  const each = TRAININGS_AT_ONCE.map((R) => times[`${backend.backend} ${R}`]!);
  for (const [i, R] of TRAININGS_AT_ONCE.entries()) {
    line(`${engineName(backend)}, µs per training step, ${R} at once`, show(each[i]!, 0));
  }
  const ratio = (pick: (timing: Timing) => number) => (Math.min(...each.map(pick)) / pick(fused)).toFixed(1);
  line(
    `fused is faster than ${engineName(backend)} at its best by`,
    `${ratio((t) => t.least)}× / ${ratio((t) => t.median)}×`,
  );
}

/** Models of other architectures, several in one graph. */
function replicas(backend: Backend): void {
  console.log(`other architectures on ${engineName(backend)}, B=16 L=8 d=16 m=32`);
  for (const [name, times] of Object.entries(replicaTimes(backend, ROUNDS))) {
    const each = times.map((time) => show(time, 0)).join(', ');
    line(`${name}: µs per step of a model, ${MODELS.join(', ')} at once`, each);
    const gains = times.slice(1).map((time) => quotient(times[0]!, time));
    line(`  faster per model at ${MODELS.slice(1).join(', ')} than at ${MODELS[0]}`, gains.join(', '));
  }
}

/** Prompts of few and of many demonstrations. */
function lengths(kernel: Kernel): void {
  const one = Object.values(cases)[0]!;
  const jobs = LENGTHS.flatMap((L) => [
    [L, evaluationJob(kernel, one, lawOfLength(L))],
    [`${L} sampling`, promptsJob(kernel, one, lawOfLength(L))],
  ]);
  const times: Record<string, Timing> = interleave(Object.fromEntries(jobs), ROUNDS);
  for (const L of LENGTHS) {
    line(`µs per test prompt of ${L} demonstrations`, show(times[L]!, 2));
    line('  of which sampling', show(times[`${L} sampling`]!, 2));
  }
  const [short, long] = LENGTHS.map((L) => times[L]!);
  line('  longest against shortest', quotient(long!, short!));
}

/** Quotients of least times and of medians. */
function quotient(one: Timing, other: Timing): string {
  return `${(one.least / other.least).toFixed(2)}× / ${(one.median / other.median).toFixed(2)}×`;
}

function thousandfold({ least, median }: Timing): Timing {
  return { least: 1000 * least, median: 1000 * median };
}
