import { thresholdsIn } from '../../study/report';
import type { Study } from '../../study/study-file';
import type { Figure } from './figure';
import { matrixFigure } from './matrix-figure';
import { phaseFigure } from './phase-figure';
import { responseFigure } from './response-figure';

/**
 * The pictures of a study: of a matrix one per family and threshold, of a pair one per claim, else one per row of trials. What has no trials
 * has no picture.
 *
 * @param slug how their names begin; a number follows
 */
export function studyFigures(study: Study, slug: string): readonly Figure[] {
  const drawn = makers(study).map((make, i) => make(`${slug}-${i + 1}`));
  return drawn.filter((figure) => figure !== undefined);
}

function makers(study: Study): ((name: string) => Figure | undefined)[] {
  const { kind, rows } = study;
  if (kind === 'matrix') {
    const families = [...new Set(rows.map(({ family }) => family))];
    return families.flatMap((family) => {
      const own = rows.filter((row) => row.family === family);
      return thresholdsIn(own).map((threshold) => (name: string) => matrixFigure(own, threshold, name));
    });
  }
  if (kind === 'pair')
    return rows.flatMap((row) => row.claims.map((claim) => (name: string) => phaseFigure(row, claim, name)));
  return rows.map((row) => (name) => responseFigure(row, name));
}
