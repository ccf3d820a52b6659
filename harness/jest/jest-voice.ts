import { printable } from '../base/text';
import type { ClaimGate } from '../compile/compile';
import { Account } from '../report/terminal/account';
import { coloursFor } from '../report/terminal/colours';
import { liveDisplay, plainDisplay } from '../report/terminal/display';
import { isLive } from '../report/terminal/is-live';
import { enginesLine } from '../report/terminal/progress-line';
import type { ClaimResult, Progress } from '../verdict/results/result';

/** How our reporter wants a run to be shown; without it, Jest has its own say on results, and there are plain lines of progress. */
export interface Manner {
  /** Every block in whole. */
  readonly verbose: boolean;
  /** Nobody else draws on the terminal. */
  readonly alone: boolean;
  /** Is given what ends the display and sums up what was decided; called more than once, it does so once. */
  ending(end: () => void): void;
}

/** What a run under Jest says on standard error, where Jest's reports are. */
interface JestVoice {
  progress(progress: Progress): void;
  prepared(family: string, engines: readonly string[]): void;
  decided(result: ClaimResult): void;
  /** Wipes what was drawn, and sums up. */
  end(): void;
}

/** `manner` absent: somebody else reports results. */
export function jestVoice(gates: readonly ClaimGate[], start: string, manner: Manner | undefined): JestVoice {
  const { stderr, env } = process;
  const coloured = coloursFor(stderr.isTTY, env).isColorSupported;
  const write = (text: string) => void stderr.write(`${printable(text, coloured)}\n`);
  write(start);
  const live = manner?.alone === true && isLive(stderr, env);
  const shown = live ? liveDisplay(stderr, coloursFor(true, env), gates.length) : plainDisplay(write);
  const columns = stderr.isTTY ? stderr.columns : undefined;
  const account = manner && new Account(gates, { columns, verbose: manner.verbose, env });
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    shown.stop();
    const summary = account?.summary();
    if (summary) write(`\n${summary}\n`);
  };
  manner?.ending(end);
  return {
    progress: shown.show,
    prepared: (family, engines) => shown.above(() => write(enginesLine(family, engines))),
    decided: (result) => {
      const text = account?.decided(result);
      if (text !== undefined && !over) shown.above(() => write(text));
    },
    end,
  };
}
