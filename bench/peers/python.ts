import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** This folder: what runs is a bundle elsewhere. */
const home = () => join(process.env.THEOREMCHECK_PACKAGE!, 'bench', 'peers');

/**
 * A python3 that has the library: the one that tools/optional.sh keeps in the user's cache, and is asked to make, else any that
 * has it. Without one, the reason.
 */
export function pythonWith(library: 'torch' | 'jax'): { readonly path: string } | { readonly missing: string } {
  const part = library === 'torch' ? 'pytorch' : 'jax';
  const tool = join(process.env.THEOREMCHECK_PACKAGE!, 'tools', 'optional.sh');
  const made = spawnSync('bash', [tool, part], { encoding: 'utf8' });
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'theoremcheck');
  const known = [join(cache, part, 'bin', 'python3'), 'python3', '/usr/bin/python3'];
  const path = known.find((each) => spawnSync(each, ['-c', `import ${library}, numpy`]).status === 0);
  return path === undefined ? { missing: `${made.stdout}`.trim() || `no python3 with ${library}` } : { path };
}

const ONE_THREAD = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
/** glibc keeps large blocks instead of giving them back to the system and having them zeroed again: PyTorch samples twice as fast. */
const KEPT_MEMORY = { MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: '4000000000' };

/** A peer in a process of its own that answers one request at a time. It inherits the core that this process is bound to. */
export class Peer {
  private readonly answers: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcess) {
    this.answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  /** @param folder of `writeCase`. Rejects when the script fails at its start. */
  static async start(python: string, script: string, folder: string): Promise<{ peer: Peer; version: string }> {
    const child = spawn(python, [join(home(), script), folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...ONE_THREAD, ...KEPT_MEMORY, PYTHONDONTWRITEBYTECODE: '1' },
    });
    const peer = new Peer(child);
    const { ready } = (await peer.said()) as { ready: string };
    return { peer, version: ready };
  }

  async ask(request: string): Promise<unknown> {
    this.child.stdin!.write(`${request}\n`);
    return this.said();
  }

  stop(): void {
    this.child.stdin!.end();
  }

  private async said(): Promise<unknown> {
    const { value, done } = await this.answers.next();
    if (done) throw new Error('peer: expected an answer, got the end of its output; what it said is above');
    return JSON.parse(value as string);
  }
}
