import { boot } from '../../project/testing/project';
import { main } from '../main';
import type { Ran } from './project';

/**
 * Command lines in this process, one after the other, in a project on disk: what a process of its own would say and write, without
 * the time that one takes to start.
 */
export async function runHere(cwd: string, ...args: string[]): Promise<Ran> {
  const said = { out: [] as string[], err: [] as string[] };
  const io = {
    out: (text: string) => void said.out.push(text),
    err: (text: string) => void said.err.push(text),
    command: () => {},
    terminal: false,
    lines: async function* () {},
  };
  const before = process.cwd();
  const { write } = process.stderr;
  process.chdir(cwd);
  process.stderr.write = ((text: string) => said.err.push(text.replace(/\n$/, '')) > 0) as typeof write;
  try {
    const status = await main(args, () => boot.build(cwd), io, { THEOREMCHECK_WORKERS: '2' });
    return { status, out: said.out.join('\n'), err: said.err.join('\n') };
  } finally {
    process.chdir(before);
    process.stderr.write = write;
  }
}
