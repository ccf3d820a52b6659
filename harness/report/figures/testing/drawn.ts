import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Figure } from '../figure';

const root = resolve(__dirname, '..', '..', '..', '..');
const entry = `import { draw } from ${JSON.stringify(resolve(__dirname, '..', 'draw'))};
  (async () => {
    const drawings = [];
    for (const figure of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) drawings.push(await draw(figure));
    process.stdout.write(JSON.stringify(drawings));
  })();`;

/** The figures as SVG, drawn in a process of its own: Vega cannot be loaded inside of Jest. */
export function drawnApart(figures: readonly Figure[]): readonly string[] {
  const options = { bundle: true, write: false, platform: 'node', format: 'cjs', packages: 'external' } as const;
  const built = buildSync({ ...options, stdin: { contents: entry, resolveDir: __dirname, loader: 'ts' } });
  const child = spawnSync(process.execPath, ['-e', built.outputFiles[0]!.text], {
    cwd: root,
    input: JSON.stringify(figures),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as string[];
}
