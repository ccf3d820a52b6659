import { loadSuite } from './suite';
import { boot, project, theoremFile } from './testing/project';

describe('a suite', () => {
  it('refuses a theorem about a copy of a family: workers would train the original, and judge it as the copy', async () => {
    const narrowed = 'family: { ...coin, problems: coin.problems.map((problem) => ({ ...problem, size: 7 })) }';
    const { cwd, remove } = project({
      'theorems/coin/original.theorem.ts': theoremFile('original'),
      'theorems/coin/copy.theorem.ts': theoremFile('copy').replace('family: coin', narrowed),
    });
    try {
      const { gates, broken } = loadSuite(await boot.build(cwd));
      expect(gates.map((gate) => gate.name)).toEqual(['original']);
      expect([...broken]).toEqual([
        [
          'theorems/coin/copy.theorem.ts',
          'theorems/coin/copy.theorem.ts, family: expected a family that a family.ts below theorems/ exports, ' +
            'got another object called coin (export it there, under a name of its own)',
        ],
      ]);
    } finally {
      remove();
    }
  });
});
