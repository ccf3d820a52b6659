import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Binds this process, with all its threads and the processes it will start, to one core; says to which, or why not. */
export function bindToOneCore(): string {
  const allowed = /Cpus_allowed_list:\s*(\S+)/.exec(status())?.[1];
  if (allowed === undefined) return 'not bound to a core: this system does not say which there are';
  const core = allowed.split(/[,-]/).at(-1)!;
  const bound = spawnSync('taskset', ['-a', '-c', '-p', core, `${process.pid}`], { encoding: 'utf8' });
  return bound.status === 0 ? `all bound to core ${core}` : 'not bound to a core: no taskset';
}

function status(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
