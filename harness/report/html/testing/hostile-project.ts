import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from '../../../cli/testing/project';

export const HOSTILE = '<img src=x onerror=alert(1)>';
export const LONG = 'x'.repeat(300);
export const STATEMENT = 'Errors </style><script>alert(2)</script> are rare & few.';

/** A project of coins with verdicts of every kind, names that are HTML or have no end, and studies; run once. */
export function hostileProject() {
  const toy = coinProject();
  const rare = readFileSync(join(toy.cwd, 'theorems/coin/rare.theorem.ts'), 'utf8');
  const add = (file: string, name: string) =>
    writeFileSync(
      join(toy.cwd, 'theorems/coin', file),
      rare.replace("'rare'", `'${name}'`).replace('Errors are rare.', STATEMENT),
    );
  add('hostile.theorem.ts', HOSTILE);
  add('long.theorem.ts', LONG);
  const ran = [
    toy.run('verify'),
    toy.run('falsify', 'onerror', '--assumption', 'fair', '--sweep', '3', '--trials', '4'),
    toy.run('falsify', 'often', '--assumption', 'fair', '--trials', '20'),
    toy.run('falsify', '--explore', 'rare', '--trials', '5'),
  ];
  return { ...toy, ran };
}
