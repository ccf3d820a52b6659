import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a Redis can be started here: Debian's package is redis-server. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of a test's own, which keeps nothing on disk. */
export class TestRedis {
  readonly folder = mkdtempSync(join(tmpdir(), 'redis-'));
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly flags: readonly string[],
  ) {}

  /**
   * @param flags beside the port, such as `--requirepass`.
   * @param plain whether the port takes what is not encrypted.
   * @param at a port that somebody else knows already; any free one by default.
   */
  static async start(flags: readonly string[] = [], plain = true, at?: number): Promise<TestRedis> {
    const port = at ?? (await freePort());
    const redis = new TestRedis(port, [
      ...(plain ? ['--port', `${port}`] : ['--port', '0', '--tls-port', `${port}`]),
      ...flags,
    ]);
    await redis.again();
    return redis;
  }

  /** The address of one of its sixteen databases. */
  url(database = 0): string {
    return `redis://127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it, empty. */
  async again(): Promise<void> {
    const memory = ['--save', '', '--appendonly', 'no', '--dir', this.folder];
    this.child = spawn('redis-server', [...this.flags, ...memory], { stdio: 'ignore' });
    while (!(await answers(this.port))) await pause(20);
  }

  /** Ends it as a failing machine does. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
