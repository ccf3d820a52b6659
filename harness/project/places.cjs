'use strict';
/**
 * Where builds lie: in the project; where that cannot be written, in the package or in the user's cache folder. A build is
 * named by what it was made of, so it is used wherever it is found, and a run that finds all it needs writes nothing.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { PACKAGE } = require('./packages.cjs');

const BUILD = path.join('.theoremcheck', 'build');
/** Bundles of one kind that are kept: concurrent runs of other sources may still need theirs. */
const KEPT = 6;

/** Folders that may hold builds of a project, those to write to first. What engines compile goes there, too: they inherit it. */
function places(cwd) {
  const folders = [path.join(cwd, BUILD), path.join(PACKAGE, BUILD), userCache()];
  process.env.THEOREMCHECK_BUILDS = JSON.stringify(folders);
  return folders;
}

function userCache({ env, platform } = process) {
  const home = os.homedir();
  const local = { darwin: path.join(home, 'Library', 'Caches'), win32: env.LOCALAPPDATA }[platform];
  return path.join(env.XDG_CACHE_HOME || local || path.join(home, '.cache'), 'theoremcheck', 'build');
}

/** The file of that name in the first folder that has it, with this content where one is given. */
function found(folders, name, content) {
  const holds = (file) => (content === undefined ? fs.existsSync(file) : read(file) === content);
  return folders.map((folder) => path.join(folder, name)).find(holds);
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes files whole, each under its name, into the first folder that can be written; the path of the last one. */
function keep(folders, files) {
  const folder = folders.find(writable) ?? temporary();
  for (const [name, content] of Object.entries(files)) replace(path.join(folder, name), content);
  return path.join(folder, Object.keys(files).at(-1));
}

function writable(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

let last;

/** The last resort: a folder of this process alone. */
function temporary() {
  if (last) return last;
  try {
    last = fs.mkdtempSync(path.join(os.tmpdir(), 'theoremcheck-'));
  } catch (error) {
    const said = `builds: expected a folder that can be written among the project's, the package's, the user's cache folder and ${os.tmpdir()}, got none (set XDG_CACHE_HOME): ${error.message}`;
    throw Object.assign(new Error(said), { name: 'UsageError' });
  }
  process.once('exit', () => fs.rmSync(last, { recursive: true, force: true }));
  return last;
}

/** What a name stands for is on the disk before it has that name: a loss of power leaves no build that is half of one. */
function replace(file, content) {
  const part = `${file}.${process.pid}.tmp`;
  const descriptor = fs.openSync(part, 'w');
  try {
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(part, file);
}

/** Says that a file is in use, which keeps it from being dropped; where that cannot be said, nothing is dropped either. */
function touch(file) {
  try {
    const now = new Date();
    fs.utimesSync(file, now, now);
  } catch {}
}

/** Writes a file whole beside another, where that can be written. */
function keepBeside(file, name, content) {
  const folder = path.dirname(file);
  if (folder !== last && writable(folder)) replace(path.join(folder, name), content);
}

/** Drops the oldest bundles of a kind from a folder, and the oldest records of what they were made of. */
function prune(folder, kind) {
  const age = (file) => fs.statSync(path.join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = fs.readdirSync(folder).filter((file) => file.startsWith(`${kind}-`));
  const old = (end) =>
    files
      .filter((file) => file.endsWith(end))
      .sort((a, b) => age(b) - age(a))
      .slice(KEPT);
  const dropped = [...old('.cjs').flatMap((file) => [file, `${file}.map`]), ...old('.json')];
  for (const file of dropped) fs.rmSync(path.join(folder, file), { force: true });
}

module.exports = { found, keep, keepBeside, places, prune, read, replace, touch };
