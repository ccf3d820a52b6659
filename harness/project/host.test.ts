import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { type Installation, install } from './testing/installation';
import { ROOT } from './testing/project';

jest.setTimeout(120_000);

let own: Installation;
let esbuild: string;
beforeAll(() => {
  own = install('lib');
  esbuild = join(own.folder, 'lib/node_modules/esbuild');
});
afterAll(() => own.remove());

const decide = ['decide', '--delta', '.05', '--margin', '.05', '--alpha-c', '.05', '--alpha-f', '.001'];
const alone = [['--version'], ['--help'], ['help'], ['verify', '--help'], ['help', 'list'], decide];

const prepared = () => join(own.package, 'dist/js/cli.cjs');
let bundle: string | undefined;
/** Made once; the same sources would give the same again. */
const prepare = () => {
  const script = `require(${JSON.stringify(join(own.package, 'harness/project/host.cjs'))}).prepareHost();`;
  if (bundle === undefined) expect(spawnSync(process.execPath, ['-e', script]).status).toBe(0);
  else writeFileSync(prepared(), bundle);
  bundle ??= readFileSync(prepared(), 'utf8');
};
const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(join(own.package, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(own.package, file), text.replace(from, to));
};

it.each(alone.map((args) => [args.join(' '), args] as const))(
  '%s: nothing is written, whether or not the bundle is prepared',
  (_, args) => {
    rmSync(prepared(), { force: true });
    const before = own.run(args);
    expect(existsSync(prepared())).toBe(false);
    prepare();
    expect(own.run(args)).toEqual(before);
    expect(before.status).toBe(args[0] === 'decide' ? 4 : 0);
    expect(before.err).toBe('');
    expect(readdirSync(own.cwd)).toEqual([]);
    expect(existsSync(join(own.package, '.theoremcheck'))).toBe(false);
  },
);

describe('the prepared bundle', () => {
  beforeEach(prepare);

  /** In its place one of the same version that does nothing but throw. */
  const withoutBundler = <V>(use: () => V): V => {
    const manifest = readFileSync(join(esbuild, 'package.json'));
    rmSync(esbuild);
    mkdirSync(join(esbuild, 'lib'), { recursive: true });
    writeFileSync(join(esbuild, 'package.json'), manifest);
    writeFileSync(join(esbuild, 'lib/main.js'), "throw new Error('the bundler');\n");
    try {
      return use();
    } finally {
      rmSync(esbuild, { recursive: true });
      symlinkSync(join(ROOT, 'node_modules/esbuild'), esbuild);
    }
  };

  it('needs no bundler', () => {
    const [prepared, list] = withoutBundler(() => [own.run(['--version']), own.run(['list'])]);
    expect(prepared).toEqual({ status: 0, out: `${version}\n`, err: '' });
    // What needs it fails here.
    expect(list).toMatchObject({ status: 2, err: expect.stringContaining('the bundler') });
  });

  it('is not used once a source of it has changed, and is left as it is', () => {
    const text = readFileSync(prepared(), 'utf8');
    edit('harness/cli/commands/entries.ts', 'bring claims to their verdicts', 'bring claims to their ends');
    const stale = own.run(['--help']).out;
    edit('harness/cli/commands/entries.ts', 'bring claims to their ends', 'bring claims to their verdicts');
    expect(stale).toContain('bring claims to their ends');
    expect(readFileSync(prepared(), 'utf8')).toBe(text);
  });

  it('is not used when it is damaged', () => {
    const text = readFileSync(prepared(), 'utf8');
    for (const damaged of ['', text.slice(0, text.length / 2), text.replace('bring claims', 'bring blames')]) {
      writeFileSync(prepared(), damaged);
      const { status, out } = own.run(['--help']);
      expect(status).toBe(0);
      expect(out).toContain('bring claims to their verdicts');
    }
  });

  it('takes no notice of what packers write into the manifest', () => {
    const manifest = JSON.parse(readFileSync(join(own.package, 'package.json'), 'utf8'));
    writeFileSync(join(own.package, 'package.json'), `\uFEFF${JSON.stringify({ ...manifest, gitHead: 'abc' })}`);
    expect(withoutBundler(() => own.run(['--version'])).out).toBe(`${version}\n`);
  });
});

it('shows in the list of commands what each of them says of itself', () => {
  const list = own.run(['--help']).out;
  const names = [...list.matchAll(/^ {2}(\w+) \[options\](.*?)(?: {2}|\n)/gm)].filter(([, name]) => name !== 'help');
  expect(names.length).toBeGreaterThan(8);
  for (const [, name, takes] of names) {
    expect(own.run([name!, '--help']).out).toContain(`Usage: theoremcheck ${name} [options]${takes!.trimEnd()}\n`);
  }
});
