import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const { violations } = require('./violations.cjs') as { violations(home: string): Record<string, readonly string[]> };
const home = mkdtempSync(join(tmpdir(), 'violations-'));
afterAll(() => rmSync(home, { recursive: true }));

const put = (file: string, text: string) => {
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), text);
};
const lines = (count: number) => 'f();\n'.repeat(count);

test('what a program can see of broken rules is listed, and what keeps to them is not', () => {
  require('node:child_process').execFileSync('git', ['init', '-q', home]);
  put('room/long.ts', lines(201));
  put('room/short.ts', lines(200));
  put('room/work.ts', `function long() {\n${lines(24)}}\nfunction short() {\n${lines(23)}}\nlong();\nshort();\n`);
  put('room/given.ts', 'export const taken = 1;\nexport const dead = 2;\nexport interface Shape {\n  of: number;\n}\n');
  put('room/takes.ts', "import { taken as own } from './given';\nown;\n");
  put('room/takes.test.ts', lines(2));
  put('harness/one.ts', 'interface Place {}\nexport const taken = 1;\nconst own = 1;\ninterface Flags {}\n');
  put('harness/two.ts', 'type Place = 1;\nexport function taken() {}\nconst own = 2;\ntype Flags = 1;\n');
  put(
    'harness/two.test.ts',
    "import { taken as one } from './one';\nimport { taken } from './two';\ntype Place = 2;\n",
  );
  put('theorems/three.tsx', "import './one';\nfunction Place() {}\nexport const taken = 3;\ntaken;\n");
  put('theorems/four.ts', "import { taken } from './three';\ntaken;\n");
  put('harness/room/in.ts', "import '../one';\n");
  put('harness/five.ts', "import './room/in';\n");
  put('harness/six.test.ts', "import './other/in';\n");
  put('harness/other/in.ts', "import '../one';\n");
  for (let i = 0; i < 25; i++) put(`crowd/file${i}.ts`, '');
  for (let i = 0; i < 24; i++) put(`full/file${i}.ts`, '');
  put('full/one.test.ts', '');
  expect(violations(home)).toEqual({
    'files over 200 lines': ['room/long.ts (201)'],
    'functions over 25 lines': ['room/work.ts:1 long (26)'],
    'folders over 24 files': ['crowd (25)'],
    'folders that import each other': ['harness ↔ harness/room'],
    'names that are defined twice': [
      'Place: harness/one.ts, harness/two.ts, theorems/three.tsx',
      'taken: harness/one.ts, harness/two.ts',
    ],
    'exports that no other file takes': ['room/given.ts dead', 'room/given.ts Shape'],
  });
});

describe('this project', () => {
  const own = violations(resolve(__dirname, '..'));

  test('one word, one definition: no two files define a type of the same name, or export a value of it', () => {
    expect(own['names that are defined twice']).toEqual([]);
  });

  test('no folder is crowded, and no two import each other', () => {
    expect(own['folders over 24 files']).toEqual([]);
    expect(own['folders that import each other']).toEqual([]);
  });

  test('what only its own file takes is not exported', () => {
    expect(own['exports that no other file takes']).toEqual([]);
  });
});
