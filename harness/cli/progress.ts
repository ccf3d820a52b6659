import { Presets, SingleBar } from 'cli-progress';
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
  if (!io.terminal)
    return { show: (progress) => io.err(progressLine(progress)), above: (write) => write(), stop: () => {} };
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} claims, {trained} trainings{open}', stopOnComplete: false },
    Presets.shades_grey,
  );
  bar.start(claims, 0, { trained: 0, open: '' });
  const show = ({ decided, trained, open }: Progress) => bar.update(decided, { trained, open: openText(open) });
  const above = (write: () => void) => {
    process.stderr.write('\r\u001b[K');
    write();
    bar.render();
  };
  return { show, above, stop: () => bar.stop() };
}

/** `3 of 9 claims decided, 412 trainings; open: name 40/65, …` */
export function progressLine({ decided, claims, trained, open }: Progress): string {
  return `${decided} of ${claims} claims decided, ${trained} trainings${openText(open)}`;
}

function openText(open: Progress['open']): string {
  const shown = open.slice(0, 3).map(({ name, trials, needed }) => `${name} ${trials}/${needed}`);
  const more = open.length > 3 ? `, and ${open.length - 3} more` : '';
  return shown.length ? `; open: ${shown.join(', ')}${more}` : '';
}
