import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { THREAD } from './pipe-thread';

/** What starts a process. */
export interface Launch {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What came of one line that was sent. */
export type Reply =
  | { readonly kind: 'line'; readonly line: string }
  /** The process ended, or could not be started. */
  | { readonly kind: 'ended'; readonly how: string; readonly said: string }
  /** It was killed: it did not answer in time. */
  | { readonly kind: 'late'; readonly said: string };

/** Beyond the limit of a request, for a thread that does not even say that it was late (ms). */
const GRACE = 5000;

/**
 * A process that answers lines with lines, asked synchronously: trainings are advanced without waiting for promises. A thread
 * of its own owns the process and its pipes, and this thread sleeps on a counter until an answer has come. The thread dies
 * with the one that opened it; the process then reads the end of its input.
 */
export class Pipe {
  private readonly counter = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;

  constructor(launch: Launch) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const workerData = { ...launch, port: port2, counter: this.counter };
    const thread = new Worker(THREAD, { eval: true, workerData, transferList: [port2], stdin: false });
    thread.on('error', () => {}); // nobody answers then, which is noticed
    thread.unref();
    port1.unref();
  }

  /** Sends a line, and waits for one. A process that has not answered after so many seconds is killed. */
  ask(line: string, seconds: number): Reply {
    const before = Atomics.load(this.counter, 0);
    const limit = Math.ceil(seconds * 1000);
    this.port.postMessage({ line, limit });
    // A late notification of the answer before this one may wake it, too.
    while (Atomics.load(this.counter, 0) === before) {
      if (Atomics.wait(this.counter, 0, before, limit + GRACE) === 'timed-out') break;
    }
    const received = receiveMessageOnPort(this.port) as { readonly message: Reply } | undefined;
    return received?.message ?? { kind: 'late', said: '' };
  }

  /** Kills the process, if it still runs. */
  kill(): void {
    this.port.postMessage('kill');
  }
}
