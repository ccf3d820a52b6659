import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Esbuild from 'esbuild';
import { builtFile, giveName } from '../builds';
import { packageRequire, packageRoot } from '../package-root';

const ENTRY = "import '@tensorflow/tfjs-core/dist/register_all_gradients';";

/**
 * Registers the gradient functions of tfjs, which its CommonJS build leaves out. They live in a process-wide registry,
 * so it is enough to run a bundle of that one module. The bundle is built once per version of tfjs where builds lie
 * (builds.ts), under a temporary name first, so that concurrent processes never read half a file.
 *
 * @param registered whether the registry is filled already; filling it twice makes tfjs warn on the console.
 */
export function registerGradients(registered: () => boolean): void {
  if (!registered()) packageRequire()(gradientsFile());
}

/** Path of the bundle; builds it when it is missing. */
export function gradientsFile(): string {
  const manifest = readFileSync(packageRequire().resolve('@tensorflow/tfjs-core/package.json'), 'utf8');
  const hash = createHash('sha256').update(ENTRY).update(manifest).digest('hex').slice(0, 16);
  return builtFile(`tf-gradients-${JSON.parse(manifest).version}-${hash}.cjs`, build);
}

function build(directory: string, file: string): void {
  const esbuild = packageRequire()('esbuild') as typeof Esbuild;
  const result = esbuild.buildSync({
    stdin: { contents: ENTRY, resolveDir: packageRoot() },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'silent',
  });
  const temporary = join(directory, `tf-gradients-${randomUUID()}.tmp`);
  writeFileSync(temporary, result.outputFiles[0]!.text);
  giveName(temporary, file);
}
