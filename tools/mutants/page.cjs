'use strict';
/** docs/mutants.md: what came of the mutants, from docs/mutants.json. */
const { list, nameOf, results } = require('./mutants.cjs');

const HEAD = `# Mistakes that tests notice

\`npm run mutants\` makes a mistake in one line of a copy of the project, runs the tests that should notice, and goes on with the next:
in the kernel, the sampler, gradients, probes, evidence, relations, seeds, keys of stored trials, replay, studies, numbers, the comparison
with an accepted run, and the external protocol. [mutants.json](mutants.json) keeps what came of each, with the digest of its source and
its tests. A result whose digest is another one by now is run again next time. It takes hours, and is no part of
continuous integration. This page is generated.
`;

function page() {
  const known = results();
  const all = list().map((mutant) => ({ ...mutant, status: known[nameOf(mutant)]?.status ?? 'not run' }));
  return [HEAD, summary(all), table(all), ...survivors(all)].join('\n');
}

const counted = (all, wanted) => all.filter(({ status }) => status === wanted).length;

function summary(all) {
  const of = (status) => `${counted(all, status)} ${status}`;
  return `Of ${all.length} mutants: ${['killed', 'survived', 'not run'].map(of).join(', ')}.\n`;
}

function table(all) {
  const rooms = [...new Set(all.map(({ room }) => room))];
  const rows = rooms.map((room) => {
    const own = all.filter((one) => one.room === room);
    return `| ${[room, own.length, ...['killed', 'survived', 'not run'].map((status) => counted(own, status))].join(' | ')} |`;
  });
  return `${['| where | mutants | killed | survived | not run |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')}\n`;
}

function survivors(all) {
  const left = all.filter(({ status }) => status === 'survived');
  if (left.length === 0) return [];
  const lines = left.map(
    ({ file, says, equivalent }) => `- ${file}: ${says}. ${equivalent ?? 'No test notices it yet.'}`,
  );
  return [`## Survivors\n\n${lines.join('\n')}\n`];
}

module.exports = { page };
