import { type Built, loadFamilies } from '../project/program';
import type { Settings } from '../project/settings';
import { openQueue } from '../queue/client';
import { type Lab, OwnLab } from '../trials/lab';
import { FileStore } from '../trials/store/file-store';
import type { Job } from '../trials/workers/job';
import { FreshProcess } from '../trials/workers/replay';
import { openThreads } from '../trials/workers/threads';
import type { Workers } from '../trials/workers/workers';
import { type OpenStore, openStore, type StoreOptions } from './open-store';

/** Preparations that take longer (ms) are reported, and again whenever this much more has passed. */
const NOTICE = 1000;

export interface LabOptions extends Pick<StoreOptions, 'stored' | 'own'> {
  /** Told of what people should know and nobody asked for; by default it goes to standard error. */
  readonly notice?: ((sentence: string) => void) | undefined;
  /** Told again and again while a worker makes what an engine of this family needs. */
  readonly preparing?: ((family: string) => void) | undefined;
}

/** Everything that a lab needs to know of what was built. */
type Program = Pick<Built, 'cwd' | 'worker' | 'code'>;

/**
 * Does something with the lab of a project: worker threads, or workers at a queue, and fresh processes over the worker bundle, the
 * project's own cache, the folder that machines share, and the caches of others that the settings name. Closes what it opened.
 */
export async function withLab<T>(
  program: Program,
  settings: Settings,
  use: (lab: Lab, store: OpenStore) => Promise<T>,
  options: LabOptions = {},
): Promise<T> {
  const { cwd, worker, code } = program;
  loadFamilies({ worker }); // what no worker could load ends here, in one sentence, and not in a thread
  const { epoch, engine, silence } = settings;
  const { notice = say } = options;
  const store = openStore(cwd, code, settings, { ...options, notice });
  const fresh = new FreshProcess(worker, silence);
  const preparing = options.preparing && repeated(options.preparing);
  let workers: Workers | undefined;
  try {
    workers = await workersOf(program, settings, notice);
    const replay = (job: Job) => fresh.run(job);
    return await use(new OwnLab({ store, workers, replay, code, epoch, engine, silence, preparing }), store);
  } finally {
    fresh.close();
    if (store instanceof FileStore) store.close();
    await workers?.close();
  }
}

async function workersOf(
  { worker, code }: Program,
  { queue: address, workers: size, silence }: Settings,
  notice: (sentence: string) => void,
): Promise<Workers> {
  if (address !== undefined) return openQueue({ address, code, notice });
  return openThreads({ file: worker, size, silence });
}

const say = (sentence: string): void => void process.stderr.write(`theoremcheck: ${sentence}\n`);

/** Says it every second until the function that it gives is called. */
function repeated(say: (family: string) => void) {
  return (family: string): (() => void) => {
    const timer = setInterval(() => say(family), NOTICE);
    return () => clearInterval(timer);
  };
}
