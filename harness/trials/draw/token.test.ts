import * as fc from 'fast-check';
import { formatToken, parseToken, type Token } from './token';

const name = fc.string({ minLength: 1, unit: 'binary' });
const dials = fc.dictionary(name, fc.double({ noNaN: true, noDefaultInfinity: true }), {
  maxKeys: 3,
  noNullPrototype: true,
});
const tokens: fc.Arbitrary<Token> = fc.record(
  {
    family: name,
    source: fc.oneof(
      fc.constantFrom('region', 'reference'),
      name.map((corner) => `corner:${corner}`),
      fc
        .tuple(fc.nat(), fc.array(fc.nat(99), { minLength: 1 }))
        .map(([seed, path]) => `explored:${seed}:${path.join(':')}`),
    ),
    dials,
    block: fc.record({
      repeats: fc.integer({ min: 1, max: 999 }),
      design: fc.array(dials, { minLength: 1, maxLength: 3 }),
      share: fc.array(name, { maxLength: 2 }),
    }),
    epoch: name,
    index: fc.nat(1e6),
    engine: fc.constantFrom('fused' as const, 'tfjs' as const),
    code: fc.constant('0123456789ab'),
  },
  { requiredKeys: ['family', 'source', 'dials', 'epoch', 'index', 'engine', 'code'], noNullPrototype: true },
);

// −0 is written as 0; no dial tells them apart.
const plain = (token: Token) => JSON.parse(JSON.stringify(token));

describe('replay tokens', () => {
  it('read as they are written', () => {
    fc.assert(fc.property(tokens, (token) => expect(plain(parseToken(formatToken(token)))).toEqual(plain(token))));
  });

  it('need no quotes in a shell', () => {
    fc.assert(fc.property(tokens, (token) => expect(formatToken(token)).toMatch(/^[\w.:=,+%~/-]+$/)));
  });

  it('may hold a problem itself', () => {
    const source = 'given:{"K":2,"noise":-0.5,"departures":{"flips":0,"kind":"a b/c"}}';
    const token = { family: 'b', source, dials: {}, epoch: 'e', index: 1, engine: 'fused', code: 'abcdef' };
    expect(parseToken(formatToken(token))).toEqual(token);
    expect(formatToken(token)).toMatch(/^[\w.:=,+%~/-]+$/);
  });

  it('can be read by people', () => {
    const token: Token = {
      family: 'bu2024',
      source: 'region',
      dials: {},
      epoch: 'gate-1',
      index: 17,
      engine: 'fused',
      code: 'abcdef012345',
    };
    expect(formatToken(token)).toBe('bu2024/region/-/-/gate-1/17/fused/abcdef012345');
    const block = { repeats: 16, design: [{ batchSize: 8 }, {}], share: ['dictionary', 'init'] };
    expect(formatToken({ ...token, source: 'corner:slow, wide', dials: { noise: 0.4, init: 2 }, block })).toBe(
      'bu2024/corner:slow%2C+wide/init=2,noise=0.4/16:batchSize=8~-:dictionary,init/gate-1/17/fused/abcdef012345',
    );
  });

  it.each([
    ['bu2024', 'token: expected family/source/dials/block/epoch/index/engine/code, got bu2024'],
    ['b/region/-/-/e/x/fused/abcdef', 'token: expected an index, got x'],
    ['b/region/-/-/e/1/g pu/abcdef', 'token: expected the name of an engine, got g pu'],
    ['b/region/-/-/e/1/fused/', 'token: expected a code hash of 6 to 64 hex digits, got nothing'],
    [
      'b/middle/-/-/e/1/fused/abcdef',
      'token: expected the source region, reference, corner:<name>, explored:<seed>:<path> or given:<problem>, got middle',
    ],
    ['b/region/noise/-/e/1/fused/abcdef', 'token: expected dials such as noise=0.4,init=0.2, got noise'],
    [
      'b/region/-/16/e/1/fused/abcdef',
      'token: expected a block such as 16:batchSize=8~batchSize=16:dictionary,init, got 16',
    ],
    ['%/region/-/-/e/1/fused/abcdef', 'token: expected words in percent encoding, got %'],
    [
      'b/explored:1/-/-/e/1/fused/abcdef',
      'token: expected the source region, reference, corner:<name>, explored:<seed>:<path> or given:<problem>, got explored:1',
    ],
  ])('refuse %s in one sentence', (text, message) => {
    expect(() => parseToken(text)).toThrow(new Error(message));
  });
});
