import { runHere } from '../testing/in-process';
import { coinProject } from '../testing/project';

/** A project of coins: errors are 0 or 1, so that with twice as much allowed nothing violates the claim. */
const { cwd, remove } = coinProject();
afterAll(remove);
jest.setTimeout(60_000);

const asked = (...args: string[]) => runHere(cwd, 'near-misses', ...args);

describe('near-misses', () => {
  it('prints the lines to paste, and what the dials that find none do', async () => {
    const { status, out } = await asked('rare.theorem', '--dial', 'fair', '--dial', 'idle');
    expect(status).toBe(0);
    expect(out).toMatch(/^rare \(theorems\/coin\/rare\.theorem\.ts\), on calibration-1$/m);
    const graded = /^ {2}fair: graded at (\S+): \d+ of 40 violate; with 2 times as much allowed, 0 of 40 violate/m;
    const [, severity] = graded.exec(out)!;
    // The severity is the rate: a few of ten trials pass.
    expect(Number(severity)).toBeLessThan(1);
    expect(out).toMatch(`    nearMiss: [dialled('fair', ${severity}, { doc: '…' })],`);
    expect(out).toMatch(/^ {2}idle: too few violate, even at 1: 0 of 10 violate/m);
  });

  it('has the same as data, and status 4 where no dial has one', async () => {
    const { status, out } = await asked('rare.theorem', '--dial', 'idle', '--at', 'region', '--json');
    expect(status).toBe(4);
    expect(JSON.parse(out)).toMatchObject([
      { claim: 'rare', at: 'region', left: ['error at t = horizon ≤ 0.5'], searches: [{ status: 'never breaks' }] },
    ]);
  });

  it.each([
    [
      ['rare', '--epoch', 'gate-1'],
      /near-misses: expected an epoch of calibration, got gate-1 \(a near miss that is chosen/,
    ],
    [['rare', '--dial', 'fairr'], /near-misses, --dial: expected a dial of coin \(fair, idle\), got "fairr" \(.*fair/],
    [['rare', '--at', 'corner'], /expected reference or region for --at, got "corner"/],
    [['rare', '--grade', '1'], /expected a factor above 1 for --grade, got "1"/],
    [[], /missing required argument 'claims'/],
  ])('refuses %j', async (args, message) => {
    const { status, err } = await asked(...args);
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });
});
