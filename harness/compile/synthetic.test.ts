import { createHash } from 'node:crypto';
import type { SyntheticLaw } from '../statement/controls';
import { namedUniform, syntheticMembers } from './synthetic';

/** sfc32 once more, as its author states it, in whole numbers modulo 2^32. */
function* reference(name: string): Generator<number> {
  const word = (x: bigint) => BigInt.asUintN(32, x);
  const hash = createHash('sha256').update(name).digest();
  let [a, b, c] = [0, 4, 8].map((at) => BigInt(hash.readUInt32LE(at))) as [bigint, bigint, bigint];
  for (let counter = 1n; ; counter++) {
    const sum = word(a + b + counter);
    a = b ^ (b >> 9n);
    b = word(c * 9n);
    c = word(c * 2n ** 21n + (c >> 11n) + sum);
    if (counter > 12n) yield (Number(sum) + 0.5) / 2 ** 32;
  }
}

const counting = () => {
  let count = 0;
  return () => count++;
};
const scope = new Map([
  ['B', 16],
  ['c', 0.5],
]);
const request = (observation: string, at: number) => ({ observation, at, prompts: 0 });

/** Draws of laws for `error`, or for the observations that are named, at steps 0 and 3. */
function draws(laws: SyntheticLaw | Readonly<Record<string, SyntheticLaw>>, uniform: () => number, measured = {}) {
  const observations = 'law' in laws ? { error: laws as SyntheticLaw } : laws;
  const requests = Object.keys(observations).flatMap((name) => [request(name, 0), request(name, 3)]);
  const control = { kind: 'synthetic', doc: 'toy', observations } as const;
  return syntheticMembers(control, { requests, measured, scope }, uniform, 'a.ts, control');
}

describe('the uniform numbers of a name', () => {
  test('are those of the generator sfc32, after twelve steps from the hash of the name', () => {
    for (const name of ['', 'toy', '["one","two",0,1]']) {
      const [uniform, expected] = [namedUniform(name), reference(name)];
      for (let i = 0; i < 1000; i++) expect(uniform()).toBe(expected.next().value);
    }
  });
});

describe('a synthetic number', () => {
  test('without noise is its law at the step, in the symbols of the claim', () => {
    const draw = draws({ law: 'c * B + t', noise: 'none' }, counting());
    expect([draw(), draw()]).toEqual([{ values: [8, 11] }, { values: [8, 11] }]);
  });

  test('has noise that is twelve uniform numbers minus 6, times what is stated', () => {
    // Of 0, 1, … the first twelve sum to 66, and each twelve that follow to 144 more.
    const z = (i: number) => 60 + 144 * i;
    const absolute = draws({ law: 't', noise: { absolute: 'c / B * (t + 1)' } }, counting());
    expect([absolute(), absolute()]).toEqual([
      { values: [z(0) / 32, 3 + z(1) / 8] },
      { values: [z(2) / 32, 3 + z(3) / 8] },
    ]);
    const relative = draws({ law: 't + 1', noise: { relative: 0.25 } }, counting());
    expect(relative()).toEqual({ values: [1 + 0.25 * z(0), 4 * (1 + 0.25 * z(1))] });
  });

  test('counts how many uniform numbers lie below its law, as a share of them', () => {
    const tenths = counting();
    const draw = draws({ law: 'c + t / 10', noise: { binomial: 5 } }, () => (tenths() % 10) / 10);
    // Of 0, .1, … .4 all lie below .5; of .5, … .9 those below .8. At the law itself is not below it.
    expect(draw()).toEqual({ values: [1, 3 / 5] });
    const exact = draws({ law: 'c', noise: { binomial: 4 } }, () => 0.5);
    expect(exact()).toEqual({ values: [0, 0] });
  });

  test('has a law for its observation, which is told before anything is drawn', () => {
    const control = { kind: 'synthetic', doc: 'toy', observations: {} } as const;
    const asked = { requests: [request('error', 0)], measured: {}, scope };
    const law = { law: '1', noise: 'none' } as const;
    expect(() => syntheticMembers(control, asked, counting(), 'a.ts')).toThrow(
      'a.ts: expected a law for error, got laws for none (state one in `observations`)',
    );
    const others = { ...control, observations: { weight: law, margin: law } };
    expect(() => syntheticMembers(others, asked, counting(), 'a.ts')).toThrow('got laws for weight, margin');
    expect(() => draws({ law: 'm', noise: 'none' }, counting())).toThrow('expected a symbol among');
  });
});

describe('a symbol that a trial measures', () => {
  const uniform = () => {
    const count = counting();
    return () => count() / 100;
  };
  const share = { binomial: 1 };

  test('is drawn before all else, once, and other laws read it', () => {
    // Each draw of noise takes twelve numbers: margin those from 0 on, then error at 0 and 3, then margin at 3.
    const laws = {
      error: { law: 'm + t', noise: { absolute: '1' } },
      margin: { law: 't', noise: { absolute: '1' } },
    };
    const z = (i: number) => 0.66 + 1.44 * i - 6;
    const draw = draws(laws, uniform(), { m: 'margin' });
    for (const i of [0, 4]) {
      const expected = [z(i) + z(i + 1), z(i) + 3 + z(i + 2), z(i), 3 + z(i + 3)];
      expect(draw().values).toEqual(expected.map((value) => expect.closeTo(value, 10)));
    }
  });

  test('is of its own observation where there are several', () => {
    const laws = {
      error: { law: 'm + 10 * w', noise: 'none' },
      margin: { law: '2', noise: 'none' },
      weight: { law: '1', noise: share },
    } as const;
    expect(draws(laws, () => 0, { m: 'margin', w: 'weight' })()).toEqual({ values: [12, 12, 2, 2, 1, 1] });
  });
});
