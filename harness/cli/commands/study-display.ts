import { bar } from '../../report/terminal/bar';
import { duration } from '../../report/terminal/duration';
import { liveArea } from '../../report/terminal/live-area';
import { crewText, enginesLine } from '../../report/terminal/progress-line';
import { number } from '../../report/text/number';
import { clip } from '../../report/text/width';
import { SearchPlacer } from '../../study/placers';
import type { Row } from '../../study/row';
import type { StudyProgress } from '../../study/run-rows';
import type { Io } from '../console/io';

/** Shows where a study is: a bar on a terminal, plain lines elsewhere. */
interface StudyDisplay {
  show(progress: StudyProgress): void;
  prepared(family: string, engine: string): void;
  stop(): void;
}

/** `limit`: the time (ms) after which the study ends. */
export function studyDisplay(io: Io, rows: readonly Row[], limit: number): StudyDisplay {
  const began = performance.now();
  const most = rows.reduce((sum, row) => sum + row.most, 0);
  const text = ({ trained, open, crew }: StudyProgress) => {
    const seconds = (performance.now() - began) / 1000;
    const trials = rows.reduce((sum, row) => sum + row.trials, 0);
    const left = timeLeft(seconds, trials, most, limit / 1000);
    return {
      trials,
      line: `${trained} trained, ${open} of ${rows.length} rows open, at most ${left} left${crewText(crew)}${brackets(rows)}`,
    };
  };
  const engines = (family: string, engine: string) => io.err(enginesLine(family, [engine]));
  if (!io.terminal) {
    const show = (progress: StudyProgress) => {
      const { trials, line } = text(progress);
      io.err(`theoremcheck: ${trials} of at most ${most} trials, ${line}`);
    };
    return { show, prepared: engines, stop: () => {} };
  }
  const area = liveArea(process.stderr);
  const draw = (trials: number, line: string) => {
    const whole = `${bar(trials / most, 20)} ${trials}/${most} trials${line}`;
    area.draw([clip(whole, (process.stderr.columns ?? 80) - 1)]);
  };
  draw(0, '');
  const show = (progress: StudyProgress) => {
    const { trials, line } = text(progress);
    draw(trials, `, ${line}`);
  };
  const prepared = (family: string, engine: string) => area.above(() => engines(family, engine));
  return { show, prepared, stop: area.close };
}

function timeLeft(seconds: number, trials: number, most: number, limit: number): string {
  const pace = trials > 0 ? (seconds * (most - trials)) / trials : Number.POSITIVE_INFINITY;
  const left = Math.max(0, Math.min(pace, limit - seconds));
  if (!Number.isFinite(left)) return 'an unknown time';
  return duration(left);
}

/** The present bracket of the first open searches. */
function brackets(rows: readonly Row[]): string {
  const open = rows.filter((row) => !row.done && row.trials > 0).slice(0, 2);
  const texts = open.map(({ placer, dials, columns }) => {
    if (!(placer instanceof SearchPlacer)) return dials.join(' × ');
    const { low, high, threshold } = placer.results[0]!;
    return `${dials[0]} (${columns[0]!.claim}, τ = ${number(threshold.tau)}): ${number(low)} … ${number(high)}`;
  });
  return texts.length ? `; ${texts.join('; ')}` : '';
}
