import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readText } from '../base/read-text';
import { ATTEMPTS_FILE } from '../project/attempts';

/** A file that a project should have, and what to put into it. */
interface Missing {
  readonly file: string;
  readonly content: string;
  readonly why: string;
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const jestConfig: Missing = {
  file: 'jest.config.json',
  content: json({ preset: 'theoremcheck' }),
  why: 'npx jest runs the theorems, too',
};

const tsconfig: Missing = {
  file: 'tsconfig.json',
  content: json({
    compilerOptions: {
      ...{ target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2023', 'DOM'], types: [] },
      ...{ strict: true, skipLibCheck: true, noEmit: true },
    },
    include: ['theorems'],
  }),
  why: 'editors and npx tsc check the theorems',
};

const gitignore: Missing = {
  file: '.gitignore',
  content: 'node_modules/\n.theoremcheck/\nreports/\n',
  why: 'stored trials and reports stay out of commits',
};

const attempts: Missing = {
  file: ATTEMPTS_FILE,
  content: '',
  why: 'attempts at a claim are counted: commit it',
};

const MERGED = `${ATTEMPTS_FILE} merge=union\n`;

const gitattributes: Missing = {
  file: '.gitattributes',
  content: MERGED,
  why: 'merges keep the attempts of both sides',
};

/** .gitattributes with the line that merges attempts, where there is such a file and it has none. */
export function gitattributesWith(cwd: string): string | undefined {
  const text = readText(join(cwd, gitattributes.file));
  if (text === undefined || text.includes(MERGED.trim())) return undefined;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${MERGED}`;
}

/** What a project lacks to be run by Jest, checked by an editor and committed; `npx theoremcheck` needs none of it. */
export function missingSetup(cwd: string): readonly Missing[] {
  const files = readdirSync(cwd);
  const jest = files.some((file) => /^jest\.config\.\w+$/.test(file)) || mentionsJest(join(cwd, 'package.json'));
  const lacking = [tsconfig, gitignore, gitattributes, attempts].filter(({ file }) => !existsSync(join(cwd, file)));
  return [...(jest ? [] : [jestConfig]), ...lacking];
}

/** Packages that the files of `--init` are made for, as far as the project has none: they are its own choice, not ours. */
export function missingPackages(cwd: string): readonly string[] {
  const { resolve } = createRequire(join(cwd, 'package.json'));
  return ['jest', 'typescript'].filter((name) => {
    try {
      return resolve(name) === undefined;
    } catch {
      return true;
    }
  });
}

function mentionsJest(manifest: string): boolean {
  const text = readText(manifest);
  return text !== undefined && Object.hasOwn(JSON.parse(text) as object, 'jest');
}
