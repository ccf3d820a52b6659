import pico from 'picocolors';

/** What a terminal is asked to show. Without colours, the texts as they are. */
export type Colours = ReturnType<typeof pico.createColors>;

/**
 * Colours for a stream: never with NO_COLOR (https://no-color.org: present and not empty), else as FORCE_COLOR says, else on
 * terminals that are not dumb. (The package's own guess looks at standard output and takes FORCE_COLOR=0 for a yes.)
 */
export function coloursFor(terminal: boolean, env: NodeJS.ProcessEnv): Colours {
  return pico.createColors(wanted(terminal, env));
}

function wanted(terminal: boolean, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  return terminal && TERM !== 'dumb';
}
