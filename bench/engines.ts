import { fusedTrainer } from '../model/engines/fused/fused';
import type { Kernel } from '../model/engines/kernel';
import type { PromptLaw } from '../model/engines/law';
import { type Tenant, Workspace } from '../model/engines/memory';
import { takePlan } from '../model/engines/plan';
import { PromptSampler } from '../model/engines/sampler';
import type { Backend } from '../model/engines/tfjs/backend';
import { tfjsSteps } from '../model/engines/tfjs/tfjs';
import type { Case } from './problems';
import type { TimedJob } from './rounds';

const STEPS = 200;

/** Steps of the fused engine, sampling included. */
export function fusedJob(kernel: Kernel, { setting, init }: Case, steps = STEPS): TimedJob {
  const trainer = fusedTrainer(kernel, setting, init, [5, 6]);
  const run = () => {
    trainer.load(init, 0);
    trainer.advance(steps);
  };
  return { units: steps, run };
}

/** All that those steps sample, and nothing else; `backward`: what the backward pass reads, too. */
export function samplingJob(kernel: Kernel, { setting, init }: Omit<Case, 'full' | 'law'>, backward = true): TimedJob {
  const workspace = Workspace.of(kernel);
  const { rule, training } = setting;
  let sample: (t: number) => void = () => {};
  const tenant: Tenant = {
    leave: () => {},
    enter() {
      const law = training.write(workspace);
      const demands = { rule, laws: [training], value: init.WV !== undefined, space: 'by size' } as const;
      const { at } = takePlan(workspace, demands, [5, 6]);
      sample = (t) => {
        workspace.kernel.sampleBatch(at, law, t);
        if (training.deferred && backward) workspace.kernel.sampleBackwardNoise(at, 5, 6, t, 0, rule.B);
      };
    },
  };
  const run = () => {
    workspace.admit(tenant);
    for (let t = 1; t <= STEPS; t++) sample(t);
  };
  return { units: STEPS, run };
}

/** Answers to test prompts of a law, a unit each. */
export function evaluationJob(kernel: Kernel, { setting, init }: Case, law: PromptLaw): TimedJob {
  const trainer = fusedTrainer(kernel, setting, init, [5, 6]);
  return { units: 3200, run: () => void trainer.evaluate([7, 8], 1, 3200, law) };
}

/** All that those answers sample: a unit per prompt. */
export function promptsJob(kernel: Kernel, { setting, init }: Case, law: PromptLaw): TimedJob {
  const forward = { setting: { ...setting, training: law, evaluation: law }, init };
  return { ...samplingJob(kernel, forward, false), units: STEPS * setting.rule.B };
}

/** Normals alone, a training batch's worth at a time. */
export function normalsJob(kernel: Kernel): TimedJob {
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
export function tfjsJob(backend: Backend, kernel: Kernel, { setting, init }: Case, R: number): TimedJob {
  const started = on(backend, () => tfjsSteps(backend, setting, R, init, new PromptSampler(kernel, setting.training)));
  const steps = R > 8 ? 2 : 8;
  return { units: steps * R, run: () => void on(backend, () => started(steps)) };
}

/** Every tfjs in a process computes on one backend at a time, whichever was set last; setting one that works is done at once. */
function on<T>({ tf, backend }: Backend, work: () => T): T {
  void tf.setBackend(backend);
  return work();
}
