import { codeHash, requestKey, streamKey } from './key';

/** Under another key nothing that is stored counts: each part of what a number depends on has to make it another one. */
describe('what is stored counts for nothing', () => {
  const key = { code: 'c'.repeat(64), engine: 'fused', root: 'a stream' };
  const of = (changes: Partial<typeof key>) => {
    const { code, engine, root } = { ...key, ...changes };
    return streamKey(code, engine, root);
  };
  it.each(Object.keys(key))('where the %s is another one', (part) => {
    expect(of({ [part]: 'd' })).not.toBe(of({}));
    expect(of({})).toBe(of({ ...key }));
    expect(of({})).toMatch(/^[0-9a-f]{32}$/);
  });

  const made = { built: 'b'.repeat(64), family: 'coin', fingerprint: 'kernel 1' };
  const code = (changes: Partial<typeof made>) => {
    const { built, family, fingerprint } = { ...made, ...changes };
    return codeHash(built, family, fingerprint);
  };
  it.each(Object.keys(made))('where the %s of the code is another one: a bundle, a family, a kernel', (part) => {
    expect(code({ [part]: 'other' })).not.toBe(code({}));
    expect(code({})).toBe(code({ ...made }));
  });

  it('where parts hold the same letters with another border between them', () => {
    expect(streamKey('ab', 'c', 'd')).not.toBe(streamKey('a', 'bc', 'd'));
    expect(codeHash('ab', 'c', 'd')).not.toBe(codeHash('a', 'bc', 'd'));
  });

  it('where the observation, the step or the number of prompts is another one', () => {
    const request = { observation: 'error', at: 8, prompts: 64 };
    const keys = [request, { ...request, observation: 'loss' }, { ...request, at: 9 }, { ...request, prompts: 65 }];
    expect(new Set(keys.map(requestKey)).size).toBe(keys.length);
  });
});
