/** Exit status of a process that a signal ended, as shells give it: 128 and the number of the signal. */
const STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof STATUS;

/** Time (ms) for trainings under way after a signal other than Ctrl-C: its sender usually kills the process soon. */
const GRACE = 3000;

/** Of the first signal that reached a command. */
let status: number | undefined;

/** Exit status of a command that was interrupted; undefined where it was not. */
export const interruptedStatus = (): number | undefined => status;

/**
 * The first signal lets running trials finish and be cached; the second ends the process, and so do a few seconds after a signal
 * that does not come from the keyboard. Listeners to the `exit` of the process are called in each case.
 */
export function watchInterrupt(): { asked(): boolean; release(): void } {
  const release = onSignal((signal) => {
    if (status !== undefined) process.exit(STATUS[signal]);
    status = STATUS[signal];
    if (signal !== 'SIGINT') setTimeout(() => process.exit(STATUS[signal]), GRACE).unref();
  });
  return { asked: () => status !== undefined, release };
}

/** Any signal ends the process at once, and its listeners to `exit` are called. @returns what takes that back */
export const exitOnSignal = (): (() => void) => onSignal((signal) => process.exit(STATUS[signal]));

function onSignal(act: (signal: Signal) => void): () => void {
  const signals = Object.keys(STATUS) as Signal[];
  for (const signal of signals) process.on(signal, act);
  return () => {
    for (const signal of signals) process.off(signal, act);
  };
}
