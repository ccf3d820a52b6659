import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mayPartition, Network } from '../../queue/testing/network';
import { freePort, hasRedis, TestRedis } from '../../queue/testing/redis';
import { runHere } from '../testing/in-process';
import { coinProject } from '../testing/project';
import { Spawned } from '../testing/spawned';

/** Processes that train at a queue, and whatever may happen to them: every comparison of verdicts is of whole files, byte by byte. */
const describeQueue = hasRedis ? describe : describe.skip;
const VERDICTS = 'reports/verdicts.json';

describeQueue('a queue (needs redis-server)', () => {
  const { cwd, remove } = coinProject();
  const at = (file: string) => join(cwd, file);
  const read = (file: string) => readFileSync(at(file), 'utf8');
  const TRIALS = '.theoremcheck/trials.jsonl';
  const running: Spawned[] = [];
  let crew: readonly Spawned[] = [];
  let redis: TestRedis;
  let whole: string;
  jest.setTimeout(90_000);

  // Where there is a file `slow`, trainings take a while, and no processor.
  const rest = "existsSync('slow') && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4)";
  const family = read('theorems/coin/family.ts').replace('advance: (to) =>', `advance: (to) => void (${rest}) ||`);
  writeFileSync(at('theorems/coin/family.ts'), `import { existsSync } from 'node:fs';\n${family}`);
  const slowly = () => writeFileSync(at('slow'), '');

  beforeAll(async () => {
    redis = await TestRedis.start(['--bind', '0.0.0.0', '--protected-mode', 'no']);
    await runHere(cwd, 'verify', '--no-report');
    whole = read(VERDICTS);
  });
  beforeEach(() => {
    for (const file of [TRIALS, VERDICTS, 'slow']) rmSync(at(file), { force: true });
  });
  afterAll(async () => {
    for (const one of running) one.end('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await redis.stop();
    remove();
  });

  const units = () =>
    existsSync(at(TRIALS))
      ? read(TRIALS)
          .split('\n')
          .filter((line) => line.includes('"values"'))
      : [];
  const trained = async (n: number) => {
    while (units().length < n) await pause(20);
  };
  const start = (...all: ConstructorParameters<typeof Spawned>) => {
    const command = new Spawned(...all);
    running.push(command);
    return command;
  };
  const worker = async (url: string, options = {}) => {
    const one = start(cwd, ['worker', '--queue', url, '--workers', '1', '--json'], options);
    await one.says(/worker \S+: 1 thread, code [0-9a-f]{64}, at redis/);
    return one;
  };
  /** So many workers that are there: those of the test before, and new ones. */
  const workers = async (count: number): Promise<readonly Spawned[]> => {
    const alive = crew.filter(({ isRunning }) => isRunning);
    const more = Array.from({ length: Math.max(0, count - alive.length) }, () => worker(redis.url()));
    crew = [...alive, ...(await Promise.all(more))];
    return crew;
  };
  const verify = (url: string, options = {}) => start(cwd, ['verify', '--no-report', '--queue', url], options);
  const sentence = (err: string) => err.trim().split('\n').at(-1);

  it('gives the verdict file of one machine with 1, 2 and 4 workers, and those who come last train, too', async () => {
    for (const count of [1, 2, 4]) {
      await workers(count);
      rmSync(at(TRIALS), { force: true });
      const { status, err } = await runHere(cwd, 'verify', '--no-report', '--queue', redis.url());
      expect([status, read(VERDICTS)]).toEqual([1, whole]);
      expect(err).not.toContain('queue: ');
    }
    const last = crew.slice(2);
    for (const one of last) one.end('SIGTERM');
    expect(await Promise.all(last.map(({ ended }) => ended))).toEqual([0, 0]);
    for (const { out } of last) expect(JSON.parse(out).done).toBeGreaterThan(20);
  });

  it('serves studies, too', async () => {
    const study = ['falsify', '^rare$', '--pair', 'fair', 'idle', '--trials', '2', '--json'];
    const alone = await runHere(cwd, ...study);
    rmSync(at(TRIALS));
    await workers(1);
    expect((await runHere(cwd, ...study, '--queue', redis.url())).out).toBe(alone.out);
    expect(units()).toHaveLength(72);
  });

  it('loses nothing with workers that are killed, nor with a client that is', async () => {
    slowly();
    const [first, second] = await workers(3);
    const killed = verify(redis.url());
    await trained(60);
    first!.end('SIGKILL');
    await trained(120);
    killed.end('SIGKILL');
    await killed.ended;
    const before = units();
    expect(existsSync(at(VERDICTS))).toBe(false);
    const resumed = verify(redis.url());
    await trained(before.length + 40);
    second!.end('SIGKILL');
    expect([await resumed.ended, read(VERDICTS)]).toEqual([1, whole]);
    expect(units().slice(0, before.length)).toEqual(before);
    expect(resumed.err).toMatch(/trainings(, [^,]* left)?, \d workers? .*\(1 thread, [\d.]+\/s\)/);
  });

  it('is filled again after Redis was emptied, and after it failed', async () => {
    slowly();
    await workers(1);
    const run = verify(redis.url());
    await trained(40);
    expect(spawnSync('redis-cli', ['-p', `${redis.port}`, 'flushall']).status).toBe(0);
    await trained(80);
    await redis.kill();
    await run.says(/queue: lost redis:\/\/127\.0\.0\.1:\d+\/0; what was asked is asked again once it is back/);
    await redis.again();
    expect([await run.ended, read(VERDICTS)]).toEqual([1, whole]);
    expect(run.err).toMatch(/queue: redis:\/\/127\.0\.0\.1:\d+\/0 is back/);
  });

  (mayPartition ? it : it.skip)(
    'survives a partition: a worker is cut off for good, the client for a while (needs root)',
    async () => {
      slowly();
      const [far, near] = [new Network('tcw', 61), new Network('tcc', 62)];
      try {
        const [cut] = await Promise.all([worker(far.url(redis.port), { through: far.inside }), workers(1)]);
        const run = verify(near.url(redis.port), { through: near.inside });
        await trained(60);
        far.cut();
        await trained(120);
        near.cut();
        const before = units().length;
        await pause(4000);
        expect(units().length - before).toBeLessThan(50); // what was on the way
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
      const none = await runHere(cwd, 'worker', '--queue', `redis://127.0.0.1:${secret.port}`);
      expect([none.status, sentence(none.err)]).toEqual([2, expect.stringMatching(/got NOAUTH/)]);
      const stranger = await runHere(cwd, 'verify', '--queue', url);
      expect([stranger.status, sentence(stranger.err)]).toEqual([
        2,
        expect.stringMatching(/a Redis at rediss:\/\/localhost:\d+, got self-signed certificate/),
      ]);
      const env = { NODE_EXTRA_CA_CERTS: certificate, THEOREMCHECK_QUEUE: url };
      const one = start(cwd, ['worker', '--workers', '1'], { env });
      const run = start(cwd, ['verify', '^rare$', '--no-report'], { env });
      expect([await run.ended, units().length > 100]).toEqual([0, true]);
      expect(one.err + run.err).not.toContain('p%40ss');
      one.end('SIGKILL');
      await one.ended;
    } finally {
      await secret.stop();
      await encrypted.stop();
    }
  });

  it('refuses a worker of other code, with both hashes, on both sides', async () => {
    const other = coinProject();
    const run = verify(redis.url(1));
    await run.says(/queue: expected workers of code [0-9a-f]{64} at \S+, got none: waiting for them/);
    const refused = await runHere(other.cwd, 'worker', '--queue', redis.url(1));
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
