import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort, hasRedis, pause, TestRedis } from '../../queue/testing/redis';
import { runHere } from '../testing/in-process';
import { coinProject } from '../testing/project';

/** Processes that train at a queue, and whatever may happen to them: every comparison of verdicts is of whole files, byte by byte. */
const describeQueue = hasRedis ? describe : describe.skip;
const mayPartition = process.getuid?.() === 0 && spawnSync('ip', ['netns']).status === 0;
const bin = resolve(__dirname, '../bin.cjs');
const VERDICTS = 'reports/verdicts.json';

/** A command in a process of its own. */
class Command {
  err = '';
  out = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(cwd: string, args: readonly string[], { env = {}, through = [] as readonly string[] } = {}) {
    const [program, ...words] = [...through, process.execPath, bin, ...args];
    this.child = spawn(program!, words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr!.on('data', (text) => (this.err += text));
    this.child.stdout!.on('data', (text) => (this.out += text));
    this.ended = new Promise((done) => this.child.on('close', (status) => done(status)));
  }

  /** Until it has said this. */
  async says(what: RegExp): Promise<void> {
    while (!what.test(this.err)) {
      if (this.child.exitCode !== null) throw new Error(`it ended and did not say ${what}: ${this.err}`);
      await pause(20);
    }
  }

  end(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

describeQueue('a queue (needs redis-server)', () => {
  const { cwd, remove } = coinProject();
  const family = join(cwd, 'theorems/coin/family.ts');
  const trials = join(cwd, '.theoremcheck/trials.jsonl');
  const running: Command[] = [];
  let redis: TestRedis;
  let whole: string;
  jest.setTimeout(90_000);

  // Trainings that take a while, and no processor.
  writeFileSync(family, readFileSync(family, 'utf8').replace('advance: (to) =>', 'advance: (to) => void rest() || '));
  writeFileSync(
    family,
    `const rest = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 8);\n${readFileSync(family, 'utf8')}`,
  );

  beforeAll(async () => {
    redis = await TestRedis.start(['--bind', '0.0.0.0', '--protected-mode', 'no']);
    await runHere(cwd, 'verify', '--no-report');
    whole = read(VERDICTS);
  });
  beforeEach(() => {
    rmSync(trials, { force: true });
    rmSync(join(cwd, VERDICTS), { force: true });
  });
  afterAll(async () => {
    for (const one of running) one.end('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await redis.stop();
    remove();
  });

  const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
  const units = () =>
    existsSync(trials)
      ? readFileSync(trials, 'utf8')
          .split('\n')
          .filter((line) => line.includes('"values"'))
      : [];
  const trained = async (n: number) => {
    while (units().length < n) await pause(20);
  };
  const start = (...all: ConstructorParameters<typeof Command>) => {
    const command = new Command(...all);
    running.push(command);
    return command;
  };
  const worker = async (url: string, options = {}, ...more: string[]) => {
    const one = start(cwd, ['worker', '--queue', url, '--workers', '1', ...more], options);
    await one.says(/worker \S+: 1 thread, code [0-9a-f]{64}, at redis/);
    return one;
  };
  const verify = (url: string, options = {}) => start(cwd, ['verify', '--no-report', '--queue', url], options);
  const sentence = (err: string) => err.trim().split('\n').at(-1);

  it('gives the verdict file of one machine with 1, 2 and 4 workers, each of which trains', async () => {
    const workers: Command[] = [];
    for (const count of [1, 2, 4]) {
      while (workers.length < count) workers.push(await worker(redis.url(1), {}, '--json'));
      rmSync(trials, { force: true });
      const { status, err } = await runHere(cwd, 'verify', '--no-report', '--queue', redis.url(1));
      expect([status, read(VERDICTS)]).toEqual([1, whole]);
      expect(err).not.toContain('queue: ');
    }
    for (const one of workers) one.end('SIGTERM');
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    for (const { out } of workers) expect(JSON.parse(out).done).toBeGreaterThan(20);
  });

  it('serves studies, too', async () => {
    const study = ['falsify', '^rare$', '--pair', 'fair', 'idle', '--trials', '2', '--json'];
    const alone = await runHere(cwd, ...study);
    rmSync(trials);
    const one = await worker(redis.url(2));
    expect((await runHere(cwd, ...study, '--queue', redis.url(2))).out).toBe(alone.out);
    one.end('SIGINT');
    expect(await one.ended).toBe(0);
  });

  it('loses nothing with workers that are killed, nor with a client that is', async () => {
    const workers = await Promise.all([1, 2, 3].map(() => worker(redis.url(3))));
    const killed = verify(redis.url(3));
    await trained(60);
    workers[0]!.end('SIGKILL');
    await trained(120);
    killed.end('SIGKILL');
    await killed.ended;
    const before = units();
    expect(existsSync(join(cwd, VERDICTS))).toBe(false);
    const resumed = verify(redis.url(3));
    await trained(before.length + 40);
    workers[1]!.end('SIGKILL');
    expect([await resumed.ended, read(VERDICTS)]).toEqual([1, whole]);
    expect(units().slice(0, before.length)).toEqual(before);
    expect(resumed.err).toMatch(/trainings(, [^,]* left)?, \d workers? .*\(1 thread, [\d.]+\/s\)/);
    workers[2]!.end('SIGKILL');
  });

  it('is filled again after Redis was emptied, and after it failed', async () => {
    await worker(redis.url(4));
    const run = verify(redis.url(4));
    await trained(40);
    expect(spawnSync('redis-cli', ['-p', `${redis.port}`, '-n', '4', 'flushdb']).status).toBe(0);
    await trained(80);
    await redis.kill();
    await run.says(/queue: lost redis:\/\/127\.0\.0\.1:\d+\/4; what was asked is asked again once it is back/);
    await redis.again();
    expect([await run.ended, read(VERDICTS)]).toEqual([1, whole]);
    expect(run.err).toMatch(/queue: redis:\/\/127\.0\.0\.1:\d+\/4 is back/);
  });

  (mayPartition ? it : it.skip)(
    'survives a partition: a worker is cut off for good, the client for a while (needs root)',
    async () => {
      const [far, near] = [new Network('tcw', 61), new Network('tcc', 62)];
      try {
        const cut = await worker(far.url(redis.port, 5), { through: far.inside });
        const run = verify(near.url(redis.port, 5), { through: near.inside });
        await trained(30);
        far.cut();
        await worker(redis.url(5));
        await trained(60);
        near.cut();
        await pause(8000);
        near.mend();
        expect([await run.ended, read(VERDICTS)]).toEqual([1, whole]);
        cut.end('SIGKILL');
        await cut.ended;
      } finally {
        far.remove();
        near.remove();
      }
    },
  );

  it('takes a password, and TLS with the certificate of an own authority', async () => {
    const secret = await TestRedis.start(['--requirepass', 'p@ss']);
    const [key, certificate] = [join(secret.folder, 'key.pem'), join(secret.folder, 'cert.pem')];
    const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
    const names = ['-addext', 'subjectAltName=DNS:localhost'];
    spawnSync('openssl', ['req', ...made, ...names, '-keyout', key, '-out', certificate]);
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'];
    const encrypted = await TestRedis.start(['--requirepass', 'p@ss', ...files], false);
    const url = `rediss://:p%40ss@localhost:${encrypted.port}`;
    try {
      const wrong = await runHere(cwd, 'verify', '--queue', `redis://:wrong@127.0.0.1:${secret.port}`);
      expect([wrong.status, sentence(wrong.err)]).toEqual([
        2,
        expect.stringMatching(/a Redis at redis:\/\/127\.0\.0\.1:\d+, got WRONGPASS/),
      ]);
      expect(wrong.err).not.toContain('wrong@');
      const none = await runHere(cwd, 'worker', '--queue', redis.url().replace(`${redis.port}`, `${secret.port}`));
      expect([none.status, sentence(none.err)]).toEqual([2, expect.stringMatching(/got NOAUTH/)]);
      const stranger = await runHere(cwd, 'verify', '--queue', url);
      expect([stranger.status, sentence(stranger.err)]).toEqual([
        2,
        expect.stringMatching(/a Redis at rediss:\/\/localhost:\d+, got self-signed certificate/),
      ]);
      const env = { NODE_EXTRA_CA_CERTS: certificate, THEOREMCHECK_QUEUE: url };
      const one = start(cwd, ['worker', '--workers', '1'], { env });
      const run = start(cwd, ['verify', '--no-report'], { env });
      expect([await run.ended, read(VERDICTS)]).toEqual([1, whole]);
      expect(one.err + run.err).not.toContain('p%40ss');
      one.end('SIGKILL');
    } finally {
      await secret.stop();
      await encrypted.stop();
    }
  });

  it('refuses a worker of other code, with both hashes, on both sides', async () => {
    const other = coinProject();
    const run = verify(redis.url(6));
    await run.says(/queue: expected workers of code [0-9a-f]{64} at \S+, got none: waiting for them/);
    const refused = await runHere(other.cwd, 'worker', '--queue', redis.url(6));
    const hashes =
      /expected the code ([0-9a-f]{64}) of the run \S+, got ([0-9a-f]{64}) \(check out the same sources/.exec(
        refused.err,
      );
    expect([refused.status, hashes?.[1]]).toEqual([2, /of code ([0-9a-f]{64})/.exec(run.err)![1]]);
    expect(hashes![2]).not.toBe(hashes![1]);
    run.end('SIGKILL');
    other.remove();
  });

  it.each([
    [['verify', '--queue', 'localhost'], /--queue: expected redis:\/\/.*, got another text/],
    [['worker'], /worker: expected an address, got none \(add --queue, or set THEOREMCHECK_QUEUE\)/],
    [['worker', '--queue', 'redis://127.0.0.1:1', '--idle', 'soon'], /worker: expected seconds for --idle, got "soon"/],
    [
      ['worker', '--queue', 'redis://no-such-host.invalid'],
      /a Redis at redis:\/\/no-such-host\.invalid, got .*(ENOTFOUND|EAI_AGAIN)/,
    ],
    [['verify', '--queue', 'redis://127.0.0.1:PORT'], /a Redis at redis:\/\/127\.0\.0\.1:\d+, got .*ECONNREFUSED/],
  ])('%j is refused in one sentence', async (args, message) => {
    const port = await freePort();
    const { status, err } = await runHere(cwd, ...args.map((word) => word.replace('PORT', `${port}`)));
    expect([status, err.trim().split('\n').length, err]).toEqual([2, 1, expect.stringMatching(message)]);
  });
});

/** A network of its own for a process, with one cable to everybody else. */
class Network {
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

  url(port: number, database: number): string {
    return `redis://10.213.${this.subnet}.1:${port}/${database}`;
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
