import { spawnSync } from 'node:child_process';

/** Whether networks can be made here: that takes root, and Debian's iproute2. */
export const mayPartition = process.getuid?.() === 0 && spawnSync('ip', ['netns']).status === 0;

/** A network of its own for a process, with one cable to everybody else. */
export class Network {
  /** What a command line begins with that is to run there. */
  readonly inside: readonly string[];

  constructor(
    private readonly name: string,
    private readonly subnet: number,
  ) {
    this.remove();
    const [here, there] = [`${name}0`, `${name}1`];
    for (const command of [
      `netns add ${name}`,
      `link add ${here} type veth peer name ${there}`,
      `link set ${there} netns ${name}`,
      `addr add 10.213.${subnet}.1/24 dev ${here}`,
      `link set ${here} up`,
      `-n ${name} addr add 10.213.${subnet}.2/24 dev ${there}`,
      `-n ${name} link set ${there} up`,
    ])
      ip(command);
    this.inside = ['ip', 'netns', 'exec', name];
  }

  /** The address, seen from there, of a Redis that runs here. */
  url(port: number): string {
    return `redis://10.213.${this.subnet}.1:${port}/0`;
  }

  cut(): void {
    ip(`-n ${this.name} link set ${this.name}1 down`);
  }

  mend(): void {
    ip(`-n ${this.name} link set ${this.name}1 up`);
  }

  remove(): void {
    spawnSync('ip', ['netns', 'del', this.name]);
    spawnSync('ip', ['link', 'del', `${this.name}0`]);
  }
}

function ip(command: string): void {
  const { status, stderr } = spawnSync('ip', command.split(' '), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${command}: ${stderr}`);
}
