import { hash } from '../base/hash';
import type { Row } from '../study/row';
import { trainRows } from '../study/run-rows';
import { sorted } from '../trials/draw/seeds';
import { planHash } from './ask';
import { intoFile, lineOf, type ShardEvents, type ShardResult, type ShardRun } from './run-shard';
import { shareOf } from './share';

/**
 * The same for searches, whose trials are placed by the outcomes before them: a share is whole rows, each of which is searched
 * to its end.
 */
export function runSearchShard(run: ShardRun, rows: readonly Row[], events: ShardEvents): Promise<ShardResult> {
  const own = shareOf(rows, run.share, (row) => row.most);
  const line = lineOf(run, planHash(rows.map(textOf)), own.length);
  const done = () => own.filter((row) => row.done).length;
  return intoFile(run, line, events.notice, async (lab) => {
    await trainRows(own, lab, { progress: () => events.progress(done(), own.length) }, events.stopped);
    return { done: done(), all: own.length, failures: own.flatMap(({ fault }) => fault ?? []) };
  });
}

function textOf({ base, dials, columns, most }: Row): string {
  const { family, source, dials: turned, block } = base;
  return hash(
    family.name,
    source,
    sorted(turned),
    block ?? null,
    dials,
    columns.map(({ claim }) => claim),
    most,
  );
}
