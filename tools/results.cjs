'use strict';
/** What is kept of long measurements, each beside a digest of what it depends on. Paths are from the root of the project. */
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const text = (file, root = ROOT) => readFileSync(join(root, file), 'utf8');

/** Name → result; empty where the file is not there. */
const resultsIn = (file) => (existsSync(join(ROOT, file)) ? JSON.parse(text(file)) : {});

const digest = (parts) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

module.exports = { ROOT, digest, resultsIn, text };
