'use strict';
/** `npm run reliability`: main.ts from its present sources. Root gets a name space of its own for what is mounted: it ends with the process. */
const { spawnSync } = require('node:child_process');

const own = ['--mount', '--propagation', 'private'];
const again = process.env.RELIABILITY_OWN !== '1' && process.getuid?.() === 0;
if (again && spawnSync('unshare', [...own, 'true']).status === 0) {
  const env = { ...process.env, RELIABILITY_OWN: '1' };
  const { status } = spawnSync('unshare', [...own, process.execPath, ...process.argv.slice(1)], {
    env,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 2;
} else {
  require('ts-node').register({ transpileOnly: true });
  require('./main.ts')
    .main(process.argv.slice(2))
    .catch((error) => {
      console.error(error.message);
      process.exitCode = 2;
    });
}
