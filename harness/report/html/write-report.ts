import { join, resolve } from 'node:path';
import { legible } from '../../base/text';
import { writeWhole } from '../../base/write-whole';
import { dynamicsOf } from '../../dynamics/dynamics';
import type { Built } from '../../project/program';
import type { Settings } from '../../project/settings';
import type { Suite } from '../../project/suite';
import type { Figure } from '../figures/figure';
import { removeStale, saveFigures } from '../figures/save';
import { trainingProgress, type Watcher } from '../terminal/training-progress';
import { assemble } from './content/assemble';
import { type Gathered, gather } from './content/gather';
import { page } from './page';

const REPORT_FILE = 'reports/report.html';
const FIGURES_FOLDER = 'reports/figures';

interface ReportOptions {
  /** The verdicts to show, relative to the project: by default those of the last run. */
  readonly verdicts?: string | undefined;
  /** Where the page goes, relative to the project: by default reports/report.html. */
  readonly out?: string | undefined;
  /** Whether the median and the worst trial of every claim are trained again where they are not stored (default: yes). */
  readonly dynamics?: boolean | undefined;
}

/**
 * Writes the report of a project: one HTML page, and its figures beside the verdicts, as SVG and as the specification with the
 * data inside. The same files of a run give the same bytes.
 *
 * @param suite the claims as the project states them; what has changed since the run is shown as it was then
 * @returns the page's file
 * @throws UsageError where there are no verdicts, before anything is written
 */
export async function writeReport(
  built: Built,
  suite: Suite,
  settings: Settings,
  watcher: Watcher,
  options: ReportOptions = {},
): Promise<string> {
  const gathered = gather(built.cwd, options.verdicts);
  for (const sentence of gathered.unread) watcher.err(`left out: ${sentence}`);
  const dynamics = options.dynamics === false ? new Map() : await trained(gathered, suite, built, settings, watcher);
  const folder = join(built.cwd, FIGURES_FOLDER);
  const drawn = new Set<string>();
  const draw = async (figure: Figure) => {
    drawn.add(figure.name);
    return (await saveFigures([figure], folder)).get(figure.name)!;
  };
  const report = await assemble({ gathered, gates: suite.gates, dynamics, draw });
  if (drawn.size > 0) removeStale(drawn, folder);
  const file = resolve(built.cwd, options.out ?? REPORT_FILE);
  writeWhole(file, legible(page(report)));
  return file;
}

async function trained(
  { verdicts, exploratory }: Gathered,
  { gates }: Suite,
  built: Built,
  settings: Settings,
  watcher: Watcher,
) {
  const shown = trainingProgress(watcher, 'report');
  const claims = [...verdicts.claims, ...(exploratory?.claims ?? [])];
  try {
    return await dynamicsOf(claims, gates, built, settings, {
      progress: shown.show,
      failed: (text) => watcher.err(text),
    });
  } finally {
    shown.stop();
  }
}
