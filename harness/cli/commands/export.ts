import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { blame } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import { writeWhole } from '../../base/write-whole';
import { npz } from '../../files/npz';
import { type Built, brokenFamilies, loadFamilies } from '../../project/program';
import { readSettings } from '../../project/settings';
import { countingEngine } from '../../statement/engines';
import type { Family } from '../../statement/family';
import { unitOf } from '../../trials/draw/members';
import { preparedEngine } from '../../trials/training/prepare-engine';
import type { Context } from '../console/context';
import { integer } from '../console/integer';

interface Flags {
  readonly trial: string;
  readonly steps: string;
  readonly out: string;
  readonly reference?: boolean;
  readonly corner?: string;
  readonly epoch?: string;
  readonly json?: boolean;
}

export function exportCommand(context: Context): Command {
  return new Command('export')
    .argument('<family>', 'for example bu2024')
    .requiredOption('--trial <i>', 'index of the trial in its stream, from 0')
    .requiredOption('--steps <k>', 'training steps to write')
    .requiredOption('--out <file>', 'file to write; an older one is replaced when all went well')
    .option('--reference', 'take the reference problem instead of a drawn one')
    .option('--corner <name>', 'take a corner problem')
    .option('--epoch <name>', 'the epoch of the trial')
    .option('--json', 'print {file, source, epoch, trial, steps, arrays: {name: shape}}')
    .addHelpText(
      'after',
      '\nMatrices are row-major [out, in]; t = 1 … steps is the state before (batch, answers) and after (weights) update t.',
    )
    .action(async (name: string, flags: Flags) => exportTrial(context, name, flags));
}

async function exportTrial({ built, io, env }: Context, name: string, flags: Flags): Promise<void> {
  const trial = integer('export', '--trial', flags.trial, 0);
  const steps = integer('export', '--steps', flags.steps, 1);
  const file = target(resolve(built.cwd, flags.out), flags.out);
  const { epoch } = readSettings(built.cwd, flags.epoch === undefined ? {} : { epoch: flags.epoch }, env);
  const family = familyNamed(built, name);
  const source = sourceOf(family, flags);
  const { members } = unitOf(family, { family: name, source, dials: {}, epoch }, trial);
  await preparedEngine(family, countingEngine(family));
  const { problem, seeds } = members[0]!;
  const { arrays, json } = await blame(`family ${name}, arrays()`, () => family.arrays(problem, seeds, steps));
  writeWhole(file, npz(arrays, json));
  const shapes = Object.fromEntries(Object.entries(arrays).map(([key, { shape }]) => [key, shape]));
  if (flags.json) io.out(JSON.stringify({ file: flags.out, source, epoch, trial, steps, arrays: shapes }));
  else
    io.out(
      `${flags.out}: trial ${trial} of ${name} (${source}, epoch ${epoch}), ${steps} steps, ${Object.keys(shapes).length} arrays`,
    );
}

// Only the last part of the path is made: a folder that is not there is a typing error more often than a wish.
function target(file: string, out: string): string {
  if (out !== '' && existsSync(dirname(file))) return file;
  throw UsageError.expected('export', 'a file in a folder that exists for --out', `"${out}"`);
}

export function familyNamed(built: Built, name: string): Family {
  const families = loadFamilies(built);
  const family = families.find((one) => one.name === name);
  if (family) return family;
  const [broken] = brokenFamilies(built).values();
  const known = families.map((one) => one.name).join(', ');
  const cure = '`theoremcheck new paper/name --over bu2024` brings one into the project';
  if (known === '') throw UsageError.expected('family', 'one in theorems/<paper>/family.ts', 'none', cure);
  throw UsageError.expected('family', `one of ${known}`, `"${name}"`, broken);
}

function sourceOf(family: Family, { reference, corner }: Flags): string {
  if (reference && corner !== undefined) throw UsageError.expected('export', '--reference or --corner', 'both');
  if (corner === undefined) return reference ? 'reference' : 'region';
  if (Object.hasOwn(family.corners, corner)) return `corner:${corner}`;
  throw UsageError.expected('export', `a corner among ${Object.keys(family.corners).join('; ')}`, `"${corner}"`);
}
