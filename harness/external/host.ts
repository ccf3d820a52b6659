import { LostProcess } from '../base/lost-process';
import { cut, oneLine } from '../base/text';
import { UsageError } from '../base/usage-error';
import { type Launch, Pipe, type Reply } from './pipe';
import { type FamilyDescription, type Op, readAnswer, requestLine, VERSION, type WireAnswers } from './protocol';

/** One process per thread, started when it is first asked for and again after it died. */
export class Host {
  /** How many processes have ended: what one knew the next does not. */
  incarnation = 0;
  private pipe: Pipe | undefined;
  private next = 0;

  /** @param agreed what the process has to say of itself */
  constructor(
    private readonly launch: Launch,
    private readonly agreed: FamilyDescription,
    private readonly seconds: () => number,
  ) {}

  /** Sends a request, and gives what came back. @throws UsageError in one sentence for whatever is no answer */
  ask<O extends Op>(op: O, fields: object): WireAnswers[O] {
    const pipe = this.pipe ?? this.start();
    return this.exchange(pipe, op, fields);
  }

  /** A number for a training. */
  number(): number {
    return this.next++;
  }

  close(): void {
    if (!this.pipe) return;
    this.pipe.kill();
    this.pipe = undefined;
    this.incarnation++;
  }

  private start(): Pipe {
    const pipe = new Pipe(this.launch);
    this.pipe = pipe;
    const said = this.exchange(pipe, 'describe', { version: VERSION });
    demandVersion(this.launch, said);
    if (JSON.stringify(said) !== JSON.stringify(this.agreed)) {
      this.close();
      const cure = 'a description must not depend on when it is asked for; start the run again after a change';
      throw UsageError.expected(commandLine(this.launch), 'the description that the run began with', 'another', cure);
    }
    return pipe;
  }

  private exchange<O extends Op>(pipe: Pipe, op: O, fields: object): WireAnswers[O] {
    const [id, seconds, who] = [this.next++, this.seconds(), commandLine(this.launch)];
    const reply = pipe.ask(requestLine(id, op, fields), seconds);
    if (reply.kind !== 'line') {
      this.close();
      throw reply.kind === 'late' ? late(who, op, seconds, reply.said) : lost(who, op, reply);
    }
    return this.read(who, reply.line, id, op);
  }

  /** After a line that is no answer, nothing that the process says can be trusted to answer anything. */
  private read<O extends Op>(who: string, line: string, id: number, op: O): WireAnswers[O] {
    try {
      return readAnswer(who, line, id, op);
    } catch (error) {
      this.close();
      throw error;
    }
  }
}

/** @throws UsageError for another version of the protocol */
export function demandVersion(launch: Launch, { version }: FamilyDescription): void {
  if (version === VERSION) return;
  const cure = 'take theoremcheck.py, or what else speaks the protocol, from the same version of this package';
  throw UsageError.expected(commandLine(launch), `version ${VERSION} of the protocol`, `version ${version}`, cure);
}

/** The command as a person would type it. */
export function commandLine({ command }: Launch): string {
  return cut(oneLine(command.join(' ')), 80);
}

/** What a process that ended is said to have said. */
export function withErrors(how: string, said: string): string {
  const last = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-4)
    .join(' / ');
  return last === '' ? how : `${how}; its standard error ends: ${cut(oneLine(last), 600)}`;
}

function lost(who: string, op: Op, { how, said }: Extract<Reply, { kind: 'ended' }>): LostProcess {
  return new LostProcess({ who, expected: `an answer to ${op}`, got: withErrors(how, said) });
}

function late(who: string, op: Op, seconds: number, said: string): UsageError {
  const cure = 'what takes longer needs a smaller stride, or a larger "silence" in package.json#theoremcheck';
  return UsageError.expected(who, `an answer to ${op} within ${seconds} s`, withErrors('none', said), cure);
}
