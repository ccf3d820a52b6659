import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Shipped } from '../harness/cli/console/shipped';
import { main } from '../harness/cli/main';
import { ROOT } from '../harness/project/testing/project';
import { differences } from '../harness/selftest/compare';
import { type OnFile, recompute } from '../harness/selftest/recompute';
import type { Family } from '../harness/statement/family';
import { options, shufflingPool } from '../harness/trials/testing/in-process';
import onFile from '../theorems/digests.json';
import { bu2024, language, li2024 } from '../theorems/families';

const { shipped: shippedProgram } = createRequire(__filename)(join(ROOT, 'harness/project/boot.cjs')) as {
  shipped(names?: readonly string[]): Promise<Shipped>;
};
/** Of families whose problems and trainings go together. */
const families = [bu2024, language, li2024] as unknown as Family[];
const table: OnFile['families'] = onFile.families;

/** The promise of bit-identity, on whatever Node this runs. A change of what is drawn or computed changes the file knowingly. */
test.each(families.map((family) => [family.name, family] as const))(
  'trainings of %s in Jest have the digests on file',
  async (name, family) => {
    const { lab } = options({ pool: shufflingPool(1, 1, family) });
    expect(differences(table[name]!.trainings, await recompute(lab, family, onFile))).toEqual([]);
  },
  120_000,
);

it('is about every family that can be had from the package', () => {
  expect(families.map(({ name }) => name)).toEqual(Object.keys(table));
});

describe('the command', () => {
  /** As it would be run on a machine with so much on file. */
  const run = async (changes: Readonly<Record<string, string>>, ...flags: string[]) => {
    const out: string[] = [];
    const io = {
      out: (text: string) => void out.push(text),
      err: (text: string) => void out.push(text),
      command: () => {},
      terminal: false,
      lines: async function* () {},
    };
    const shipped = async () => {
      const { observations, trainings } = table.language!;
      const families = { language: { observations, trainings: { ...trainings, ...changes } } };
      return { ...(await shippedProgram(['language'])), onFile: { costly: onFile.costly, families } };
    };
    const tools = () => Promise.reject(new Error('no tools'));
    const build = () => Promise.reject(new Error('no project'));
    const status = await main(['selftest', ...flags], build, io, {}, { tools, shipped });
    return { status, out: out.join('\n') };
  };

  it.each(['1', '2', '8'])(
    'gives the same with %s workers',
    async (workers) => {
      const said = 'language: 19 trainings on fused, all as on file';
      expect(await run({}, '--workers', workers)).toEqual({ status: 0, out: said });
    },
    60_000,
  );

  it('names what differs, and ends with 2', async () => {
    const planted = { 'region 1': '0123456789abcdef', 'corner:gone': 'fedcba9876543210' };
    const { status, out } = await run(planted, '--workers', '1');
    expect(status).toBe(2);
    expect(out.split('\n')).toEqual([
      'language: 19 trainings on fused, 2 not as on file',
      `  region 1: expected 0123456789abcdef, got ${table.language!.trainings['region 1']}`,
      '  corner:gone: expected fedcba9876543210, got none',
    ]);
  }, 60_000);

  it('says the same as JSON', async () => {
    const { status, out } = await run({ 'region 1': '0123456789abcdef' }, '--json', '--workers', '1');
    const { same, node, families } = JSON.parse(out);
    expect([status, same, node]).toEqual([2, false, process.version]);
    expect(families[0].digests).toEqual(table.language!.trainings);
    expect(families[0].differ.map(({ training }: { training: string }) => training)).toEqual(['region 1']);
  }, 60_000);

  it.each(['0', 'two', '1000'])('refuses --workers %s', async (workers) => {
    const said = `theoremcheck: selftest: expected an integer from 1 to 256 for --workers, got "${workers}"`;
    expect(await run({}, '--workers', workers)).toEqual({ status: 2, out: said });
  });
});
