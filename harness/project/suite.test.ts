import { K } from '../evidence/levels';
import { loadExploratory, loadSuite } from './suite';
import { boot, emptyProject, theoremFile } from './testing/project';

describe('a suite', () => {
  it('refuses a theorem about a copy of a family: workers would train the original, and judge it as the copy', async () => {
    const narrowed = 'family: { ...coin, problems: coin.problems.map((problem) => ({ ...problem, size: 7 })) }';
    const { cwd, remove } = emptyProject({
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

  it('counts the files of the gate, and not the exploratory ones', async () => {
    const files = (suffix: string) =>
      Object.fromEntries(
        Array.from({ length: K + 1 }, (_, i) => [`theorems/coin/${i}.${suffix}.ts`, theoremFile(`${suffix} ${i}`)]),
      );
    const [explored, crowded] = [emptyProject(files('exploratory')), emptyProject(files('theorem'))];
    try {
      const built = await boot.build(explored.cwd);
      const gated = loadSuite(built);
      expect([gated.gates.length, loadExploratory(built, gated).gates.length]).toEqual([0, K + 1]);
      const refused = await boot.build(crowded.cwd);
      expect(() => loadSuite(refused)).toThrow(
        `theorems: expected at most ${K} claims that gate every run, got ${K + 1}`,
      );
    } finally {
      explored.remove();
      crowded.remove();
    }
  }, 60_000);
});
