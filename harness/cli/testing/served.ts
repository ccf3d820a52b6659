import { resolve } from 'node:path';
import { Pipe } from '../../external/pipe';
import type { Ran } from './project';

const SERVER = resolve(__dirname, 'serve.cjs');
/** Nothing is timed here: Jest ends a test that takes too long (s). */
const LIMIT = 3600;

/**
 * Command lines, one after the other, in one process beside this one (serve.cjs): what a process for each would say and write,
 * without the second of processor time that its start takes. What happens to a process that ends otherwise than with its
 * command, or reads standard input, is shown by processes of their own alone.
 */
export class ServedProgram {
  private pipe: Pipe | undefined;

  run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Ran {
    this.pipe ??= new Pipe({ command: [process.execPath, SERVER], cwd: __dirname, env: { ...process.env } });
    const reply = this.pipe.ask(JSON.stringify({ cwd, args, env }), LIMIT);
    if (reply.kind === 'line') return JSON.parse(reply.line) as Ran;
    this.end();
    throw new Error(`served: expected an answer to ${args.join(' ')}, got its end: ${reply.said}`);
  }

  end(): void {
    this.pipe?.kill();
    this.pipe = undefined;
  }
}
