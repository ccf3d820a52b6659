'use strict';
/**
 * The command line in a process that stays: a request a line on standard input, and a line for each answer. The harness and its
 * packages are loaded once. What a project brings is bundled for every command, and loaded anew where the bundle is another;
 * worker threads are started for every command.
 */
const { createInterface } = require('node:readline');
const discardReport = require('../../files/discard-report.cjs');
const { build, loadHost, ...own } = require('../../project/boot.cjs');

const { THEOREMCHECK_PACKAGE } = process.env;
const host = loadHost();
const answer = process.stdout.write.bind(process.stdout);
let last = Promise.resolve();
const requests = createInterface({ input: process.stdin });
requests.on('line', (line) => {
  last = last.then(async () => answer(`${JSON.stringify(await ran(JSON.parse(line)))}\n`));
});
// Nobody waits for what is under way.
requests.on('close', () => process.exit());

async function ran({ cwd, args, env }) {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env, { THEOREMCHECK_PACKAGE });
  const [out, err] = [process.stdout, process.stderr].map(listen);
  try {
    // As bin.cjs does.
    if (/^(verify|merge)$/.test(args[0]) && !/--(help|exploratory)/.test(args.join())) discardReport(cwd);
    const status = await (await host).main(args, build, undefined, undefined, own);
    return { status, out: out.said(), err: err.said() };
  } finally {
    for (const stream of [out, err]) stream.release();
  }
}

/** What is written to a stream, until it is let go. */
function listen(stream) {
  const texts = [];
  const { write } = stream;
  stream.write = (text, encoding, done) => {
    texts.push(String(text));
    const written = typeof encoding === 'function' ? encoding : done;
    if (written) process.nextTick(written);
    return true;
  };
  const release = () => {
    stream.write = write;
  };
  return { said: () => texts.join(''), release };
}
