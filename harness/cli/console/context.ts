import type { Built } from '../../project/program';
import type { Io } from './io';
import type { Shipped } from './shipped';
import type { Tools } from './tool';

/** What every command gets. */
export interface Context {
  readonly built: Built;
  readonly io: Io;
  readonly env: NodeJS.ProcessEnv;
  /** Bundles what the package knows of words, for the commands that ask it. */
  tools(): Promise<Tools>;
  /** Bundles the families that come with the package, for the command that tries them. */
  shipped(): Promise<Shipped>;
  /** Set by the command that ran. */
  status: number;
}
