import { clip } from '../text/width';
import { bar } from './bar';
import { duration } from './duration';
import { liveArea } from './live-area';

/** Where progress goes. */
export interface Watcher {
  /** Whether that is a person at a terminal. */
  readonly terminal: boolean;
  /** One line. */
  err(text: string): void;
}

/** Without a terminal, a line each time so many trainings more are done. */
const LINES = 10;

/** Shows how many trainings are done for `who` writes something: a bar on a terminal, plain lines elsewhere. */
export function trainingProgress(
  watcher: Watcher,
  who: string,
): { show(done: number, all: number): void; stop(): void } {
  if (!watcher.terminal) {
    const show = (done: number, all: number) => {
      const shown = (n: number) => Math.floor((LINES * n) / all);
      if (shown(done) > shown(done - 1)) watcher.err(`${who}: ${done} of ${all} trainings`);
    };
    return { show, stop: () => {} };
  }
  const began = performance.now();
  const area = liveArea(process.stderr);
  const show = (done: number, all: number) => {
    const left = ((performance.now() - began) / 1000 / done) * (all - done);
    const ahead = Number.isFinite(left) ? `, ${duration(left)} left` : '';
    area.draw([clip(`${bar(done / all, 20)} ${done}/${all} trainings${ahead}`, (process.stderr.columns ?? 80) - 1)]);
  };
  return { show, stop: area.close };
}
