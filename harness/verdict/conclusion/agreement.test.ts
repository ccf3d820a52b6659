import type { Family } from '../../statement/family';
import { OwnLab } from '../../trials/lab';
import { MemoryStore } from '../../trials/store/memory-store';
import { coin } from '../../trials/testing/coin';
import type { Job } from '../../trials/workers/job';
import { worker } from '../../trials/workers/worker';
import { verify } from '../loop';
import type { ClaimResult } from '../results/result';
import { gate, toyPart } from '../testing/gates';

/** The coin whose weight may differ by so much between its engines; it counts `parts` things. */
function family(bound: number, parts = 1e9): Family {
  const weight = { ...coin.observations.weight!, witnessBound: () => bound, count: () => 1 / parts };
  return { ...coin, observations: { ...coin.observations, weight } } as unknown as Family;
}

/** The weight is close to 1/2 after ten steps, and at most .51 is claimed: the room is .01. Off by c each step, it ends off by 2 c. */
async function one(of: Family, offset = 0): Promise<ClaimResult> {
  const weighing = (dials: Record<string, number>, source: string) =>
    toyPart(dials, {
      stream: { family: of, source, dials },
      atoms: [{ text: 'weight ≤ .51', twoSided: false, observed: 'weight' }],
      plan: () => [{ observation: 'weight', at: 10, prompts: 1 }],
      judge: (_, [member]) => {
        const [measured, allowed] = [member!.values[0]!, 0.51];
        const atom = { violated: measured > allowed, shows: measured > allowed, measured, allowed, factor: measured };
        return { x: atom.violated ? 1 : 0, measured, allowed, factor: measured, atoms: [atom] };
      },
    });
  const answer = worker([of]);
  const workers = { size: 2, run: (job: Job) => answer({ job }), close: () => Promise.resolve() };
  const rest = { code: 'code', epoch: 'test-1', silence: 10 };
  const lab = new OwnLab({ store: new MemoryStore(), workers, replay: workers.run, ...rest });
  const claim = gate({ parts: [weighing({}, 'region')], controls: [], witness: weighing({ offset }, 'reference') });
  return (await verify([claim], { lab, epoch: 'test-1', profile: 'pr' }))[0]!;
}

describe('engines agree in an atom', () => {
  it('within a quarter of its room, and what they used of it is told', async () => {
    const result = await one(family(2e-3), 5e-4);
    expect(result.verdict).toBe('corroborated');
    const [agreed] = result.witness!.atoms!;
    expect(agreed).toMatchObject({ atom: 'weight ≤ .51', allowed: expect.closeTo(0.01 / 4, 4) });
    expect(agreed!.difference).toBeCloseTo(1e-3, 5);
  });

  it('or the claim is no longer corroborated, whatever the family allows', async () => {
    const result = await one(family(1e-2), 2e-3);
    expect(result.verdict).toBe('error');
    expect(result.because).toMatch(
      /^witness: expected fused and tfjs\(toy\) to agree within 2\.\d+e-3 in "weight ≤ \.51", .* got a difference of 4\.\d+e-3/,
    );
  });

  it('so that a bound beyond it is refused before anything differs', async () => {
    expect((await one(family(5e-3))).because).toMatch(
      /^family coin, observation weight, witnessBound\(\): expected at most 2\.\d+e-3 in "weight ≤ \.51", .* got 5\.00e-3/,
    );
  });

  it('within one count, where that is larger', async () => {
    const result = await one(family(5e-3, 100), 2e-3);
    expect(result.verdict).toBe('corroborated');
    expect(result.witness!.atoms![0]!.allowed).toBeCloseTo(0.01, 10);
  });
});
