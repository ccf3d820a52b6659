import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Ran } from '../cli/testing/project';
import { familyText, toyProject } from './testing/toy-project';

/** What a program does wrong, with the real command line: one sentence that names it, status 2, and no verdict. */
const own = toyProject();
afterAll(own.remove);

/** Named in the environment a mistake changes no code: what was trained before has to be forgotten. */
function mistaken(mistake: string): Ran {
  rmSync(join(own.cwd, '.theoremcheck/trials.jsonl'), { force: true });
  return own.runWith({ TOY: mistake }, 'verify', '--no-report');
}

function started(command: readonly string[]): Ran {
  own.write('theorems/toy/family.ts', familyText(command));
  return own.verify();
}

function failed({ status, out, err }: Ran): string {
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
  expect(failed(mistaken(mistake))).toContain(said);
});

test('a program that hangs is killed, and waited for no longer than any training', () => {
  own.write('package.json', '{ "name": "toy", "theoremcheck": { "workers": 1, "silence": 10 } }');
  expect(failed(mistaken('hangs'))).toContain('expected an answer to advance within 9 s, got none');
  own.write('package.json', '{ "name": "toy", "theoremcheck": { "workers": 1 } }');
});

test('a divergence is an outcome: the training violates, and the run has a verdict', () => {
  const { status, out } = mistaken('diverges');
  expect(out).toContain('FALSIFIED');
  expect(out).toContain('loss is NaN at step 7');
  expect(status).toBe(1);
});

test('a program that is not there', () => {
  expect(failed(started(['no-such-python', 'family.py']))).toContain(
    'theorems/toy/family.ts: no-such-python family.py: expected a program that can be started, got none of that name',
  );
});

test('a program that is another', () => {
  expect(failed(started([process.execPath, '-e', 'console.log("hello")']))).toContain('got the line hello');
  expect(failed(started([]))).toContain(
    "externalFamily, command: expected a list such as ['python3', 'family.py'], got []",
  );
});
