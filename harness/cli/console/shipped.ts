import type { Built } from '../../project/program';
import type { OnFile } from '../../selftest/recompute';

/** The families that come with the package as a program of their own, and what is on file of their trials. */
export interface Shipped extends Pick<Built, 'cwd' | 'worker' | 'code'> {
  readonly onFile: OnFile;
}
