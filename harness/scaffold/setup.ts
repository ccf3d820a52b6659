import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that a project should have, and what to put into it. */
export interface Missing {
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

/** What a project lacks to be run by Jest and checked by an editor; both work without, `npx theoremcheck` needs neither. */
export function missingSetup(cwd: string): readonly Missing[] {
  const files = readdirSync(cwd);
  const jest = files.some((file) => /^jest\.config\.\w+$/.test(file)) || mentionsJest(join(cwd, 'package.json'));
  return [...(jest ? [] : [jestConfig]), ...(files.includes('tsconfig.json') ? [] : [tsconfig])];
}

function mentionsJest(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  return Object.hasOwn(JSON.parse(readFileSync(manifest, 'utf8')) as object, 'jest');
}
