import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readText } from '../../../base/read-text';
import { UsageError } from '../../../base/usage-error';
import { readExploration } from '../../../explore/exploration-file';
import type { ClaimStrength } from '../../../strength/strength';
import { readStrength, STRENGTH_FILE } from '../../../strength/strength-file';
import { readStudyFile } from '../../../study/study-file';
import { EXPLORATORY_FILE, readVerdicts, VERDICTS_FILE, type Verdicts } from '../../../verdict/results/verdicts-file';
import { type BibEntry, bibliography } from './bibliography';
import type { ExplorationSection, StudySection } from './report';

/** What a report is made of, as it is on disk. */
export interface Gathered {
  readonly verdicts: Verdicts;
  readonly exploratory?: Verdicts;
  readonly studies: readonly Omit<StudySection, 'id' | 'drawings'>[];
  readonly explorations: readonly Omit<ExplorationSection, 'id'>[];
  readonly entries: ReadonlyMap<string, BibEntry>;
  /** What `mutate` tried on claims. */
  readonly tried?: readonly ClaimStrength[];
  /** One sentence per file that is there and cannot be read: what an older version wrote stops no report. */
  readonly unread: readonly string[];
}

const STUDIES = 'reports/studies';

/**
 * Reads the verdicts, studies and references of a project.
 *
 * @param file the verdicts, relative to the project
 * @throws UsageError where there are no verdicts, or something else in their place
 */
export function gather(cwd: string, file = VERDICTS_FILE): Gathered {
  const verdicts = readVerdicts(resolve(cwd, file));
  if (!verdicts) throw UsageError.expected('report', 'verdicts', `no ${file}`, 'run `theoremcheck verify` first');
  const unread: string[] = [];
  const exploratory = tried(() => readVerdicts(join(cwd, EXPLORATORY_FILE)), unread);
  const studies: Gathered['studies'][number][] = [];
  const explorations: Gathered['explorations'][number][] = [];
  for (const name of studyFiles(cwd)) {
    const path = join(cwd, STUDIES, name);
    const [study, found] = isExploration(path)
      ? [undefined, tried(() => readExploration(path), unread)]
      : [tried(() => readStudyFile(path), unread), undefined];
    if (study) studies.push({ file: `${STUDIES}/${name}`, study });
    if (found) explorations.push({ file: `${STUDIES}/${name}`, found });
  }
  const entries = bibliography(readText(join(cwd, 'references.bib')) ?? '');
  const mutated = tried(() => readStrength(join(cwd, STRENGTH_FILE)), unread)?.claims ?? [];
  return {
    ...{ verdicts, studies, explorations, entries, unread, tried: mutated },
    ...(exploratory ? { exploratory } : {}),
  };
}

function tried<V>(read: () => V, unread: string[]): V | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    unread.push(error.message);
    return undefined;
  }
}

function studyFiles(cwd: string): readonly string[] {
  const folder = join(cwd, STUDIES);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.json')).sort();
}

/** What is no JSON is left to the reader of studies, which says so. */
function isExploration(file: string): boolean {
  try {
    return (JSON.parse(readText(file)!) as { kind?: unknown }).kind === 'exploration';
  } catch {
    return false;
  }
}
