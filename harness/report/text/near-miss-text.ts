import type { NearMissSearch } from '../../strength/near-misses';
import { number } from './number';

/** Where near misses of a claim were looked for, and what came of it. */
export interface NearMissesOf {
  readonly claim: string;
  readonly file: string;
  readonly epoch: string;
  readonly at: 'reference' | 'region';
  readonly mean: boolean;
  readonly searches: readonly NearMissSearch[];
  /** Atoms that none of those that were found breaks. */
  readonly left: readonly string[];
}

/** A claim's searches, with a line to paste for each severity that was found. */
export function nearMissesText({ claim, file, epoch, at, mean, searches, left }: NearMissesOf): string {
  const untouched = left.map((atom) => `  no dial that was tried breaks "${atom}" alone`);
  const lines = searches.flatMap((search) => searchLines(search, mean, at));
  return [`${claim} (${file}), on ${epoch}`, ...lines, ...untouched].join('\n');
}

function searchLines(search: NearMissSearch, mean: boolean, at: NearMissesOf['at']): readonly string[] {
  const { dial, status, read, severity, atoms, why } = search;
  const units = `${read} read`;
  if (status === 'fault') return [`  ${dial}: ${why} (${units})`];
  if (status === 'none')
    return [
      `  ${dial}: none found; near ${severity}, ${didText(search, mean)} (${units}; another --grade, a dial that grows more slowly, or two dials)`,
    ];
  if (status === 'never breaks')
    return [
      `  ${dial}: too few violate, even at 1: ${didText(search, mean)} (${units}; a near miss needs half of them)`,
    ];
  const where = at === 'reference' ? '' : `, at: 'region'`;
  const grade = search.grade === 2 ? '' : `, grade: ${search.grade}`;
  return [
    `  ${dial}: graded at ${severity}: ${didText(search, mean)} (${units}); breaks ${atoms.map((atom) => `"${atom}"`).join(', ')}`,
    `    nearMiss: [dialled('${dial}', ${severity}, { doc: '…'${where}${grade} })],`,
  ];
}

function didText({ trials, violations, relaxed, grade }: NearMissSearch, mean: boolean): string {
  const told = (value: number) => (mean ? `mean outcome ${number(value)}` : `${value} of ${trials} violate`);
  return `${told(violations)}; with ${grade} times as much allowed, ${told(relaxed)}`;
}
