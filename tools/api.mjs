/**
 * Writes docs/api: Markdown from the docstrings of all that package.json#exports names, a page for each entry.
 *
 *     npm run api                      # node tools/api.mjs
 *     node tools/api.mjs --root PACKAGE --out FOLDER
 *
 * Fails, and says why, for a public name or member without a docstring, a type that a public one mentions and no entry
 * exports, and a link that leads nowhere.
 */
import { readFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Application } from 'typedoc';
import { arrange, CATEGORIES } from './api-arrange.mjs';
import { PagePerEntry } from './api-router.mjs';
import { showValues } from './api-values.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { root: { type: 'string' }, out: { type: 'string' } } });
const root = resolve(values.root ?? resolve(here, '..'));
const out = resolve(values.out ?? resolve(root, 'docs', 'api'));

/** File of every entry, in the package → the name under which it is imported. */
function entriesOf({ name, exports }) {
  const sources = Object.entries(exports).map(([path, entry]) => [entry['theoremcheck-source'] ?? entry.types, path]);
  return new Map(sources.flatMap(([file, path]) => (file ? [[posix.normalize(file), name + path.slice(1)]] : [])));
}

const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const entries = entriesOf(manifest);

const INTRODUCTION = `# API reference

What each import of the package holds. These pages are written from the docstrings by \`npm run api\`, and a stale one fails the
tests; an editor shows the same texts, since the declarations of the package carry them.`;

const app = await Application.bootstrapWithPlugins({
  plugin: ['typedoc-plugin-markdown'],
  name: manifest.name,
  entryPoints: [...entries.keys()].map((file) => resolve(root, file)),
  tsconfig: resolve(root, 'tsconfig.json'),
  // Types are checked elsewhere.
  skipErrorChecking: true,
  readme: 'none',
  disableSources: true,
  disableGit: true,
  excludePrivate: true,
  githubPages: false,
  validation: { notExported: true, notDocumented: true, invalidLink: true, rewrittenLink: true },
  treatWarningsAsErrors: true,
  requiredToBeDocumented: [
    ...['Module', 'Variable', 'Function', 'Class', 'Constructor', 'Interface', 'TypeAlias'],
    ...['Property', 'Method', 'Accessor'],
  ],
  sort: ['kind', 'source-order'],
  kindSortOrder: ['Function', 'Class', 'Variable', 'Interface', 'TypeAlias', 'Constructor', 'Property', 'Method'],
  groupOrder: [
    ...['Functions', 'Classes', 'Variables', 'Interfaces', 'Type Aliases'],
    ...['Constructors', 'Properties', 'Accessors', 'Methods'],
  ],
  categorizeByGroup: false,
  categoryOrder: CATEGORIES,
  router: 'entry',
  outputs: [{ name: 'markdown', path: out }],
  hidePageHeader: true,
  mergeReadme: true,
  useHTMLAnchors: true,
  useCodeBlocks: true,
  expandParameters: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: { hideInherited: true, hideModifiers: true, hideDefaults: true, hideOverrides: true },
});
app.renderer.defineRouter('entry', PagePerEntry);
arrange(app, entries);
showValues(app, root);

const project = await app.convert();
if (project) {
  project.readme = [{ kind: 'text', text: INTRODUCTION }];
  app.validate(project);
  if (!app.logger.hasErrors() && !app.logger.hasWarnings()) await app.generateOutputs(project);
}
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() || !project ? 1 : 0;
