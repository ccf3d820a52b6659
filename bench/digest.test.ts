import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trialDigest } from './digest';

const table = JSON.parse(readFileSync(join(__dirname, '..', 'docs', 'digests.json'), 'utf8'));

/** The promise of bit-identity, on whatever Node this runs. A change of what is drawn or computed changes it knowingly. */
test('a few short trainings of either family have the digest of the table', async () => {
  expect(await trialDigest()).toBe(table.slice.digest);
}, 120_000);
