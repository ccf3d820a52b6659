'use strict';
/** `npm run tfjs-node`: bundles the tool, so that it reads where the loader looks from the loader's own source, and runs it. */
const { join, resolve } = require('node:path');
const { buildSync } = require('esbuild');

const home = resolve(__dirname, '..', '..');
const outfile = join(home, '.theoremcheck', 'build', 'tools', 'tfjs-node.js');
const shared = { bundle: true, platform: 'node', format: 'cjs', packages: 'external', logLevel: 'error' };
buildSync({ entryPoints: [join(__dirname, 'main.ts')], outfile, ...shared });
process.env.THEOREMCHECK_PACKAGE = home;
require(outfile).main(process.argv.slice(2), __filename);
