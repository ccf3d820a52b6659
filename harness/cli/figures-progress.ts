import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io';

/** Without a terminal, a line each time so many trainings more are done. */
const LINES = 10;

/** Shows how many trainings are done: a bar on a terminal, plain lines elsewhere. */
export function figuresProgress(io: Io): { show(done: number, all: number): void; stop(): void } {
  if (!io.terminal) {
    const show = (done: number, all: number) => {
      const shown = (n: number) => Math.floor((LINES * n) / all);
      if (shown(done) > shown(done - 1)) io.err(`figures: ${done} of ${all} trainings`);
    };
    return { show, stop: () => {} };
  }
  const bar = new SingleBar({ format: '{bar} {value}/{total} trainings, {eta_formatted} left' }, Presets.shades_grey);
  let begun = false;
  const show = (done: number, all: number) => {
    if (!begun) bar.start(all, 0);
    begun = true;
    bar.update(done);
  };
  return { show, stop: () => bar.stop() };
}
