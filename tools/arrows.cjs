'use strict';
/**
 * Who may import whom, as lint enforces it: `npm run arrows` writes tools/arrows.json, which biome.json extends.
 * A room is a folder without the folders below it. It may import from the rooms that it names, and from nothing else of ours.
 * Rooms stand from the ground up, and each may name only rooms above it in this list: so no two import each other, and no
 * detour leads back. Tests may reach every room of their top-level folder; nothing but tests may reach a folder `testing`.
 */
const { writeFileSync } = require('node:fs');
const { join, posix } = require('node:path');

const room = (name, may = '') => [
  `harness/${name}`,
  may
    .split(' ')
    .filter((other) => other !== '')
    .map((other) => `harness/${other}`),
];

/** Rooms of harness/ that others may not enter freely, from the ground up, and what each may import. */
const ROOMS = new Map([
  room('base'),
  room('evidence'),
  room('files/schemas'),
  room('formula', 'base'),
  room('statement', 'base evidence formula'),
  room('files', 'base files/schemas statement'),
  room('json', 'base files/schemas files statement'),
  room('judge', 'base evidence formula statement'),
  room('compile', 'base formula statement judge'),
  room('project', 'base evidence files/schemas statement files json compile'),
  room('external', 'base files/schemas formula statement files project'),
  room('scaffold', 'base statement project'),
  room('trials/draw', 'base statement'),
  room('trials/store', 'base files/schemas statement'),
  room('trials/training', 'base statement trials/draw'),
  room('trials/workers', 'base statement trials/draw trials/training'),
  room('trials', 'base statement trials/draw trials/store trials/training trials/workers'),
  room('queue', 'base files/schemas statement files trials/workers'),
  room('lab', 'base project trials/store trials/workers trials queue'),
  room('study/search', 'evidence'),
  room('study', 'base evidence files/schemas statement files compile project trials/workers trials lab study/search'),
  room(
    'explore',
    'base evidence files/schemas statement files compile project trials/draw trials/workers trials lab study',
  ),
  room('verdict/results', 'base evidence files/schemas statement files compile project trials/draw trials/workers'),
  room(
    'verdict/claim',
    'base evidence statement project trials/draw trials/store trials/training trials/workers trials verdict/results',
  ),
  room(
    'verdict/conclusion',
    'base evidence statement trials/store trials/training trials/workers trials verdict/results verdict/claim',
  ),
  room(
    'verdict',
    'base evidence statement project trials/training trials/workers trials lab verdict/results verdict/claim verdict/conclusion',
  ),
  room('baseline', 'base compile verdict/results'),
  room(
    'strength',
    'base evidence files/schemas statement files judge compile project trials lab verdict/results verdict/claim verdict/conclusion baseline',
  ),
  room('dynamics', 'base formula statement judge compile project trials/draw trials lab verdict/results'),
  room(
    'calibration',
    'evidence statement compile trials/store trials/workers trials verdict/claim verdict/conclusion verdict',
  ),
  room(
    'shards',
    'base statement project trials/draw trials/store trials/training trials lab study explore verdict/claim verdict',
  ),
  room('selftest', 'base statement trials'),
  room('report/text', 'base statement compile trials/draw study explore verdict/results strength calibration'),
  room('report/figures', 'base evidence statement study study/search verdict/results dynamics report/text'),
  room('gallery', 'base files/schemas formula statement files judge project trials lab report/figures'),
  room(
    'report/ledger',
    'base evidence files/schemas statement files compile project verdict/results strength report/text',
  ),
  room('report/terminal', 'base statement compile verdict/results report/text'),
  room('report/ci', 'base files compile project verdict/results baseline report/text report/terminal'),
  room('report/html/style', 'report/figures'),
  room(
    'report/html/content',
    'base evidence compile study explore verdict/results strength dynamics report/text report/figures',
  ),
  room(
    'report/html/parts',
    'formula statement judge compile study explore verdict/results report/text report/terminal report/html/content report/html/style',
  ),
  room(
    'report/html',
    'base statement project verdict/results dynamics report/figures report/terminal report/html/content report/html/style report/html/parts',
  ),
  room('selection', 'compile project verdict/results verdict baseline report/ci'),
  room('cli/console', 'base project selftest verdict/results report/terminal'),
  room('cli/decide', 'base evidence cli/console'),
  room(
    'cli/commands',
    'base statement files compile project scaffold trials/draw trials/store trials/training trials/workers trials queue lab study/search study explore verdict/results strength calibration shards selftest report/text report/figures gallery report/ledger report/terminal report/html selection cli/console cli/decide',
  ),
  room('cli', 'base project cli/console cli/commands'),
  room('jest', 'base compile project verdict/results report/text report/terminal selection'),
]);

/** Top-level folders and what they may not import. Theorems reach harness by the package's own name, too. */
const TOPS = new Map([
  [
    'generators',
    { not: ['model', 'harness', 'theorems', 'bench', 'theoremcheck'], says: 'generators import nothing of ours' },
  ],
  ['model', { not: ['harness', 'theorems', 'bench', 'theoremcheck'], says: 'model imports only generators' }],
  [
    'harness',
    {
      not: ['generators', 'model', 'theorems', 'bench', 'theoremcheck'],
      says: 'harness imports nothing of ours: it knows no machine learning',
    },
  ],
  ['theorems', { not: ['bench'], says: 'the bench measures theorems, and they do not know it' }],
]);

const override = (includes, group, message) => ({
  includes,
  linter: {
    rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: [{ group, message }] } } } },
  },
});

function topRule([top, { not, says }]) {
  const group = not.flatMap((other) => (other === 'theoremcheck' ? [other] : [`**/${other}`, `**/${other}/**`]));
  return override([`${top}/**`, ...(top === 'harness' ? ['!harness/scaffold/templates/**'] : [])], group, says);
}

/** All that lies outside the room is refused, whatever its name, but for files of the rooms that it may import. */
function roomRule([name, may]) {
  const free = [...may.map((other) => posix.relative(name, other)), name === 'harness/cli' ? '../..' : '']
    .filter((path) => path !== '')
    .map((path) => `!${path.startsWith('.') ? path : `./${path}`}/*`);
  const said = may.map((other) => other.slice('harness/'.length)).join(', ');
  return override(
    [`${name}/*`, '!**/*.test.ts', '!**/*.test.tsx'],
    ['..', '../**', './*/**', 'theoremcheck', ...free],
    `${name} imports ${said === '' ? 'nothing of ours' : `only ${said}`}: see tools/arrows.cjs`,
  );
}

/** What biome reads; a later rule stands over those before it. */
const rules = () => ({ overrides: [...[...TOPS].map(topRule), ...[...ROOMS].map(roomRule)] });

if (require.main === module) {
  writeFileSync(join(__dirname, 'arrows.json'), `${JSON.stringify(rules(), null, 2)}\n`);
}

module.exports = { ROOMS, TOPS, rules };
