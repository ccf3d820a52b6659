import { familyText, toyProject } from './testing/toy-project';

/** What a program does wrong, with the real command line: one sentence that names it, status 2, and no verdict. */
const own = toyProject();
afterAll(own.remove);

const program = [process.execPath, 'theorems/toy/toy.cjs'];

function failed(command: readonly string[]): string {
  own.write('theorems/toy/family.ts', familyText(command));
  const { status, out, err } = own.verify();
  expect(out).not.toMatch(/CORROBORATED|FALSIFIED|VACUOUS|INCONCLUSIVE/);
  expect(err + out).not.toMatch(/\n\s+at /); // no stack
  expect(status).toBe(2);
  return out + err;
}

test.each([
  ['chatty', 'expected an answer to advance as a line of JSON, got the line epoch 1: loss 0.3'],
  ['chatty', 'print to standard error'],
  [
    'dies',
    'expected an answer to advance, got its end with status 7; its standard error ends: Traceback: / in train_step / RuntimeError: out of memory',
  ],
  ['killed', 'expected an answer to advance, got its end by SIGKILL'],
  ['range', 'family toy, observation error: expected a value in [0, Infinity], got -1'],
  ['text', 'observe/values/0: must be number'],
  ['version', 'expected version 1 of the protocol, got version 2'],
  ['unseeded', 'every random number has to come from a key of `seeds`'],
  ['error', 'family toy, advance(): '],
  ['error', 'train_step: expected a loss'],
  ['nan', 'JSON has no such numbers: write "NaN", "Infinity" or "-Infinity"'],
  ['other', 'expected an answer to observe to request'],
  ['changes', 'expected the description that the run began with, got another'],
  ['broken', 'expected an answer to describe, got its end with status 1; its standard error ends:'],
])('a program that is %s: %s', (mistake, said) => {
  expect(failed([...program, mistake])).toContain(said);
});

test('a program that hangs is killed, and waited for no longer than any training', () => {
  own.write('package.json', '{ "name": "toy", "theoremcheck": { "workers": 1, "silence": 30 } }');
  expect(failed([...program, 'hangs'])).toContain('expected an answer to advance within 27 s, got none');
  own.write('package.json', '{ "name": "toy", "theoremcheck": { "workers": 1 } }');
});

test('a program that is not there', () => {
  expect(failed(['no-such-python', 'family.py'])).toContain(
    'theorems/toy/family.ts: no-such-python family.py: expected a program that can be started, got none of that name',
  );
});

test('a program that is another', () => {
  expect(failed([process.execPath, '-e', 'console.log("hello")'])).toContain('got the line hello');
  expect(failed([])).toContain("externalFamily, command: expected a list such as ['python3', 'family.py'], got []");
});

test('a divergence is an outcome: the training violates, and the run has a verdict', () => {
  own.write('theorems/toy/family.ts', familyText([...program, 'diverges']));
  const { status, out } = own.verify();
  expect(out).toContain('FALSIFIED');
  expect(out).toContain('loss is NaN at step 7');
  expect(status).toBe(1);
});
