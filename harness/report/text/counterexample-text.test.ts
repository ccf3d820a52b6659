import type { ExplorationFile } from '../../explore/exploration-file';
import type { CounterexampleReport, ExplorationReport, TestedProblem } from '../../explore/report';
import { counterexampleText } from './counterexample-text';

const tested = (token: string, problem: object, violations: number, trials: number): TestedProblem => ({
  ...{ token, problem, violations, trials },
  interval: [0.25, 0.75],
});
const counterexample: CounterexampleReport = {
  ...tested('t/explored:1:4:0', { K: 3, L: 4, more: { flips: 0, skew: 0.5 } }, 5, 6),
  witness: { measured: 0.123456, allowed: 0.5, note: 'eps = 0.25' },
  from: tested('t/explored:1:4', { K: 5, L: 4, more: { flips: 0, skew: 0.5 } }, 9, 10),
  shrinks: { steps: 1, trained: 60, end: 'trainings spent' },
  smallest: tested('t/explored:1:4:0:0', { K: 2, L: 4, more: { flips: 0, skew: 0.5 } }, 3, 60),
};
const exploration: ExplorationReport = {
  ...{ claim: 'no error', family: 'toy', source: '[toy2024] lemma 1', dials: {}, block: false, delta: [0.05, 0.05] },
  ...{ reference: { K: 4, L: 4, more: { flips: 0, skew: 0 } }, alpha: 0.001, drawn: 7, refused: 0, suspects: [] },
  status: 'counterexample',
  counterexample,
};
const text = (changes: Partial<ExplorationReport> = {}, complete = true) => {
  const asked = { arguments: { claims: ['toy'], draws: 100 }, epoch: 'e', engine: 'default' };
  const file: ExplorationFile = { ...asked, complete, explorations: [{ ...exploration, ...changes }] };
  return counterexampleText(file);
};

describe('an exploration as text', () => {
  it('says where, how often, measured against allowed, how it shrank, how to replay it, and the source', () => {
    expect(text().split('\n')).toEqual([
      'COUNTEREXAMPLE: no error',
      '  searched  7 problems of toy, biased towards the ends of the region, inside the stated assumptions',
      // Of the nested record only what differs from the reference.
      '  problem   K = 3, L = 4, skew = 0.5',
      '  rate      5 of 6 fresh trainings violate (95 %: 0.25 … 0.75): shown to exceed 0.05 (level 0.001)',
      '  witness   measured 0.123, allowed 0.5 (eps = 0.25)',
      '  shrunk    1 step from a draw with K = 5; 60 trained: all that were to be tried',
      '  smallest  with K = 2 it violates too, but 3 of 60 fresh trainings violate (95 %: 0.25 … 0.75), not shown; shrunk as far as it can be certified',
      '  replay    npx theoremcheck replay t/explored:1:4:0',
      '  source    [toy2024] lemma 1',
    ]);
  });

  it('calls nothing outside the assumptions a counterexample', () => {
    const broken = text({ setting: 'noise = 0.4', dials: { low: 0.5 } });
    expect(broken).toMatch(/^FAILS at noise = 0.4: no error\n/);
    expect(broken).toContain('outside the stated assumptions, low = 0.5\n');
  });

  it('gives as many digits as tell measured and allowed apart', () => {
    const close = { ...counterexample, witness: { measured: 0.94999, allowed: 0.95 } };
    expect(text({ counterexample: close })).toContain('measured 0.94999, allowed 0.95\n');
  });

  it('lists suspects that were not shown, infeasible draws, and that it was interrupted', () => {
    const { counterexample: _, ...rest } = exploration;
    const suspects = [tested('t/explored:1:2', { K: 2 }, 1, 60)];
    const file = {
      complete: false,
      explorations: [{ ...rest, status: 'not shown' as const, suspects, drawn: 1, refused: 2, refusal: 'K > L' }],
    };
    const asked = { arguments: { claims: ['toy'], draws: 100 }, epoch: 'e', engine: 'default' };
    expect(counterexampleText({ ...asked, ...file }).split('\n')).toEqual([
      'NO COUNTEREXAMPLE SHOWN: no error',
      '  searched  1 problem of toy, biased towards the ends of the region, inside the stated assumptions; 2 more are infeasible (the first: K > L)',
      '  suspect   1 of 60 fresh trainings violate (95 %: 0.25 … 0.75): not shown (t/explored:1:2)',
      '  source    [toy2024] lemma 1',
      '',
      'interrupted: asked again, it goes on from the stored trials',
    ]);
  });
});
