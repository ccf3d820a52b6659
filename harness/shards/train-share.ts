import type { Lab } from '../trials/lab';
import type { Ask } from './ask';

/** How far a share is. */
export interface ShareProgress {
  readonly done: number;
  readonly all: number;
  /** What families threw, one sentence each; the merge meets it again and gives it to the claims it concerns. */
  readonly failures: readonly string[];
}

export interface ShareEvents {
  readonly progress: (done: number, all: number) => void;
  /** Asked often; when true nothing more is started. */
  readonly stopped: () => boolean;
}

/** Asks a lab for all of it, as many at once as it has workers; what is stored already costs nothing. */
export async function trainShare(
  asks: readonly Ask[],
  lab: Lab,
  { progress, stopped }: ShareEvents,
): Promise<ShareProgress> {
  const failures = new Set<string>();
  const running = new Set<Promise<void>>();
  let done = 0;
  for (const { stream, index, requests, windows } of asks) {
    while (running.size >= lab.size) await Promise.race(running);
    if (stopped()) break;
    const asked = lab.ask(stream, index, requests, windows).then((answer) => {
      if (answer.kind === 'failed') failures.add(answer.message);
      progress(++done, asks.length);
    });
    const settled = asked.finally(() => running.delete(settled));
    running.add(settled);
  }
  await Promise.all(running);
  return { done, all: asks.length, failures: [...failures] };
}
