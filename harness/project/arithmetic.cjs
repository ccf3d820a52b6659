'use strict';
/**
 * `harness/formula/arithmetic.ts` with what it needs of mathjs in one file: it loads in a tenth of the time of the whole
 * package, but takes a while to bundle. So it is bundled once per content and version, and every other bundle requires it.
 */
const fs = require('node:fs');
const path = require('node:path');
const { bundled, digest } = require('./bundler.cjs');
const { own } = require('./files.cjs');
const { ARITHMETIC, PACKAGE, marker, versioned } = require('./packages.cjs');
const { found, keep } = require('./places.cjs');

/** From its ES modules only the functions that are named are taken. */
const OPTIONS = {
  plugins: [marker('inline')],
  sourcemap: false,
  mainFields: ['module', 'main'],
  conditions: ['import'],
};

/** Path of the file; makes it where none of the folders has it. */
async function arithmetic(folders) {
  const known = knownArithmetic(folders);
  if (known) return known;
  return keep(folders, { [fileName()]: await arithmeticCode() });
}

async function arithmeticCode() {
  return (await bundled(PACKAGE, 'arithmetic', `export * from ${JSON.stringify(own(ARITHMETIC))};`, OPTIONS)).code;
}

/** An esbuild plugin that puts it into a bundle as it is: a module that is loaded when it is called would bring all of mathjs. */
async function shaken() {
  const contents = await arithmeticCode();
  const ours = (file) => file === `${path.join(PACKAGE, ARITHMETIC)}.ts`;
  return {
    name: 'theoremcheck-arithmetic',
    setup(build) {
      build.onLoad({ filter: /arithmetic\.ts$/ }, ({ path: file }) =>
        ours(file) ? { contents, loader: 'js' } : undefined,
      );
    },
  };
}

const knownArithmetic = (folders) => found(folders, fileName());

function fileName() {
  const version = versioned('mathjs');
  const hash = digest(fs.readFileSync(`${own(ARITHMETIC)}.ts`), version, versioned('esbuild'));
  return `${version}-${hash.slice(0, 16)}.cjs`;
}

module.exports = { arithmetic, knownArithmetic, shaken };
