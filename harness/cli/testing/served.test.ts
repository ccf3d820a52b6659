import { coinProject, type Ran } from './project';

/** Most tests of commands ask a process that stays. It says what a process of the command's own says. */
const { served, run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(120_000);

const TOKEN = 'coin/reference/-/-/gate-1/0/fused/000000000000';
/** How long something took, and how much of it was trained, is said on standard error. */
const untimed = ({ status, out, err }: Ran) => ({
  ...{ status, out },
  err: err.replace(/^theoremcheck: \d+ (s, |of at most ).*\n/gm, ''),
});

it.each([
  [['verify', 'rare']],
  [['verify', 'often', '--json']],
  [['list']],
  [['list', '--ledger', '--check']],
  [['falsify', '^rare$', '--assumption', 'idle', '--trials', '10']],
  [['replay', TOKEN]],
  [['export', 'coin', '--trial', '0', '--steps', '1', '--out', 'a.npz']],
  [['report', '--no-dynamics', '--json']],
  [['decide']],
  [['nothing']],
])('%j', (args) => {
  const own = run(...args);
  expect(own.out + own.err).not.toBe('');
  expect(untimed(served(...args))).toEqual(untimed(own));
});
