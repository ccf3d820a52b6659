import { coloursFor } from '../../report/terminal/colours';
import { type Display, liveDisplay, plainDisplay } from '../../report/terminal/display';
import type { Io } from './io';

/** Shows where a run of so many claims is: a line per claim on a terminal, plain lines elsewhere. */
export function display(io: Io, claims: number, env: NodeJS.ProcessEnv, stopping: () => boolean): Display {
  if (!io.terminal) return plainDisplay(io.err);
  const note = () =>
    stopping() ? 'stopping when the running trainings have ended; Ctrl-C again ends at once' : undefined;
  return liveDisplay(process.stderr, coloursFor(true, env), claims, note);
}
