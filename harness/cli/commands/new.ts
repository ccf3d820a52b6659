import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { makeFolder } from '../../base/make-folder';
import { writeWhole } from '../../base/write-whole';
import { type Scaffold, scaffold, type Wishes } from '../../scaffold/scaffold';
import { missingPackages, missingSetup } from '../../scaffold/setup';
import { type Target, targetOf } from '../../scaffold/target';
import type { Context } from '../console/context';

interface Flags extends Wishes {
  readonly json?: boolean;
}

export function newCommand(context: Context): Command {
  return new Command('new')
    .argument('<paper/name>', 'writes theorems/<paper>/<name>.theorem.ts, for example smith2025/steps-are-few')
    .option('--family', 'also write a family: problems, a sampler and a model on tfjs')
    .option('--python', 'also write a family in Python, and the theorem as JSON')
    .option('--over <family>', 'use a family of the project or of the package (default: that of theorems/<paper>)')
    .option(
      '--init',
      'also write jest.config.json, tsconfig.json, .gitignore, .gitattributes and theorems/attempts.jsonl where they are missing',
    )
    .option('--json', 'print {files, next} as JSON')
    .action((text: string, flags: Flags) => {
      const target = targetOf(text);
      const made = scaffold(context.built, target, flags);
      write(context.built.cwd, made);
      show(context, target, made, flags);
    });
}

// `wx`: a file that came into being since it was looked for is not overwritten either.
function write(cwd: string, { made, grown }: Scaffold): void {
  for (const [file, text] of Object.entries(made)) {
    makeFolder(dirname(join(cwd, file)));
    writeFileSync(join(cwd, file), text, { flag: 'wx' });
  }
  for (const [file, text] of Object.entries(grown)) writeWhole(join(cwd, file), text);
}

function show({ built, io }: Context, target: Target, { theorem, made, grown }: Scaffold, flags: Flags): void {
  const files = [...Object.keys(made), ...Object.keys(grown)];
  const next = [...(flags.init ? installing(built.cwd) : []), ...steps(target, theorem, flags)];
  if (flags.json) {
    io.out(JSON.stringify({ files, next }, null, 1));
    return;
  }
  for (const file of files) io.out(`wrote ${file}`);
  for (const { file, content, why } of missingSetup(built.cwd)) {
    io.out(`missing ${file} (--init writes it: ${why}): ${onOneLine(content) || 'an empty file'}`);
  }
  io.out(['', 'Next:', ...next.map((step, i) => `  ${i + 1}. ${step}`)].join('\n'));
}

const onOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** The files of `--init` are for programs that the project may lack. */
function installing(cwd: string): readonly string[] {
  const missing = missingPackages(cwd);
  if (missing.length === 0) return [];
  return [
    `npm install --save-dev ${missing.join(' ')}: npx jest, editors and npx tsc need it; npx theoremcheck does not`,
  ];
}

function steps({ paper, name }: Target, theorem: string, { family, python }: Flags): readonly string[] {
  const where = family || python ? `theorems/${paper}/` : theorem;
  return [
    `npx theoremcheck verify ${paper}/${name}: it comes to a verdict as it stands`,
    `replace every TODO in ${where} and in references.bib: statement, assumptions, constants, controls`,
    `choose constants with --epoch calibration-1 and near misses that are graded, then run the default epoch once, with --record`,
  ];
}
