import { dialled, shifted } from '../../statement/controls';
import { all, atLeast, atMost, forEvery } from '../../statement/relation';
import { options, shufflingPool } from '../../trials/testing/in-process';
import { verify } from '../loop';
import type { ClaimResult } from '../results/result';
import { darts, dartsClaim, dartsGate } from '../testing/darts';
import { shiftText } from './trial-shift';

async function verdictOn(gate: ReturnType<typeof dartsGate>, epoch = 'test-1'): Promise<ClaimResult> {
  const [result] = await verify([gate], options({ epoch, pool: shufflingPool(2, 3, darts) }));
  return result!;
}

const { controls } = dartsClaim;

/** The amount of a shift that was printed. */
const amountOf = (paste = '') => Number(/shifted\((-?[\d.]+),/.exec(paste)?.[1]);

describe('what a vacuous claim is told to do', () => {
  it('is, for an atom that no control breaks, the least shift that breaks it in 28 of the first 40 trials', async () => {
    const { verdict, cures, parts } = await verdictOn(dartsGate());
    expect(verdict).toBe('vacuous');
    expect(cures).toHaveLength(1);
    const [{ paste, why }] = cures as [{ paste: string; why: string }];
    const amount = amountOf(paste);
    // Counted once more, on the numbers that the verdict shows.
    const broken = (by: number) => parts[0]!.outcomes.measured.slice(0, 40).filter((one) => one + by < -0.5).length;
    expect(broken(amount)).toBeGreaterThanOrEqual(28);
    expect(broken(amount + (amount <= -1 ? 0.1 : 0.01))).toBeLessThan(28);
    expect(paste).toMatch(/^controls\.(nearMiss|pins): shifted\(-1\.\d, \{ of: 'gap', doc: 'gap 1\.\d lower' \}\)$/);
    expect(why).toMatch(`breaks "gap at t = horizon ≥ -0.5"; ${broken(amount)} of 40 of these trials violate it then`);
  });

  it('works: with the line pasted, the claim is corroborated on other trials', async () => {
    const { cures } = await verdictOn(dartsGate());
    const amount = amountOf(cures![0]!.paste);
    const pins = [shifted(amount, { of: 'gap', doc: 'lower' })];
    expect(await verdictOn(dartsGate({ controls: { ...controls, pins } }), 'test-2')).toMatchObject({
      verdict: 'corroborated',
    });
  });

  it('says so where no training moves the atom as far as a shift would have to', async () => {
    const claim: typeof dartsClaim.claim = ({ at }) =>
      all(atMost(at('horizon').gap, '1.1'), atLeast(at('horizon').gap, '-5'));
    const { cures } = await verdictOn(dartsGate({ claim }));
    expect(cures).toEqual([
      {
        why: expect.stringMatching(/≥ -5": a shift of -5\.\d+ would break it, and no control moves it in that direct/),
      },
    ]);
  });

  it('names the value of forEvery that the atom is at', async () => {
    const claim: typeof dartsClaim.claim = ({ at }) =>
      all(atMost(at('horizon').gap, '1.1'), forEvery('j', [1, 2], atLeast(at('horizon').gap, '-j / 4')));
    const { cures } = await verdictOn(dartsGate({ claim }));
    expect(cures!.map(({ paste }) => paste)).toEqual([
      expect.stringContaining("of: 'gap', when: { j: 1 }"),
      expect.stringContaining("of: 'gap', when: { j: 2 }"),
    ]);
  });

  it('is, without a near miss that is graded, a severity, a shift and a search', async () => {
    const nearMiss = [dialled('honest', 0.3, { doc: 'too little' })];
    const pins = [shifted(-1.4, { of: 'gap', doc: 'lower' })];
    const { verdict, cures } = await verdictOn(dartsGate({ controls: { ...controls, nearMiss, pins } }));
    expect(verdict).toBe('vacuous');
    const [dial, shift, search] = cures!.map(({ paste }) => paste!);
    // From .3 on, the rate is the severity less .1: half to nine tenths of the trials violate at .6 … 1.
    const severity = Number(/dialled\('honest', ([\d.]+),/.exec(dial!)?.[1]);
    expect(severity).toBeGreaterThan(0.6);
    expect(severity).toBeLessThanOrEqual(1);
    expect(amountOf(shift)).toBeCloseTo(severity, 0);
    expect(shift).toMatch(/^controls.nearMiss: /);
    expect(search).toBe('npx theoremcheck near-misses darts.theorem.ts');
  });

  it('has nothing to say of a claim that is corroborated', async () => {
    const claim = ({ at }: Parameters<typeof dartsClaim.claim>[0]) => atMost(at('horizon').gap, '1.1');
    expect(await verdictOn(dartsGate({ claim }))).not.toHaveProperty('cures');
  });

  it('writes texts as texts', () => {
    const spec = shifted(-2, { of: 'gap', when: { T: 'horizon / 4' }, doc: "it's" });
    expect(shiftText(spec)).toBe("shifted(-2, { of: 'gap', when: { T: 'horizon / 4' }, doc: 'it\\'s' })");
  });
});
