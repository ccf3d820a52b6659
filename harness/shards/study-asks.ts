import type { GridPlacer } from '../study/placers';
import type { Row } from '../study/row';
import type { Lab } from '../trials/lab';
import type { Ask } from './ask';

/**
 * All trials of rows whose places are known beforehand: so many at every point of a grid. A row whose dials lead to no problem
 * somewhere is left to the study itself, which says so.
 */
export async function gridAsks(lab: Lab, rows: readonly Row[]): Promise<readonly Ask[]> {
  const asks: Ask[] = [];
  for (const row of rows) asks.push(...(await rowAsks(lab, row).catch(() => [])));
  return asks;
}

async function rowAsks(lab: Lab, row: Row): Promise<readonly Ask[]> {
  const { points, each } = row.placer as GridPlacer;
  const asks: Ask[] = [];
  for (const at of points) {
    const stream = await lab.stream(row.stream(at));
    for (let index = 0; index < each; index++) {
      const requests = stream.missing(index, row.requests(stream.problem(index)));
      if (requests.length > 0) asks.push({ stream, index, requests });
    }
  }
  return asks;
}
