'use strict';
/**
 * How the process ends: with status 2 unless the end was reached. 0 and 1 are said by verdicts alone, so that no lost promise,
 * no early exit, no uncaught error and no failed write can look like one. Loaded before anything else.
 */
process.exitCode = 2;

const { types } = require('node:util');
const { brief, oneLine } = require('../base/printable.cjs');

let over = false;

/** Of 128 and a signal: SIGHUP, SIGINT, SIGTERM (base/interrupt.ts). A second signal ends a command at once, and that is no riddle. */
const SIGNALLED = [129, 130, 143];

process.on('exit', (code) => {
  if (over || SIGNALLED.includes(code)) return;
  over = true;
  process.exitCode = 2;
  say(
    'expected to reach the end, got an exit before it (is there a process.exit(), or a promise that never settles, in the project?)',
  );
});
process.on('uncaughtException', (error, origin) => {
  const what = origin === 'unhandledRejection' ? 'a rejection that nobody handled' : 'an exception that nobody caught';
  leave(2, `expected no error outside of a command, got ${what}: ${told(error)}`);
});
for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => lost(stream, error));

/** A reader may leave, as `head` does: then nothing more is said, and the status is the one that shells give to such an end. */
function lost(stream, error) {
  if (error.code === 'EPIPE' || error.code === 'EIO') leave(128 + 13);
  leave(
    2,
    `expected to write to ${stream === process.stdout ? 'standard output' : 'standard error'}, got ${error.message}`,
  );
}

/** Ends the process with the status once all that was said is written; what the project left running ends with it. */
async function reach(status) {
  for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write('', done));
  leave(status);
}

function leave(status, sentence) {
  if (!over && sentence !== undefined) say(sentence);
  over = true;
  process.exit(status);
}

/** Where standard error is gone, too, the status has to do. */
function say(sentence) {
  try {
    require('node:fs').writeSync(2, `theoremcheck: ${oneLine(sentence)}\n`);
  } catch {}
}

/** The message, and where it was thrown, on one line. */
function told(error) {
  const place = /\((.*:\d+:\d+)\)|at (\S+:\d+:\d+)/.exec(types.isNativeError(error) ? String(error.stack) : '');
  return place ? `${brief(error)} (${place[1] ?? place[2]})` : brief(error);
}

module.exports = { reach };
