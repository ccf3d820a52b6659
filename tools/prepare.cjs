'use strict';
/**
 * Runs after an installation from the sources, and before packing: makes dist/js/cli.cjs, without which every start bundles it, and what
 * engines compile, for which the first run would wait some seconds.
 */
const Module = require('node:module');
const path = require('node:path');
const { bundled } = require('../harness/project/bundler.cjs');
const { prepareHost } = require('../harness/project/host.cjs');

const root = path.resolve(__dirname, '..');
const ENGINES = `
import { loadKernel } from './model/engines/kernel';
import { gradientsFile } from './model/engines/tfjs/gradients';
loadKernel();
gradientsFile();`;

async function prepareEngines() {
  process.env.THEOREMCHECK_PACKAGE = root;
  const { code } = await bundled(root, 'engines', ENGINES, { sourcemap: false, packages: 'external' });
  new Module('engines')._compile(code, path.join(root, 'engines.cjs'));
}

Promise.all([prepareHost(), prepareEngines()]).catch((error) => {
  process.stderr.write(`prepare: ${error.message}\n`);
  process.exitCode = 1;
});
