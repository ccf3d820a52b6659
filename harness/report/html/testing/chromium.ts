import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Starts Chromium without whatever would ask the network. */
export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser to test in: `CHROMIUM`, or the first that is installed; undefined where there is none. */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter)];
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [env.CHROMIUM, ...installed].find((file) => file !== undefined && file !== '' && runs(file));
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
