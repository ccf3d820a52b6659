import { Presets, SingleBar } from 'cli-progress';
import { preparingText, progressLine } from '../jest/progress-line';
import type { Progress } from '../run/result';
import type { Io } from './io';

/** Shows where a run is: a bar on a terminal, plain lines elsewhere. */
export interface Display {
  show(progress: Progress): void;
  /** Writes a text above the bar. */
  above(write: () => void): void;
  stop(): void;
}

export function display(io: Io, claims: number): Display {
  const began = performance.now();
  const line = (progress: Progress) => progressLine(progress, (performance.now() - began) / 1000);
  if (!io.terminal) return { show: (progress) => io.err(line(progress)), above: (write) => write(), stop: () => {} };
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} claims, {trained} trainings{open}', stopOnComplete: false },
    Presets.shades_grey,
  );
  bar.start(claims, 0, { trained: 0, open: '' });
  const show = ({ decided, trained, open, preparing }: Progress) =>
    bar.update(decided, { trained, open: preparing ? `; ${preparingText(preparing)}` : openText(open) });
  const above = (write: () => void) => {
    process.stderr.write('\r\u001b[K');
    write();
    bar.render();
  };
  return { show, above, stop: () => bar.stop() };
}

function openText(open: Progress['open']): string {
  const shown = open.slice(0, 3).map(({ name, trials }) => `${name} ${trials}`);
  return shown.length ? `; open: ${shown.join(', ')}` : '';
}
