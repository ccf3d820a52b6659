/** Exit status of a process that was interrupted from the keyboard. */
export const interruptedStatus = 130;

/** The first Ctrl-C lets running trials finish and be cached; the second ends the process. */
export function watchInterrupt(): { asked(): boolean; release(): void } {
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(interruptedStatus);
    asked = true;
  };
  process.on('SIGINT', onSignal);
  return { asked: () => asked, release: () => void process.off('SIGINT', onSignal) };
}
