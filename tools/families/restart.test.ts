import type { Family } from '../../harness/statement/family';
import { unitOf } from '../../harness/trials/draw/members';
import { LoadCheck } from '../../harness/trials/training/load-check';
import { measure } from '../../harness/trials/training/measure';
import { bu2024, language, li2024 } from '../../theorems/families';

const STEPS = 40;

/** Whichever engine counts, the gate restarts trainings from their parameters: they have to be all that the next step reads. */
describe.each([bu2024, li2024, language] as readonly Family[])('trainings of $name', (family) => {
  test.each(family.engines)('on %s restart from their parameters', async (engine) => {
    const prepared = await family.prepare(engine);
    expect(prepared.exact).toBe(true);
    const stream = { family: family.name, source: 'reference', dials: {}, epoch: 'restart' };
    const member = unitOf(family, stream, 0).members[0]!;
    const requests = [{ observation: 'error', at: STEPS, prompts: 50 }];
    const check = await LoadCheck.open({ family, member, engine, requests, repeats: 'exact' });
    const result = await measure(family, engine, member, requests, { beat: () => {}, check });
    expect(result.values).toEqual([expect.any(Number)]);
    expect(Math.max(...check.steps)).toBe(STEPS);
  });
});
