import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { complaint } from '../base/printable.cjs';
import { isSystemError, systemError } from '../base/system';
import { oneLine } from '../base/text';
import type { Built } from '../project/program';
import { COMMANDS, type CommandEntry } from './commands/entries';
import type { Context } from './console/context';
import { type Io, standardIo } from './console/io';
import type { Shipped } from './console/shipped';
import type { Tools } from './console/tool';

const exits = `
Exit status: 0 corroborated, 1 falsified, 2 bad usage or input, or an end before the verdict, 3 vacuous, 4 inconclusive;
for several claims the first of 2, 1, 3, 4 that occurs. verify --exploratory: 0 when every claim got a verdict, or 2.
Settings: package.json#theoremcheck < environment THEOREMCHECK_ENGINE, _WORKERS, _EPOCH, _PROFILE, _BASELINE < flags.`;

/**
 * Runs a command line (without `node` and the program). Resolves to the exit status; never throws.
 *
 * @param build builds the project; called by what needs one, and not for help, the version or `decide`.
 * @param own bundles what `audit`, `select` and `selftest` ask.
 */
export async function main(
  argv: readonly string[],
  build: () => Promise<Built>,
  io: Io = standardIo(),
  env: NodeJS.ProcessEnv = process.env,
  own?: Own,
): Promise<number> {
  const context = new Session(io, env, own);
  try {
    const root = program(context, argv);
    root.hook('preAction', async (_, command) => {
      if (!COMMANDS.find(({ name }) => name === command.name())?.alone) context.project = await build();
    });
    await root.parseAsync([...argv], { from: 'user' });
    return context.status;
  } catch (error) {
    if (error instanceof CommanderError) return isAnswer(error, argv) ? 0 : 2;
    io.err(`theoremcheck: ${said(error)}`);
    return 2;
  } finally {
    io.close?.();
  }
}

/** Help and version that were asked for. The error's own exit code is that of the process, which is 2 until the end. */
const isAnswer = ({ code }: CommanderError, [first]: readonly string[]): boolean =>
  code === 'commander.version' || code === 'commander.helpDisplayed' || (code === 'commander.help' && first === 'help');

/** What the package holds beside the harness. */
interface Own {
  tools(): Promise<Tools>;
  shipped(): Promise<Shipped>;
}

class Session implements Context {
  status = 0;
  project: Built | undefined;

  constructor(
    readonly io: Io,
    readonly env: NodeJS.ProcessEnv,
    private readonly own?: Own,
  ) {}

  async tools(): Promise<Tools> {
    return this.ours.tools();
  }

  async shipped(): Promise<Shipped> {
    return this.ours.shipped();
  }

  private get ours(): Own {
    if (this.own) return this.own;
    throw new Error('main: expected a way to what the package holds beside the harness, got none');
  }

  get built(): Built {
    if (this.project) return this.project;
    throw new Error('main: expected a command for which the project was built, got one that says it stands alone');
  }
}

// What the system refuses has words of ours; everything else is told by its kind.
const said = (error: unknown): string => complaint(isSystemError(error) ? systemError(error, 'system') : error);

const sentence = (text: string) => oneLine(text.replace(/^error: /, '').trim());

/** The root and its commands: whole the one that is asked for, of the others what the root's help shows. */
function program(context: Context, argv: readonly string[]): Command {
  const root = new Command('theoremcheck')
    .description('Checks theorems about training as randomized properties of models trained on the spot.')
    .version(version, '-V, --version', 'print the version')
    .addHelpText('after', exits);
  const words = argv.filter((word) => !word.startsWith('-'));
  const asked = words[0] === 'help' ? words[1] : words[0];
  for (const entry of COMMANDS) {
    const command = entry.name === asked ? entry.load()(context) : shownOnly(entry);
    root.addCommand(command.description(entry.description));
  }
  // Commander writes usage errors itself and would end the process; bad usage has status 2 here.
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.io.out(text.trimEnd()),
      writeErr: (text) => context.io.err(text.trimEnd()),
      outputError: (text, write) => write(`theoremcheck: ${sentence(text)} (--help shows the usage)`),
    });
  }
  return root;
}

/** Every command has options, `--json` at least. */
function shownOnly({ name, takes }: CommandEntry): Command {
  const command = new Command(name).option('--json');
  return takes === undefined ? command : command.arguments(takes);
}
