import { printable } from '../../base/text';

/** Lines at the bottom of a terminal that are drawn over and over. */
export interface LiveArea {
  draw(lines: readonly string[]): void;
  /** Writes something that stays, above the lines. */
  above(write: () => void): void;
  /** Wipes the lines and shows the cursor again. */
  close(): void;
}

type Update = ReturnType<typeof import('log-update').createLogUpdate>;

/** Opens lines at the bottom of a terminal. They are wiped, too, when the process ends before they are closed. */
export function liveArea(stream: NodeJS.WriteStream): LiveArea {
  let [update, text, open]: [Update | undefined, string, boolean] = [undefined, '', true];
  const redraw = () => {
    if (open && text !== '') update?.(text);
  };
  const close = () => {
    open = false;
    update?.clear();
    update?.done();
    process.off('exit', close);
    stream.off('resize', resized);
  };
  const resized = () => {
    update?.clear();
    redraw();
  };
  process.on('exit', close);
  stream.on('resize', resized);
  // An ES module: it comes a moment later than the first lines.
  import('log-update').then(({ createLogUpdate }) => {
    update = createLogUpdate(stream);
    redraw();
  });
  return {
    draw: (lines) => {
      text = printable(lines.join('\n'), true);
      redraw();
    },
    above: (write) => {
      update?.clear();
      write();
      redraw();
    },
    close,
  };
}
