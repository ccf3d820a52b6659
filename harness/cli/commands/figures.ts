import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { UsageError } from '../../base/usage-error';
import { writeWhole } from '../../base/write-whole';
import { filesOf } from '../../gallery/figure-file';
import { firstTrial } from '../../gallery/first-trial';
import { loadGalleries } from '../../gallery/load';
import { make } from '../../gallery/make';
import { galleryPage, type ShownFigure } from '../../gallery/page';
import { type PlannedFigure, planFigures } from '../../gallery/plan';
import { figureOf } from '../../gallery/spec';
import { findStale, firstDifference, type GalleryFolder, kept } from '../../gallery/stale';
import { trainFigures } from '../../gallery/train';
import { inWorkshop, type Opening } from '../../gallery/workshop';
import { readSettings, type Settings } from '../../project/settings';
import { trainingProgress } from '../../report/terminal/training-progress';
import type { Context } from '../console/context';
import { type SettingFlags, settingsOfFlags, withSettings } from '../console/flags';
import { integer } from '../console/integer';
import { noMatch, regex } from '../console/select';

/** The epoch of figures: fresh trials, which no claim has seen. */
const EPOCH = 'figures-1';
const FOLDER = join('reports', 'figures');

interface Flags extends SettingFlags {
  readonly trials?: string;
  readonly out?: string;
  readonly gallery?: boolean;
  readonly redraw?: boolean;
  readonly check?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
}

export function figuresCommand(context: Context): Command {
  const command = new Command('figures')
    .argument('[names...]', 'regular expressions on <paper>-<name> (default: all)')
    .option('--trials <n>', 'trainings per setting (default: as the figure says)')
    .option('--out <folder>', `where to write <paper>-<name>.svg and .json (default: ${FOLDER})`)
    .option('--gallery', 'write docs/gallery.md and docs/gallery/')
    .option('--redraw', 'write the gallery from its own data, where only words and drawing have changed')
    .option('--check', 'write nothing; fail when the gallery is stale or a first trial gives other numbers')
    .option('--list', 'the figures and what each one shows')
    .option('--json', 'print what was drawn, or listed, as JSON')
    .addHelpText('after', `\nThe default epoch is ${EPOCH}; trials are stored. The engine is the one that counts.`);
  return withSettings(command).action(async (names: string[], flags: Flags) => {
    context.status = await figures(context, names, flags);
  });
}

async function figures(context: Context, names: readonly string[], flags: Flags): Promise<number> {
  const { built, io, env } = context;
  refuseContradictions(names, flags);
  const drawn = await built.figures();
  const chosen = select(planFigures(loadGalleries(drawn)), names);
  if (flags.list) return list(context, chosen, flags);
  const settings = settingsOf(readSettings(built.cwd, settingsOfFlags(flags), env), flags);
  const opening = { built, figures: drawn, settings };
  if (flags.check) return check(context, chosen, { ...opening, stored: false });
  const place = galleryIn(built.cwd);
  const gallery = flags.gallery || flags.redraw;
  const folder = resolve(built.cwd, flags.out ?? (gallery ? place.folder : FOLDER));
  const shown = flags.redraw
    ? kept(chosen, place, settings.epoch)
    : await trained(context, chosen, { ...opening, stored: true }, flags);
  if (!shown) return interruptedStatus() ?? 2;
  for (const one of shown) await writeFigure(one, folder);
  if (gallery) writeWhole(place.page, galleryPage(shown));
  if (flags.json) io.out(JSON.stringify(shown.map(asData), null, 1));
  else for (const { figure } of shown) io.out(relative('', join(folder, `${figure.id}.svg`)));
  return 0;
}

const WHOLE = ['gallery', 'redraw', 'check'] as const;

function refuseContradictions(names: readonly string[], flags: Flags): void {
  const [whole, other] = WHOLE.filter((name) => flags[name]);
  if (whole === undefined) return;
  if (other) throw UsageError.expected('figures', `--${whole} or --${other}`, 'both');
  const flag = (['trials', 'out', 'epoch', 'engine'] as const).find((name) => flags[name] !== undefined);
  const partial = flag ? `--${flag}` : names[0];
  if (partial !== undefined) {
    throw UsageError.expected('figures', `all figures as they are defined with --${whole}`, partial);
  }
}

/** The environment sets the gate's epoch, not this one; a gallery is the same wherever it is drawn. */
function settingsOf({ engine, ...settings }: Settings, flags: Flags): Settings {
  const own = engine !== undefined && !WHOLE.some((name) => flags[name]);
  return { ...settings, epoch: flags.epoch ?? EPOCH, ...(own ? { engine } : {}) };
}

const galleryIn = (cwd: string): GalleryFolder => ({
  folder: join(cwd, 'docs', 'gallery'),
  page: join(cwd, 'docs', 'gallery.md'),
});

/** @throws UsageError for a pattern that selects nothing. */
function select(all: readonly PlannedFigure[], names: readonly string[]): readonly PlannedFigure[] {
  const matching = (name: string) => all.filter(({ id }) => regex(name).test(id));
  if (all.length === 0) throw UsageError.expected('figures', 'figures in theorems/<paper>/figures.ts', 'none');
  const missing = names.find((name) => matching(name).length === 0);
  if (missing !== undefined) {
    const known = all.map(({ id }) => [id]);
    throw noMatch('figure', missing, known, '`theoremcheck figures --list` has all');
  }
  const chosen = new Set(names.flatMap(matching));
  return names.length === 0 ? all : all.filter((figure) => chosen.has(figure));
}

function list({ io }: Context, chosen: readonly PlannedFigure[], { json }: Flags): number {
  const data = chosen.map(({ id, definition }) => ({
    figure: id,
    title: definition.title,
    caption: definition.caption,
  }));
  if (json) io.out(JSON.stringify(data, null, 1));
  else for (const { figure, title, caption } of data) io.out(`${figure}: ${title}\n  ${caption}`);
  return 0;
}

/** Trains what is drawn; undefined when it was interrupted. */
async function trained(
  { io }: Context,
  chosen: readonly PlannedFigure[],
  opening: Opening,
  flags: Flags,
): Promise<readonly ShownFigure[] | undefined> {
  const trials = flags.trials === undefined ? undefined : integer('figures', '--trials', flags.trials, 1);
  const values = await training(io, chosen, opening, (figure) => trials ?? figure.definition.trials);
  return (
    values && chosen.map((figure) => ({ figure, drawn: make(figure, opening.settings.epoch, values.get(figure)!) }))
  );
}

async function training(
  io: Context['io'],
  chosen: readonly PlannedFigure[],
  opening: Opening,
  trials: (figure: PlannedFigure) => number,
): ReturnType<typeof trainFigures> {
  const interruption = watchInterrupt();
  const shown = trainingProgress(io, 'figures');
  try {
    return await inWorkshop(opening, (lab) =>
      trainFigures(chosen, { lab, trials, progress: shown.show, stopped: interruption.asked }),
    );
  } finally {
    interruption.release();
    shown.stop();
  }
}

async function writeFigure({ figure, drawn }: ShownFigure, folder: string): Promise<void> {
  const files = await filesOf(figureOf(figure, drawn));
  for (const [file, text] of Object.entries(files)) writeWhole(join(folder, file), text);
}

const asData = ({ figure, drawn: { made, panels } }: ShownFigure) => ({ figure: figure.id, ...made, panels });

async function check({ built, io }: Context, all: readonly PlannedFigure[], opening: Opening): Promise<number> {
  const { stale, shown } = await findStale(all, galleryIn(built.cwd), opening.settings.epoch);
  const figures = shown.map(({ figure }) => figure);
  const again = figures.length === 0 ? new Map() : await training(io, figures, opening, () => 1);
  if (!again) return interruptedStatus() ?? 2;
  const moved = shown.map((one) => firstDifference(one, firstTrial(again.get(one.figure)!)));
  const said = [...stale, ...moved.filter((sentence) => sentence !== undefined)];
  for (const sentence of said) io.err(`gallery: ${sentence}`);
  if (said.length > 0) io.err('gallery: `theoremcheck figures --gallery` writes it anew');
  else io.out(`docs/gallery is up to date: ${all.length} figures`);
  return said.length > 0 ? 2 : 0;
}
