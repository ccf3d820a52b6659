/**
 * `npm run reliability [-- WORD…] [--seed N] [--share S] [--add]`: disturbs runs of a toy project in every way of rows.ts, lets them go on, and compares
 * what they leave with what an undisturbed run leaves, byte by byte. Words choose rows by name; a share of 1 is as often as each row says; `--add` adds to
 * what a row has of other seeds. Writes docs/reliability.json and
 * docs/reliability.md row by row; takes some minutes; ends with status 1 where anything was lost.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Kept, page, RESULTS, type Results, readResults } from './page';
import { type Disturbance, type Result, together, tryRow } from './row';
import { rows } from './rows';
import { DisturbedProject } from './subject';

const ROOT = resolve(__dirname, '..', '..');

export async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals: words } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      share: { type: 'string', default: '1' },
      add: { type: 'boolean', default: false },
    },
  });
  const [seed, share] = [Number(values.seed), Number(values.share)];
  const chosen = rows.filter(({ name }) => words.length === 0 || words.includes(name));
  if (chosen.length === 0)
    throw new Error(
      `reliability: expected names of rows (${rows.map(({ name }) => name).join(', ')}), got ${words.join(' ')}`,
    );
  const before: Results = values.add ? readResults(ROOT) : {};
  for (const { name } of chosen) demandNew(name, seed, before);
  const faults: string[] = [];
  for (const row of chosen) faults.push(...(await measured(row, seed, share, before[row.name])).faults);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** The same seed once more would count the same moments twice. */
function demandNew(name: string, seed: number, before: Results): void {
  if (before[name]?.seeds.split(', ').includes(`${seed}`))
    throw new Error(`reliability: expected another seed than ${before[name].seeds} for ${name}, got ${seed}`);
}

async function measured(row: Disturbance, seed: number, share: number, before?: Kept): Promise<Result> {
  const times = Math.max(1, Math.ceil(row.times * share));
  const started = Date.now();
  const subject = await DisturbedProject.make();
  try {
    const result = await tryRow(row, subject, seed, (done) => tell(`${row.name}: ${done} of ${times}`), times);
    const all = before && !result.skipped ? together(before, result) : result;
    save({
      ...readResults(ROOT),
      [row.name]: { ...all, seeds: before ? `${before.seeds}, ${seed}` : `${seed}`, node: process.version },
    });
    const how = Object.entries(result.ended)
      .map(([end, times]) => `${end} × ${times}`)
      .join(', ');
    const found = result.skipped
      ? `skipped: ${result.skipped}`
      : `${result.compared} compared, ${result.faults.length} faults`;
    console.log(
      `${row.name}: ${result.tried} tried (${how}), ${found}, ${Math.round((Date.now() - started) / 1000)} s`,
    );
    return result;
  } finally {
    subject.remove();
  }
}

function save(results: Results): void {
  const kept = rows.flatMap(({ name }) => (results[name] ? [[name, results[name]]] : []));
  writeFileSync(join(ROOT, RESULTS), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  writeFileSync(join(ROOT, 'docs/reliability.md'), page(ROOT));
}

function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text} `);
}
