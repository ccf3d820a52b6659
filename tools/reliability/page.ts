import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import found from '../fuzz/found.json';
import type { Result } from './row';
import { rows } from './rows';

export const RESULTS = 'docs/reliability.json';
/** What is kept of a row; seeds as `1, 2`. */
export type Kept = Result & { readonly seeds: string; readonly node: string };
export type Results = Readonly<Record<string, Kept>>;

export function readResults(root: string): Results {
  return existsSync(join(root, RESULTS)) ? (JSON.parse(readFileSync(join(root, RESULTS), 'utf8')) as Results) : {};
}

const HEAD = `# What happens to a run, and what is lost

\`npm run reliability\` disturbs runs of a toy project, lets them go on undisturbed, and compares. After each disturbance these have to hold:

- the run that goes on writes \`reports/verdicts.json\` and \`reports/junit.xml\` with the very bytes of a run that nothing disturbed;
- stored trials that were there before are still there, in their place, and no number is trained again that was stored whole (where several
  runs share a folder, two of them may train the same trial: it counts once);
- a run that was disturbed ends with a verdict that is right, or without one: in one sentence with a status that is documented, or by the
  signal that ended it; never with a stack, never with half of a file under a name that people read.

Moments come from a seeded sampler (\`--seed N\`). A word chooses a row: \`npm run reliability -- client\`; \`--share .1\` tries a tenth of it, and
\`--add\` with another seed adds to what a row has. Rows are written to
[reliability.json](reliability.json) one by one, so that an interrupted run keeps what it has. The whole takes about half an hour of a core; a
slice of it is part of \`npm test\` (\`tools/reliability/reliability.test.ts\`). This page is generated.
`;

const DISKS = `## What is put on the disk, and when

| file | when it is on the disk |
| --- | --- |
| whatever is written whole (verdicts, JUnit file, report, studies, ledger, counterexamples, an exported trial) | its content is put on the disk under a temporary name (\`fsync\`), then it gets its name, then its folder is put on the disk: once the command has ended, a loss of power changes nothing; before, it leaves the older file or the new one |
| stored trials, shards, shared files | lines are appended without waiting for the disk, and the file is put on the disk when the run ends. A loss of power in a run takes the trials that the system had not written yet, on Linux those of the last half minute at most by default; a line that is torn or zeros is set aside by its checksum. What is lost is trained again, to the same bits |
| \`theorems/attempts.jsonl\` | put on the disk before anything is trained for the attempt |
| bundles and the compiled kernel | put on the disk before they get their names; their names may be lost, and then they are made again |

A file whose name is new is taken to be on the disk with its content, as journals of file systems do. A disk that says that it has written what it has not is beyond this.

Killed between writing and naming, a process leaves \`NAME.PID.tmp\` behind: nothing reads it, and it may be deleted.
`;

const INPUTS = `## Inputs that nobody meant

\`FUZZ=10000 npx jest tools/fuzz --selectProjects unit\` gives so many inputs to all that reads and to the command line, near what is good: each is
taken, or refused in one sentence with a status that is documented; no stack is shown, and nothing is written. \`npm test\` tries 500 with the
same seed, a night 10,000 with another (\`FUZZ_SEED\`). ${found.length} inputs that once came out otherwise are kept, and tried first
(\`tools/fuzz/found.json\`). The last 10,000, seed 1, on Node 20.20:
477 for each of 20 readers and for command lines; nothing was found.
`;

export function page(root: string): string {
  const known = readResults(root);
  const told = rows.map((row) => line(row.name, row.says, known[row.name]));
  return [HEAD, summary(known), table(told), INPUTS, DISKS].join('\n');
}

function summary(known: Results): string {
  const all = rows.flatMap(({ name }) => known[name] ?? []);
  const sum = (of: (result: Result) => number) => all.reduce((total, result) => total + of(result), 0);
  const killed = rows.flatMap(({ name }) =>
    ['client', 'replay', 'queue', 'crash'].includes(name) ? (known[name] ?? []) : [],
  );
  const kills = killed.reduce((total, { tried }) => total + tried, 0);
  const faults = sum((result) => result.faults.length);
  return (
    `${sum(({ tried }) => tried)} disturbances, ${kills} of them by kill −9; ${sum(({ compared }) => compared)} comparisons; ` +
    `${faults === 0 ? 'nothing was lost' : `${faults} findings, in [reliability.json](reliability.json)`}.\n`
  );
}

function line(name: string, says: string, result: Kept | undefined): string {
  const command = `\`npm run reliability -- ${name.includes(' ') ? `"${name}"` : name}\``;
  if (!result) return `| ${[says, 'not run', '', '', '', command].join(' | ')} |`;
  if (result.skipped) return `| ${[says, `skipped: ${result.skipped}`, '', '', '', command].join(' | ')} |`;
  const ends = Object.entries(result.ended)
    .filter(([how]) => how !== '')
    .map(([how, times]) => `${how} × ${times}`);
  const lost = result.faults.length === 0 ? 'nothing' : `${result.faults.length} findings`;
  return `| ${[says, result.tried, ends.join(', '), result.compared, lost, command].join(' | ')} |`;
}

function table(lines: readonly string[]): string {
  const head = ['what happens', 'times', 'disturbed runs ended with', 'comparisons', 'lost', 'command'];
  return `${[`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...lines].join('\n')}\n`;
}
