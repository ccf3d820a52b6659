import { Command } from 'commander';
import { didYouMean } from '../../base/closest';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { UsageError } from '../../base/usage-error';
import type { ClaimGate } from '../../compile/compile';
import { withLab } from '../../lab/with-lab';
import { committedEpoch, readSettings, type Settings } from '../../project/settings';
import { CALIBRATION } from '../../project/standing';
import { loadBoth } from '../../project/suite';
import { type NearMissesOf, nearMissesText } from '../../report/text/near-miss-text';
import { mainPart } from '../../statement/gate';
import { type Looking, type NearMissSearch, searchNearMiss } from '../../strength/near-misses';
import type { Context } from '../console/context';
import { also, type SettingFlags, settingsOfFlags, withSettings } from '../console/flags';
import { select } from '../console/select';
import { statusOf } from '../console/status';

interface Flags extends SettingFlags {
  readonly dial: readonly string[];
  readonly at: string;
  readonly grade: string;
  readonly json?: boolean;
}

const explanation = `
A claim needs a near miss that is graded: it breaks the claim within 40 trials, and with twice as much allowed it passes. For every
dial, severities (hundredths of 0 … 1) are halved until one is found: 10 trials each, 40 of the one that is printed, which half of them
violate at least. More severity is assumed to violate more. Trials are of ${CALIBRATION} unless --epoch says otherwise, and never of
the gate's epoch: what was chosen there would show nothing there. They are stored, so that asking again trains nothing twice.
Exit status: 0 where every claim has one that is graded, 4 where one has none.`;

export function nearMissesCommand(context: Context): Command {
  const command = new Command('near-misses')
    .argument('<claims...>', 'regular expressions on path or name of the claim')
    .option('--dial <name>', 'only this dial (may be repeated; default: the assumptions of the claim)', also, [])
    .option('--at <place>', 'problems that are moved: reference or region', 'reference')
    .option('--grade <factor>', 'what is allowed is scaled by this in the second question', '2')
    .option('--json', 'print what was found as data')
    .addHelpText('after', explanation);
  return withSettings(command).action(async (patterns: string[], flags: Flags) => {
    context.status = await nearMisses(context, patterns, flags);
  });
}

async function nearMisses({ built, io, env }: Context, patterns: readonly string[], flags: Flags): Promise<number> {
  const { at, grade } = asked(flags);
  const settings = settingsOf(built.cwd, flags, env);
  const chosen = select(loadBoth(built), patterns);
  for (const sentence of new Set(chosen.broken.values())) io.err(sentence);
  const dials = new Map(chosen.gates.map((gate) => [gate, dialsOf(gate, flags.dial)] as const));
  const interruption = watchInterrupt();
  const interrupted = interruption.asked;
  const found = await withLab(built, settings, async (lab) => {
    const looking: Looking = { lab, profile: settings.profile, at, grade, interrupted };
    const all: NearMissesOf[] = [];
    for (const [gate, names] of dials) all.push(await foundOf(gate, names, looking, settings, io.err));
    return all;
  }).finally(interruption.release);
  io.out(flags.json ? JSON.stringify(found, null, 1) : found.map(nearMissesText).join('\n\n'));
  const missing = found.some(({ searches }) => searches.every(({ status }) => status !== 'graded'));
  return interruptedStatus() ?? (chosen.broken.size > 0 ? 2 : missing ? statusOf.inconclusive : 0);
}

async function foundOf(
  gate: ClaimGate,
  dials: readonly string[],
  looking: Looking,
  { epoch }: Settings,
  say: (sentence: string) => void,
): Promise<NearMissesOf> {
  const searches: NearMissSearch[] = [];
  for (const dial of dials) {
    say(`theoremcheck: ${gate.name}: ${dial}`);
    searches.push(await searchNearMiss(gate, dial, looking));
  }
  const broken = new Set(searches.flatMap(({ status, atoms }) => (status === 'graded' ? atoms : [])));
  const atoms = gate.controls[0]!.parts.flatMap((part) => part.atoms.map(({ text }) => text));
  return {
    ...{ claim: gate.name, file: gate.file, epoch, at: looking.at, searches },
    mean: mainPart(gate).evidence.kind === 'mean',
    left: atoms.filter((text) => !broken.has(text)),
  };
}

/** @throws UsageError for flags that mean nothing */
function asked({ at, grade }: Flags): Pick<Looking, 'at' | 'grade'> {
  if (at !== 'reference' && at !== 'region')
    throw UsageError.expected('near-misses', 'reference or region for --at', `"${at}"`);
  const factor = Number(grade);
  if (!(Number.isFinite(factor) && factor > 1))
    throw UsageError.expected('near-misses', 'a factor above 1 for --grade', `"${grade}"`);
  return { at, grade: factor };
}

/** @throws UsageError for the epoch of the gate */
function settingsOf(cwd: string, flags: Flags, env: NodeJS.ProcessEnv): Settings {
  const written = settingsOfFlags(flags);
  const settings = readSettings(
    cwd,
    { ...written, epoch: written.epoch ?? env.THEOREMCHECK_EPOCH ?? CALIBRATION },
    env,
  );
  if (settings.epoch !== committedEpoch(cwd)) return settings;
  const cure = 'a near miss that is chosen on the trials of the gate shows nothing there';
  throw UsageError.expected('near-misses', 'an epoch of calibration', settings.epoch, cure);
}

/** The dials that are turned. @throws UsageError for one that the family does not have */
function dialsOf({ statement: { family, assumptions } }: ClaimGate, names: readonly string[]): readonly string[] {
  const known = [...Object.keys(family.assumptions), ...Object.keys(family.dials)];
  const stray = names.find((name) => !known.includes(name));
  if (stray === undefined) return names.length > 0 ? names : assumptions;
  const expected = `a dial of ${family.name} (${known.join(', ')})`;
  throw UsageError.expected('near-misses, --dial', expected, `"${stray}"`, didYouMean(stray, known));
}
