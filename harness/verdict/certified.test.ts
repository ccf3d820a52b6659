import { options } from '../trials/testing/in-process';
import { verify } from './loop';
import type { ClaimResult } from './results/result';
import { gate, toyPart } from './testing/gates';

/** Counterexamples that were certified before, on coins whose rate is known. */
const one = async (...args: Parameters<typeof verify>): Promise<ClaimResult> => (await verify(...args))[0]!;
const certified = 'certified at size = 7: 30 of 60 fresh trainings violated';
const known = (p: number) => toyPart({ p }, { label: 'counterexample 1', source: 'corner:small', certified });

it('one that the trials do not clear falsifies its claim, though they alone would leave it open', async () => {
  const open = { ...known(0.09), certified: undefined } as unknown as ReturnType<typeof toyPart>;
  expect((await one([gate({ parts: [toyPart(), open], budget: 140 })], options())).verdict).toBe('inconclusive');
  const result = await one([gate({ parts: [toyPart(), known(0.09)], budget: 140 })], options());
  expect(result).toMatchObject({ verdict: 'falsified', because: certified });
  // The trial that is shown, and that replayed, is one of its own.
  expect(result.counterexample).toMatchObject({ part: 'counterexample 1', measured: 1 });
});

it('one that is falsified anew is told as certified before', async () => {
  const result = await one([gate({ parts: [toyPart(), known(0.8)] })], options());
  expect(result).toMatchObject({ verdict: 'falsified', because: certified });
});

it('one whose part is corroborated is cleared, whatever the rest does', async () => {
  expect((await one([gate({ parts: [toyPart(), known(0)] })], options())).verdict).toBe('corroborated');
  const open = await one([gate({ parts: [toyPart({ p: 0.09 }), known(0)], budget: 140 })], options());
  expect(open.verdict).toBe('inconclusive');
});
