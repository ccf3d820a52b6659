import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../project/settings';
import { FileStore } from '../trials/store/file-store';
import { openStore } from './open-store';

const stream = 'a'.repeat(32);
const request = { observation: 'error', at: 8, prompts: 64 };
const folder = mkdtempSync(join(tmpdir(), 'share-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = { workers: 1, epoch: 'e', profile: 'pr', silence: 9 } as const satisfies Settings;
/** The store of a machine of its own, whose project lies in a folder of its own. */
const machine = (name: string, share = 'common') => {
  const said: string[] = [];
  const notice = (sentence: string) => said.push(sentence);
  const store = openStore(join(folder, name), 'c'.repeat(64), { ...settings, share: join(folder, share) }, { notice });
  if (!(store instanceof FileStore)) throw new Error('expected files');
  return { store, said };
};
const value = ({ store }: ReturnType<typeof machine>, index: number) =>
  store.unit(stream, index).view([request])[0]?.values[0];

describe('a folder that machines share', () => {
  it('has a file per writer, loses nothing of what two of them write in turns, and is read whole', () => {
    const [one, two] = [machine('one'), machine('two')];
    for (let i = 0; i < 20; i++) {
      // The same host and process number, as containers may have.
      (i % 2 ? one : two).store.add(stream, i, 'fused', [request], [{ values: [i / 7] }]);
    }
    for (const { store } of [one, two]) store.close();
    const name = `trials-${hostname().replace(/[^\w.-]+/g, '_')}-${process.pid}`;
    expect(readdirSync(join(folder, 'common')).sort()).toEqual([`${name}-2.jsonl`, `${name}.jsonl`]);
    const third = machine('three');
    expect(Array.from({ length: 20 }, (_, i) => value(third, i))).toEqual(Array.from({ length: 20 }, (_, i) => i / 7));
    third.store.close();
    expect(readdirSync(join(folder, 'common'))).toHaveLength(2); // a run that trains nothing writes nothing
    expect(third.said).toEqual([]);
  });

  it('names others’ numbers that contradict each other', () => {
    const [one, two] = [machine('one', 'odd'), machine('two', 'odd')];
    one.store.add(stream, 3, 'fused', [request], [{ values: [0] }]);
    two.store.add(stream, 3, 'fused', [request], [{ values: [-0] }]);
    const third = machine('three', 'odd');
    value(third, 3);
    expect(third.said).toEqual([expect.stringMatching(/\.jsonl: expected the numbers .* got others at trial 3 /)]);
  });
});
