import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { type Kernel, loadKernel } from '../../model/engines/kernel';
import { PromptSampler } from '../../model/engines/sampler';
import { type Backend, engineName, loadBackend } from '../../model/engines/tfjs/backend';
import { fusedJob, samplingJob, tfjsJob } from '../engines';
import { type Case, cases, largeCase } from '../problems';
import { interleave, microseconds, summary, type TimedJob, type Timing } from '../rounds';
import { bindToOneCore } from './core';
import { writeCase } from './described';
import { denseFlops } from './flops';
import { apart, momentsOf, type PromptMean, shareOfRounding } from './honest';
import { peakJob } from './peak';
import { Peer, pythonWith } from './python';

const ROUNDS = 7;
/** Means of this many standard errors apart would be of two laws (four means each of four comparisons: once in 10^5 runs). */
const ERRORS = 5;

/** How much is done in a round, so that rounds of all take about as long. */
interface Extent {
  readonly replicates: number;
  readonly eagerSteps: number;
  readonly batchedSteps: number;
  readonly scannedSteps: number;
  /** Trainings at once on tfjs. */
  readonly tfjs: readonly number[];
  readonly sampled: number;
}

const SMALL: Extent = {
  replicates: 32,
  eagerSteps: 60,
  batchedSteps: 6,
  scannedSteps: 24,
  tfjs: [8, 32],
  sampled: 8192,
};
const LARGE: Extent = { replicates: 4, eagerSteps: 2, batchedSteps: 1, scannedSteps: 4, tfjs: [1], sampled: 1024 };

/** Something that is timed here or in another process. */
interface Runner {
  readonly name: string;
  /** Microseconds of processor time per step of one training: other processes of the machine take wall time, not this. */
  run(): Promise<number>;
}

/** The fused engine beside the strongest programs that train the same model, one interleaved run per shape. */
export async function peers(): Promise<void> {
  console.log(`${bindToOneCore()}; node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
  const [kernel, backends, pythons] = [loadKernel(), await backendsThere(), pythonsThere()];
  const { peak } = interleave({ peak: peakJob() }, 20);
  console.log(`f32x4 products and sums: ${(1 / peak.median).toFixed(1)} GFLOP/s (best ${(1 / peak.least).toFixed(1)})`);
  console.log('processor time, least / median of interleaved rounds, µs per step of one training, sampling included');
  const there = { kernel, backends, pythons, peak };
  for (const [name, one] of Object.entries(cases)) if (isChosen(name)) await compare(name, one, SMALL, there);
  if (isChosen(largeCase.name)) await compare(largeCase.name, largeCase.make(), LARGE, there);
}

/** By `npm run bench peers WORD`: the shapes whose name has the word; all without one. */
const isChosen = (name: string) => name.includes(process.argv[3] ?? '');

interface There {
  readonly kernel: Kernel;
  readonly backends: readonly Backend[];
  readonly pythons: readonly { readonly script: string; readonly path: string }[];
  readonly peak: Timing;
}

/** Those that load; the others are named with the reason. */
async function backendsThere(): Promise<Backend[]> {
  const loaded: Backend[] = [];
  for (const name of ['wasm', 'tensorflow'] as const) {
    const backend = await loadBackend([name]).catch((error: Error) => console.log(`left out: ${error.message}`));
    if (backend) loaded.push(backend);
  }
  return loaded;
}

function pythonsThere(): There['pythons'] {
  return (['torch', 'jax'] as const).flatMap((library) => {
    const found = pythonWith(library);
    if ('path' in found) return [{ script: `${library}_peer.py`, path: found.path }];
    console.log(`left out: ${library}: ${found.missing}`);
    return [];
  });
}

async function compare(name: string, one: Case, extent: Extent, there: There): Promise<void> {
  console.log(name);
  const { B } = one.setting.rule;
  const sampler = new PromptSampler(there.kernel, one.full.training);
  const batch = sampler.batch([8, 9], 1, B);
  const folder = writeCase({ law: one.law, rule: one.setting.rule, init: one.init, batch, settings: settings(extent) });
  const direction = Float64Array.from(one.law.tables.direction!.data);
  const moments = momentsOf(sampler.batch([8, 9], 2, extent.sampled), direction);
  const started = [];
  for (const { script, path } of there.pythons) started.push(await Peer.start(path, script, folder));
  for (const { peer, version } of started) {
    const share = shareOfRounding(one, batch, (await peer.ask('step')) as Record<string, string>);
    const errors = apart(moments, (await peer.ask('sample')) as PromptMean[]);
    line(`${version}: one step, of the rounding bound`, share.toFixed(3));
    line(`${version}: its prompts against ours, standard errors`, errors.toFixed(1));
    if (!(share <= 1 && errors <= ERRORS))
      throw new Error(`${version} does not compute our update on prompts of our law`);
  }
  report(one, there, await timed(runners(one, extent, there, started)));
  for (const { peer } of started) peer.stop();
  rmSync(folder, { recursive: true });
}

function settings({ tfjs, ...numbers }: Extent): Readonly<Record<string, number>> {
  return numbers;
}

function runners(
  one: Case,
  { tfjs, replicates }: Extent,
  { kernel, backends }: There,
  started: readonly { peer: Peer; version: string }[],
): Runner[] {
  const rounds = (version: string) => (version.startsWith('JAX') ? ['alone', 'scan'] : ['eager', 'batched']);
  const words: Readonly<Record<string, string>> = {
    eager: 'eager, 1 training',
    batched: `batched, ${replicates} trainings`,
    alone: 'jit of a scan, 1 training',
    scan: `jit of a scan, vmap over ${replicates}`,
  };
  return [
    here('fused', fusedJob(kernel, one)),
    here('sampling', samplingJob(kernel, one)),
    here('full', fusedJob(kernel, { ...one, setting: one.full })),
    ...backends.flatMap((backend) =>
      tfjs.map((R) => here(`${engineName(backend)}, ${R} trainings`, tfjsJob(backend, kernel, one, R))),
    ),
    ...started.flatMap(({ peer, version }) =>
      rounds(version).map((round) => there(`${version} ${words[round]}`, peer, round)),
    ),
  ];
}

const here = (name: string, job: TimedJob): Runner => ({
  name,
  run: async () => microseconds(() => job.run()) / job.units,
});

const there = (name: string, peer: Peer, round: string): Runner => ({
  name,
  run: async () => {
    const { seconds, units } = (await peer.ask(`time ${round}`)) as { seconds: number; units: number };
    return (1e6 * seconds) / units;
  },
});

/** As `interleave` does, over processes: only one of them works at a time. */
async function timed(jobs: readonly Runner[]): Promise<ReadonlyMap<string, Timing>> {
  const times = jobs.map((): number[] => []);
  for (const job of jobs) await job.run(); // warm-up: compilers, caches
  for (let round = 0; round < ROUNDS; round++) for (const [i, job] of jobs.entries()) times[i]!.push(await job.run());
  return new Map(jobs.map(({ name }, i) => [name, summary(times[i]!)]));
}

function report(one: Case, { peak }: There, times: ReadonlyMap<string, Timing>): void {
  const [fused, sampling, full] = ['fused', 'sampling', 'full'].map((name) => times.get(name)!);
  line('fused', shown(fused!));
  line('  of which sampling', `${shown(sampling!)} (${((100 * sampling!.median) / fused!.median).toFixed(0)} %)`);
  const flops = denseFlops(one);
  const share = ((flops ?? 0) / (fused!.median - sampling!.median) / 1000) * peak.median;
  if (flops) line('  of the f32x4 peak in all but sampling', `${(100 * share).toFixed(0)} %`);
  line('the same, every prompt drawn in full', `${shown(full!)}   ${ratio(full!, fused!)}`);
  for (const [name, time] of times) {
    if (!['fused', 'sampling', 'full'].includes(name)) line(name, `${shown(time)}   ${ratio(time, fused!)}`);
  }
}

const line = (label: string, text: string) => console.log(`  ${label.padEnd(58)}${text}`);
const shown = ({ least, median }: Timing) => `${least.toFixed(1)} / ${median.toFixed(1)}`.padStart(17);
const ratio = (time: Timing, fused: Timing) =>
  `${(time.least / fused.least).toFixed(2)}× / ${(time.median / fused.median).toFixed(2)}×`;
