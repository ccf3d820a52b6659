/**
 * The thread that owns a process: plain JavaScript as text, since a bundle has no file of its own for it. Lines that nobody
 * asked for wait for the next request, which they do not fit. The process leads a group of its own, where the system has
 * groups: Ctrl-C at the terminal is for the harness, which lets trainings finish, and killing it kills what it started.
 */
export const THREAD = `
const { workerData } = require('node:worker_threads');
const { spawn } = require('node:child_process');
const { command, cwd, env, port, counter } = workerData;
const MOST = 2 ** 28;
const lines = [];
let [parts, size, said, ended, waiting, timer] = [[], 0, '', undefined, false, undefined];
const grouped = process.platform !== 'win32';
const child = spawn(command[0], command.slice(1), { cwd, env, stdio: 'pipe', detached: grouped, windowsHide: true });

function reply(message) {
  clearTimeout(timer);
  waiting = false;
  port.postMessage(message);
  Atomics.add(counter, 0, 1);
  Atomics.notify(counter, 0);
}
function kill() {
  try {
    if (!child.pid) return; // never started: its number would be 0, which is the group of this process
    if (grouped) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {}
}
function serve() {
  if (!waiting) return;
  if (lines.length > 0) reply({ kind: 'line', line: lines.shift() });
  else if (ended) reply({ kind: 'ended', how: ended, said });
}
function end(how) {
  ended ??= how;
  if (size > 0) lines.push(parts.join(''));
  [parts, size] = [[], 0];
  serve();
}
child.stdout.setEncoding('utf8').on('data', (chunk) => {
  const pieces = chunk.split('\\n');
  pieces.forEach((piece, i) => {
    parts.push(piece);
    size += piece.length;
    if (i < pieces.length - 1) {
      lines.push(parts.join(''));
      [parts, size] = [[], 0];
    }
  });
  if (size > MOST) {
    kill();
    [parts, size] = [[], 0];
    end('a line of more than ' + MOST + ' characters');
  }
  serve();
});
child.stderr.setEncoding('utf8').on('data', (chunk) => { said = (said + chunk).slice(-4000); });
child.stdin.on('error', () => {}); // its end says why
child.on('error', (error) => end(error.code === 'ENOENT' ? 'no such program' : error.message));
child.on('close', (code, signal) => end(signal ? 'its end by ' + signal : 'its end with status ' + code));
port.on('message', (message) => {
  if (message === 'kill') return kill();
  waiting = true;
  if (!ended && lines.length === 0) child.stdin.write(message.line + '\\n');
  serve();
  if (!waiting) return;
  timer = setTimeout(() => {
    kill();
    reply({ kind: 'late', said });
  }, message.limit);
});
`;
