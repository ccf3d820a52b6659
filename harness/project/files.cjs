'use strict';
/** The files of a project, and the programs that are made of them. */
const fs = require('node:fs');
const path = require('node:path');
const { PACKAGE } = require('./packages.cjs');

/** Families, theorems, exploratory claims and figures below `<cwd>/theorems`, as sorted paths relative to cwd with forward slashes. */
function glob(cwd) {
  const root = path.join(cwd, 'theorems');
  const all = fs.existsSync(root) ? fs.readdirSync(root, { recursive: true }) : [];
  const files = all.map((file) => `theorems/${file.split(path.sep).join('/')}`).sort();
  return {
    families: files.filter((file) => /\/family\.(ts|json)$/.test(file)),
    theorems: files.filter((file) => /\.theorem\.(ts|json)$/.test(file)),
    exploratory: files.filter((file) => /\.exploratory\.(ts|json)$/.test(file)),
    figures: files.filter((file) => file.endsWith('/figures.ts')),
    figured: files.filter((file) => file.endsWith('/figure-family.ts')),
  };
}

/** What workers and fresh processes run. */
function programEntry(families) {
  return `${familyReader(families)}
    import { collect } from ${text(own('harness/project/collect'))};
    import { worker } from ${text(own('harness/trials/workers/worker'))};
    export const { families, broken } = collect({\n${loaders(families)}\n});
    export default worker(families, broken);`;
}

/** What the harness reads of claims. Those in JSON it reads itself. */
function claimsEntry(claims, families) {
  const code = claims.filter((file) => !isJson(file));
  return `${familyReader(families)}export const modules = {\n${loaders(code)}\n};\nexport const families = {\n${loaders(families)}\n};`;
}

const isJson = (file) => file.endsWith('.json');

/** What makes a family of a family.json; only where there is one, so that all other programs stay as they are. */
function familyReader(families) {
  if (!families.some(isJson)) return '';
  return `import { writtenFamily } from ${text(own('harness/external/family-file'))};\n`;
}

// One function per file, so that one that throws when it is loaded spoils no other.
const loaders = (files) => files.map((file) => `${text(file)}: () => ${loaded(file)},`).join('\n');

function loaded(file) {
  const module = `require(${text(`./${file}`)})`;
  return isJson(file) ? `writtenFamily(${module}, ${text(file)})` : module;
}

/** The path as it is: a relative one could begin with the dot of a hidden folder, and be taken for a package. */
const own = (file) => path.join(PACKAGE, file).split(path.sep).join('/');

const text = (value) => JSON.stringify(value);

module.exports = { claimsEntry, glob, isJson, own, programEntry };
