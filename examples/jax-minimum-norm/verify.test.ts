import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleCopy } from '../testing/copy';
import { pythonWith, skipped } from '../testing/python';

const python = pythonWith('jax', 'numpy');
const FAMILY = 'theorems/zhang2017/family.py';

if (python === undefined) {
  skipped('examples/jax-minimum-norm/verify: not run, since no python3 on the path has jax and numpy');
} else {
  const own = exampleCopy(__dirname, python);
  afterAll(own.remove);

  test('the claim is corroborated by the command line, with the figures of the README', () => {
    const { status, claims } = own.verify('.');
    expect(claims.map(({ verdict }) => verdict)).toEqual(['corroborated']);
    expect(status).toBe(0);
    const [{ name, verdict, trials }] = claims as [(typeof claims)[number]];
    const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
    expect(readme).toContain(`| ${name} | ${verdict} | ${trials} |`);
  }, 900_000);

  test('examples that repeat themselves, whatever the step, are falsified', () => {
    own.change(FAMILY, 'jax.random.fold_in(key, t)', 'key');
    const { status, claims } = own.verify('.');
    expect(claims.map(({ verdict }) => verdict)).toEqual(['falsified']);
    expect(status).toBe(1);
  }, 900_000);
}
