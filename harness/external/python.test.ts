import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { familyText, theoremText, toyProject } from './testing/toy-project';

/** theoremcheck.py with the real command line: the family of toy.cjs as a class in Python. */
const pythons = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'python3'));
const recent = 'import sys; sys.exit(sys.version_info < (3, 9))';
const works = (script: string) => pythons.find((python) => spawnSync(python, ['-c', script]).status === 0);
const python = works(recent);
const numpy = works(`import numpy; ${recent}`);

if (python === undefined) {
  const reason = 'theoremcheck.py: not run, since no python3 on the path is 3.9 or newer';
  console.warn(reason);
  test.skip(reason, () => undefined);
} else {
  const own = toyProject();
  beforeAll(() => {
    copyFileSync(join(__dirname, 'testing/toy.py'), join(own.cwd, 'theorems/toy/toy.py'));
    own.write('theorems/toy/family.ts', familyText([python, 'theorems/toy/toy.py']));
    // With the margin that is the default there are enough trials to be trained together.
    own.write('theorems/toy/found.theorem.ts', theoremText('found', undefined, 0.05));
  });
  afterAll(own.remove);

  const verify = (env: NodeJS.ProcessEnv = {}) => own.startedWith(env, 'verify', '--no-report');
  const results = () =>
    JSON.parse(own.read('reports/verdicts.json').replace(/(?<=["/])[0-9a-f]{12,64}(?=")/g, 'hash')).claims;
  let alone: unknown;

  test('a class with train_step and measure is a family, and what it prints is no answer', () => {
    const { status, out } = verify();
    expect(out).toContain('CORROBORATED');
    expect(status).toBe(0);
    alone = results();
  });

  test('trials that are trained together have the numbers that they have alone: the verdict is the same', () => {
    rmSync(join(own.cwd, '.theoremcheck/trials.jsonl'));
    expect(verify({ TOGETHER: 'yes' }).status).toBe(0);
    expect(results()).toEqual(alone);
    const companies = own.read('companies.txt').trim().split('\n').map(Number);
    expect(Math.max(...companies)).toBe(16);
    expect(companies.length).toBeLessThan(150);
  });

  const mistakes = [
    [
      'random',
      'train_step: expected random numbers from the keys of the trial, got draws from the global generator of random',
    ],
    ['raises', 'RuntimeError: out of memory (toy.py:'],
    ['purpose', 'expected a purpose among start, samples, got batches: name it in `purposes`'],
  ];
  test.each(mistakes)('%s: %s', (mistake, said) => {
    rmSync(join(own.cwd, '.theoremcheck/trials.jsonl'), { force: true });
    const { status, out, err } = verify({ TOY: mistake });
    expect(out + err).toContain(said);
    expect(status).toBe(2);
  });

  test('a loss that is not finite is a divergence', () => {
    rmSync(join(own.cwd, '.theoremcheck/trials.jsonl'), { force: true });
    const { status, out } = verify({ TOY: 'diverges' });
    expect(out).toContain('loss is NaN at step 1');
    expect(status).toBe(1);
  });

  if (numpy === undefined) test.skip('numpy: no python3 on the path has it', () => undefined);
  else
    test('unseeded numpy is caught and named', () => {
      own.write('theorems/toy/family.ts', familyText([numpy, 'theorems/toy/toy.py']));
      const { status, out, err } = verify({ TOY: 'numpy' });
      expect(out + err).toContain('got draws from the global generator of numpy, which nothing seeded');
      expect(status).toBe(2);
    });
}
