import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, install } from './testing/installation';

jest.setTimeout(180_000);

/** As npx, nvm and Yarn lay packages out; the project lies beside or above. */
describe.each(['.npm/_npx/ab', '.nvm/lib', '.yarn/unplugged/theoremcheck-npm-0.1.0-ab'])('a package below %s', (at) => {
  const own = install(at);
  afterAll(own.remove);

  it.each([
    ['beside', own.cwd],
    ['above', own.folder],
  ])('serves a project %s', (_, cwd) => {
    const bin = join(own.package, 'harness/cli/bin.cjs');
    const run = (...args: string[]) => spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' });
    expect(run('new', 'mine/first', '--family').status).toBe(0);
    expect(run('list')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('first\n') });
  });
});

const command = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
/** A command that runs without the rights of root; only root can give them up, and needs to. */
const isRoot = process.getuid?.() === 0;
const stranger = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const canChange = !isRoot || command('setpriv');
const canMount = isRoot && command('mount') && mounts();

/** Containers often forbid it even to root. */
function mounts(): boolean {
  const status = spawnSync('sh', ['-c', 'd=$(mktemp -d) && mount --bind "$d" "$d" && umount "$d"']).status;
  return status === 0;
}

function told(what: string, can: boolean): jest.It {
  process.stderr.write(`${what}: ${can ? 'RAN' : 'SKIPPED, it takes root, setpriv and the right to mount'}\n`);
  return can ? it : it.skip;
}

describe('for a user who may not write', () => {
  let own: Installation;
  let home: string;
  beforeEach(() => {
    own = install('lib');
    expect(own.run(['new', 'mine/first', '--family']).status).toBe(0);
    // Here a verdict only has to be reached: with so large a margin by a fifth of the trials.
    const file = join(own.cwd, 'theorems/mine/first.theorem.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('margin: 0.05', 'margin: 0.35'));
    for (const folder of [own.cwd, own.package])
      rmSync(join(folder, '.theoremcheck'), { recursive: true, force: true });
    home = join(own.folder, 'home');
    mkdirSync(home, { mode: 0o777 });
    chmodSync(home, 0o777);
    chmodSync(own.folder, 0o755);
  });
  afterEach(() => {
    spawnSync('umount', [own.cwd]);
    for (const folder of [own.cwd, own.package]) chmodSync(folder, 0o755);
    own.remove();
  });

  const at = (folder: string) => ({ HOME: folder, XDG_CACHE_HOME: '', THEOREMCHECK_WORKERS: '1' });
  const lock = () => {
    for (const folder of [own.cwd, own.package]) chmodSync(folder, 0o555);
  };
  const cached = () => readdirSync(join(home, '.cache/theoremcheck/build')).map((file) => file.replace(/-.*/, ''));
  const user = isRoot ? stranger : [];

  told('another user', canChange)('builds go to the cache folder, and nothing into the project', () => {
    lock();
    const { status, out, err } = own.run(['list'], at(home), user);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('first\n');
    expect(cached()).toEqual(expect.arrayContaining(['claims', 'worker']));
    expect(existsSync(join(own.cwd, '.theoremcheck'))).toBe(false);
  });

  told('another user without a home', canChange)('builds end with the process where there is no other place', () => {
    lock();
    const tmp = join(own.folder, 'tmp');
    mkdirSync(tmp);
    chmodSync(tmp, 0o777);
    expect(own.run(['list'], { ...at('/nonexistent'), TMPDIR: tmp }, user)).toMatchObject({ status: 0, err: '' });
    expect(readdirSync(tmp)).toEqual([]);
    const nowhere = own.run(['list'], { ...at('/nonexistent'), TMPDIR: '/nonexistent' }, user);
    expect(nowhere.status).toBe(2);
    expect(nowhere.err).toMatch(
      /^theoremcheck: builds: expected a folder that can be written .*\(set XDG_CACHE_HOME\)/,
    );
    expect(nowhere.err.trim()).not.toContain('\n');
  });

  told('a read-only file system', canMount)('a run that finds everything needs to write nothing', () => {
    const first = own.run(['verify', '--json'], at(home));
    expect(first.status).toBe(0);
    rmSync(join(home, '.cache'), { recursive: true, force: true });
    for (const how of [['--bind'], ['-o', 'remount,ro,bind']]) {
      expect(spawnSync('mount', [...how, own.cwd, own.cwd]).status).toBe(0);
    }
    chmodSync(own.package, 0o555);
    expect(() => writeFileSync(join(own.cwd, 'a'), '')).toThrow('EROFS');
    const again = own.run(['verify', '--json'], { ...at('/nonexistent'), TMPDIR: '/nonexistent' }, stranger);
    expect(again).toMatchObject({ status: 0, out: first.out });
    // One that lacks something says what it needs before it trains.
    const other = own.run(['verify', '--json', '--epoch', 'other'], at(home));
    expect([other.status, other.out]).toEqual([2, '']);
    expect(other.err).toMatch(
      /^theoremcheck: .*\.theoremcheck\/trials\.jsonl: expected a cache that can be written, got a read-only file system \(EROFS\) \(.*\)$/m,
    );
    expect(own.run(['new', 'yours/first', '--family'], at(home)).err).toContain('got a read-only file system (EROFS)');
  });
});
