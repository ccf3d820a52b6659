'use strict';
/** docs/stryker.md: what came of Stryker's mutants, from docs/stryker.json. */
const { BREAK, ROOMS, reasonOf, results, sources, summary } = require('./stryker.cjs');

const HEAD = `# Operators that Stryker changes

\`npm run stryker\` lets [Stryker](https://stryker-mutator.io) change each operator, condition, constant and block of three rooms of the harness, one at
a time, and runs the tests that come by there: the source's own; where it has none, those of the room, and of \`judge\` and \`compile\` for each other. ${BREAK} % of a room have to be noticed.
Texts are left alone: most of them are messages, and the types hold those that are names. Simulations of whole laws (\`calibration*.test.ts\`) do not
run: they would notice more, in minutes each. [stryker.json](stryker.json) keeps what came of each source, with the digest of the source and of the tests
that ran. A source whose digest is another one by now is tried again next time. Words choose sources: \`npm run stryker -- judge/\`. It takes an hour or
two, and is no part of continuous integration. [mutants.md](mutants.md) has the mistakes that a person would make. This page is generated.
`;

function page() {
  const known = results();
  return [HEAD, rooms(known), files(known), survivors(known), equivalent(known), missing(known)]
    .filter(Boolean)
    .join('\n');
}

const table = (head, rows) =>
  `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
const percent = (score) => (score === undefined ? '' : `${score.toFixed(1)} %`);

function rooms(known) {
  const row = (name, room) => {
    const { files: all, run, killed, survived, equivalent: same, score } = summary(room, known);
    return [name, `${run} of ${all}`, killed + survived, killed, survived, percent(score), same];
  };
  const names = Object.keys(ROOMS).map((room) => row(`harness/${room}`, room));
  return table(
    ['room', 'sources tried', 'mutants', 'noticed', 'not', 'share noticed', 'beside these, equivalent'],
    [...names, row('all')],
  );
}

const tried = (known) => sources().filter((file) => known[file]);
const leftOf = (known, explained) =>
  tried(known).flatMap((file) =>
    known[file].survived
      .map((one) => ({ file, ...one, why: reasonOf(file, one) }))
      .filter(({ why }) => (why !== undefined) === explained),
  );

function files(known) {
  const rows = tried(known).map((file) => {
    const open = leftOf(known, false).filter((one) => one.file === file).length;
    return [file, known[file].killed, open, known[file].survived.length - open];
  });
  return rows.length === 0 ? '' : `## Sources\n\n${table(['source', 'noticed', 'not', 'equivalent'], rows)}`;
}

const code = (text) => `\`${text.replace(/\s+/g, ' ').replaceAll('`', '´')}\``;
const change = ({ file, line, from, to, uncovered }) => {
  const place = line === from ? '' : ` in ${code(line)}`;
  return `${file}: ${code(from)} → ${code(to)}${place}${uncovered ? ' (no test of these rooms comes by)' : ''}`;
};

function survivors(known) {
  const lines = leftOf(known, false).map((one) => `- ${change(one)}`);
  return lines.length === 0 ? '' : `## Not noticed\n\n${lines.join('\n')}\n`;
}

function equivalent(known) {
  const lines = leftOf(known, true).map((one) => `- ${change(one)}: ${one.why}`);
  return lines.length === 0 ? '' : `## Equivalent\n\nNo test can notice these.\n\n${lines.join('\n')}\n`;
}

function missing(known) {
  const names = sources().filter((file) => !known[file]);
  return names.length === 0 ? '' : `## Not tried yet\n\n${names.join(', ')}.\n`;
}

module.exports = { page };
