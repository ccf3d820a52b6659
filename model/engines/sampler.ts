import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Batch, Key } from '../types';
import type { Kernel } from './kernel';
import { type Tenant, takeLaw, takePrompts, Workspace } from './memory';
import { BLOCK, copyPrompts, emptyBatch } from './prompts';

/** The problem whose prompts the evaluation law draws: labels are never flipped. */
export function evaluationProblem(problem: ConceptProblem): ConceptProblem {
  return { ...problem, departures: { ...problem.departures, queryFlips: 0 } };
}

/**
 * Draws prompts of a problem with the kernel's sampler: the same bits as the fused engine draws, on every machine.
 * Batch t of a stream is an endless sequence of prompts, a pure function of (problem, dictionary, law, key, t).
 */
export class PromptSampler implements Tenant {
  private readonly workspace: Workspace;
  private readonly problem: ConceptProblem;
  private law = 0;
  private at = { records: 0, labels: 0, signs: 0 };

  constructor(
    kernel: Kernel,
    problem: ConceptProblem,
    private readonly dictionary: Dictionary,
    law: 'training' | 'evaluation',
  ) {
    this.workspace = Workspace.of(kernel);
    this.problem = law === 'training' ? problem : evaluationProblem(problem);
  }

  enter(): void {
    this.law = takeLaw(this.workspace, this.problem, this.dictionary);
    this.at = takePrompts(this.workspace, this.problem, BLOCK);
  }

  leave(): void {}

  /** The first n prompts of batch t (an integer ≥ 0) of the stream `key`. A shorter batch is a prefix of a longer one. */
  batch(key: Key, t: number, n: number): Batch {
    this.workspace.admit(this);
    const { records, labels, signs } = this.at;
    const batch = emptyBatch(this.problem, n);
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first);
      this.workspace.kernel.samplePrompts(this.law, records, labels, signs, key[0], key[1], t, first, count);
      copyPrompts(this.workspace, this.at, this.problem, batch, first, count);
    }
    return batch;
  }
}
