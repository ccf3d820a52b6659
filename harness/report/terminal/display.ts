import type { Progress } from '../../verdict/results/result';
import type { Colours } from './colours';
import { type LiveArea, liveArea } from './live-area';
import { liveView } from './live-view';
import { progressLine } from './progress-line';

/** Shows where a run is. */
export interface Display {
  show(progress: Progress): void;
  /** Writes something that stays. */
  above(write: () => void): void;
  stop(): void;
}

/** Plain lines come this often at most (ms). */
const PLAIN_TICK = 2500;

/** For logs: `write` gets a plain line every few seconds. */
export function plainDisplay(write: (line: string) => void): Display {
  const began = performance.now();
  let last = began;
  const show = (progress: Progress) => {
    const now = performance.now();
    // A tick of a second comes a little early or late.
    if (now - last < PLAIN_TICK - 100) return;
    last = now;
    write(progressLine(progress, (now - began) / 1000));
  };
  return { show, above: (write) => write(), stop: () => {} };
}

/** For a person at a terminal: a line per claim, drawn over and over. `note` is shown while it returns a text. */
export function liveDisplay(
  stream: NodeJS.WriteStream,
  colours: Colours,
  claims: number,
  note: () => string | undefined = () => undefined,
): Display {
  const began = performance.now();
  const area: LiveArea = liveArea(stream);
  const show = (progress: Progress) => {
    const { columns = 80, rows = 24 } = stream;
    const said = note();
    const view = { progress, seconds: (performance.now() - began) / 1000, columns, rows };
    area.draw(liveView(said === undefined ? view : { ...view, note: said }, colours));
  };
  show({ decided: 0, claims, open: [], trained: 0 });
  return { show, above: area.above, stop: area.close };
}
