import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Ran, started } from '../../cli/testing/project';
import { ServedProgram } from '../../cli/testing/served';

const root = resolve(__dirname, '..', '..', '..');

/** A family that another program trains, as a user would write it. */
export const familyText = (command: readonly string[]): string => `import { externalFamily } from 'theoremcheck';
export const toy = externalFamily({ command: ${JSON.stringify(command)} });
`;

/** So large that a verdict takes 16 trials of each part, and not 73: what is tested is how they are trained. */
export const MARGIN = 0.35;

export const theoremText = (name: string, bound = '4 * s * sqrt(eta)', margin = MARGIN): string => `
import { atMost, cite, dialled, synthetic, theorem } from 'theoremcheck';
import { toy } from './family';
export default theorem({
  name: ${JSON.stringify(name)},
  statement: 'SGD with a constant step finds the mean, up to a multiple of s √η.',
  source: cite('toy2024', 'lemma 1'),
  family: toy,
  forAll: ['unbiased'],
  horizon: '12 / eta',
  claim: ({ at }) => atMost(at('horizon').error, ${JSON.stringify(bound)}),
  margin: ${margin},
  controls: {
    gross: [dialled('frozen', 1, { doc: 'no step is taken' })],
    nearMiss: [dialled('unbiased', 1.2, { doc: 'the mean of the samples is off by 1.2' })],
    positive: synthetic({ doc: 'the mean itself', observations: { error: { law: '0', noise: 'none' } } }),
  },
});
`;

/** A project on disk whose family is \`toy.cjs\`, and the command line in it. */
export function toyProject(settings: object = {}) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'external-')));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  };
  symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'));
  write('package.json', JSON.stringify({ name: 'toy', theoremcheck: { workers: 1, ...settings } }));
  write('references.bib', '@misc{toy2024, title = {A toy}}\n');
  write('theorems/toy/family.ts', familyText([process.execPath, 'theorems/toy/toy.cjs']));
  write('theorems/toy/found.theorem.ts', theoremText('found'));
  copyFileSync(join(__dirname, 'toy.cjs'), join(cwd, 'theorems/toy/toy.cjs'));
  const served = new ServedProgram();
  // As on a machine of one's own: in continuous integration nothing is recorded.
  const whole = (env: NodeJS.ProcessEnv) => ({ ...process.env, CI: '', NO_COLOR: '1', ...env });
  const runWith = (env: NodeJS.ProcessEnv, ...args: string[]): Ran => served.run(cwd, args, whole(env));
  /** In a process of its own: what a program says of itself may depend on the environment, and is asked once for a bundle. */
  const startedWith = (env: NodeJS.ProcessEnv, ...args: string[]): Ran => started(cwd, args, whole(env));
  const run = (...args: string[]) => runWith({}, ...args);
  return {
    cwd,
    write,
    read: (file: string) => readFileSync(join(cwd, file), 'utf8'),
    run,
    runWith,
    startedWith,
    verify: (...args: string[]) => run('verify', '--no-report', ...args),
    remove: () => {
      served.end();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}
