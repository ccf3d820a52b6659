import { spec } from '../baseline/testing/runs';
import { toyFamily } from '../statement/testing/toy-family';
import { theorem } from '../statement/theorem';
import type { Certified } from './counterexamples';
import { compileSuite } from './suite';

const named = (name: string) => theorem({ ...spec, name });
const [one, other] = [named('one'), named('other')];
const file = (name: string) => `theorems/${name}.theorem.ts`;
const cure = '(one theorem per file: export default theorem({ … }))';

test('theorem files are compiled in the order of their paths', () => {
  const modules = {
    [file('b')]: { default: one },
    [file('c')]: { default: named('last') },
    [file('a')]: { default: other },
  };
  expect(compileSuite(modules).map((gate) => [gate.file, gate.name])).toEqual([
    [file('a'), 'other'],
    [file('b'), 'one'],
    [file('c'), 'last'],
  ]);
});

test('each takes the counterexamples that are kept beside it, and none where nobody keeps any', () => {
  const kept = {
    claim: 'one',
    family: 'toy',
    problem: toyFamily.corners.low,
    trials: 40,
    violations: 20,
    level: 0.05,
    token: 'x',
  };
  const beside = (path: string): readonly Certified[] => (path === file('a') ? [kept] : []);
  const modules = { [file('a')]: { default: one }, [file('b')]: { default: other } };
  expect(compileSuite(modules, undefined, beside).map(({ certified }) => certified)).toEqual([[kept], []]);
  expect(compileSuite(modules).map(({ certified }) => certified)).toEqual([[], []]);
});

describe('a theorem file', () => {
  test('may export its theorem by a name, too, and other things', () => {
    expect(compileSuite({ [file('a')]: { default: one, one, spec, none: null } })).toHaveLength(1);
  });

  test.each([
    ['two theorems', { default: one, other }, '2 theorems'],
    ['a theorem by a name alone', { one }, 'a named export'],
    ['something else by default', { default: spec, one }, 'a named export'],
    ['no theorem', { default: spec }, 'none'],
    ['nothing', {}, 'none'],
  ])('is refused with %s', (_, module, got) => {
    expect(() => compileSuite({ [file('a')]: module })).toThrow(
      `${file('a')}: expected one theorem as default export, got ${got} ${cure}`,
    );
  });

  test('is refused where an earlier one has its name', () => {
    const modules = { [file('c')]: { default: one }, [file('a')]: { default: other }, [file('b')]: { default: one } };
    expect(() => compileSuite(modules)).toThrow(
      `${file('c')}, name: expected a unique name, got "one", also in ${file('b')} (rename one)`,
    );
  });
});

test('every source has to stand in the bibliography, where there is one', () => {
  const modules = { [file('a')]: { default: one }, [file('b')]: { default: named('b') } };
  expect(compileSuite(modules, '@article{smith2025,\n}\n@book{toy2024,\n}\n')).toHaveLength(2);
  expect(() => compileSuite(modules, '@article{smith2025,\n}\n@book{toy2025,\n}\n')).toThrow(
    `${file('a')}, source: expected a key of references.bib (smith2025, toy2025), got toy2024 (add the entry to it)`,
  );
  expect(() => compileSuite(modules, '')).toThrow('a key of references.bib ()');
});
