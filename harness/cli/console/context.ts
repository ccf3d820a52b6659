import type { Built } from '../../project/program';
import type { Io } from './io';

/** What every command gets. */
export interface Context {
  readonly built: Built;
  readonly io: Io;
  readonly env: NodeJS.ProcessEnv;
  /** Set by the command that ran. */
  status: number;
}
