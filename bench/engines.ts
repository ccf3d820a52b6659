import type { Backend } from '../model/engines/backend';
import { fusedTrainer } from '../model/engines/fused';
import type { Kernel } from '../model/engines/kernel';
import { type Tenant, takePrompts, Workspace } from '../model/engines/memory';
import { PromptSampler } from '../model/engines/sampler';
import { tfjsSteps } from '../model/engines/tfjs';
import type { Case } from './problems';
import type { Job } from './rounds';

const STEPS = 200;

/** Steps of the fused engine, sampling included. */
export function fusedJob(kernel: Kernel, { setting, init }: Case): Job {
  const trainer = fusedTrainer(kernel, setting, init, [5, 6]);
  const run = () => {
    trainer.load(init, 0);
    trainer.advance(STEPS);
  };
  return { units: STEPS, run };
}

/** The batches that those steps sample, and nothing else. */
export function samplingJob(kernel: Kernel, { setting: { training, rule } }: Case): Job {
  const workspace = Workspace.of(kernel);
  let sample: (t: number) => void = () => {};
  const tenant: Tenant = {
    leave: () => {},
    enter() {
      const law = training.write(workspace);
      const { records, labels, signs } = takePrompts(workspace, [training], rule.B);
      sample = (t) => workspace.kernel.samplePrompts(law, records, labels, signs, 5, 6, t, 0, rule.B);
    },
  };
  const run = () => {
    workspace.admit(tenant);
    for (let t = 1; t <= STEPS; t++) sample(t);
  };
  return { units: STEPS, run };
}

/** Normals alone, a training batch's worth at a time. */
export function normalsJob(kernel: Kernel): Job {
  const n = 11_520;
  const instance = kernel.instantiate();
  instance.memory.grow(2);
  const at = (Number(instance.heapBase.value) + 63) & ~63;
  instance.seed(at, 1, 2, 3, 4, 5);
  const run = () => {
    for (let i = 0; i < 20; i++) instance.addNormals(at, at + 64, n, 0.05);
  };
  return { units: 20 * n, run };
}

/** Steps of the tfjs engine, sampling included, R trainings at once; a unit is one step of one training. */
export function tfjsJob(backend: Backend, kernel: Kernel, { setting, init }: Case, R: number): Job {
  const started = on(backend, () => tfjsSteps(backend, setting, R, init, new PromptSampler(kernel, setting.training)));
  const steps = R > 8 ? 2 : 8;
  return { units: steps * R, run: () => void on(backend, () => started(steps)) };
}

/** Every tfjs in a process computes on one backend at a time, whichever was set last; setting one that works is done at once. */
function on<T>({ tf, backend }: Backend, work: () => T): T {
  void tf.setBackend(backend);
  return work();
}
