import type { Batch, StreamKey } from '../reference/types';
import type { Kernel } from './kernel';
import type { PromptLaw, PromptSource } from './law';
import { type Tenant, takePrompts, Workspace } from './memory';
import { BLOCK, copyPrompts, emptyBatch } from './prompts';

/**
 * Draws prompts of a law with the kernel's sampler: the same bits as the fused engine draws, on every machine.
 * Batch t of a stream is an endless sequence of prompts, a pure function of (law, key, t).
 */
export class PromptSampler implements PromptSource, Tenant {
  private readonly workspace: Workspace;
  private written = 0;
  private at = { records: 0, labels: 0, signs: 0 };

  constructor(
    kernel: Kernel,
    private readonly law: PromptLaw,
  ) {
    this.workspace = Workspace.of(kernel);
  }

  enter(): void {
    this.written = this.law.write(this.workspace);
    this.at = takePrompts(this.workspace, [this.law], BLOCK);
  }

  leave(): void {}

  /** The first n prompts of batch t (an integer ≥ 0) of the stream `key`. A shorter batch is a prefix of a longer one. */
  batch(key: StreamKey, t: number, n: number): Batch {
    this.workspace.admit(this);
    const { records, labels, signs } = this.at;
    const batch = emptyBatch(this.law, n);
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first);
      this.workspace.kernel.samplePrompts(this.written, records, labels, signs, key[0], key[1], t, first, count);
      copyPrompts(this.workspace, this.at, this.law, batch, first, count);
    }
    return batch;
  }
}
