'use strict';
/**
 * `npm run violations`: where this project breaks rules of its own that a program can see (STYLE.md): long files, long functions,
 * crowded folders, folders that import each other, names that are defined twice, and exports that no other file takes.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { dirname, join, posix } = require('node:path');
const ts = require('typescript');

const LINES = 200;
const FUNCTION_LINES = 25;
const FILES = 24;

const isTest = (file) => /\.test\.tsx?$/.test(file) || /(^|\/)testing\//.test(file);

/** Sources as they are in `home`, by path. */
function sources(home) {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: home, encoding: 'utf8' });
  const files = stdout.split('\n').filter((file) => /\.(ts|tsx|cjs|mjs)$/.test(file) && !/\.d\.ts$/.test(file));
  return new Map(files.flatMap((file) => parsed(home, file)));
}

function parsed(home, file) {
  try {
    const text = readFileSync(join(home, file), 'utf8');
    return [[file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)]];
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

const lineCount = (source) => source.text.replace(/\n$/, '').split('\n').length;

/** Longest first: `path (lines)`. */
function longFiles(all) {
  const long = [...all].map(([file, source]) => [file, lineCount(source)]).filter(([, lines]) => lines > LINES);
  return long.sort((a, b) => b[1] - a[1]).map(([file, lines]) => `${file} (${lines})`);
}

/** Functions with a body of more than `FUNCTION_LINES` lines, tests apart, longest first: `path:line name (lines)`. */
function longFunctions(all) {
  const found = [];
  for (const [file, source] of all) if (!isTest(file)) walk(source, (node) => measure(file, source, node, found));
  return found.sort((a, b) => b[1] - a[1]).map(([where, lines]) => `${where} (${lines})`);
}

function measure(file, source, node, found) {
  if (!ts.isFunctionLike(node) || !node.body) return;
  const [first, last] = [node.getStart(source), node.end].map(
    (place) => source.getLineAndCharacterOfPosition(place).line,
  );
  const named = node.name ?? node.parent.name;
  if (last - first + 1 > FUNCTION_LINES)
    found.push([`${file}:${first + 1} ${named?.getText(source) ?? 'function'}`, last - first + 1]);
}

function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Folders with more sources than a room holds, tests apart: `path (files)`. */
function crowded(all) {
  const counts = new Map();
  for (const file of all.keys()) if (!isTest(file)) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([, files]) => files > FILES).map(([folder, files]) => `${folder} (${files})`);
}

/** A package of its own, files that users' projects begin with, and tests: each may have words of its own. */
const OWN_WORDS = /^examples\/|\/templates\/|\.test\.tsx?$/;

/** Rooms of the harness and what it draws and trains with: an exported value has a name there that no other has. */
const ONE_NAME = /^(harness|generators|model(?!\/kernel))\//;

/** Types (components of a page included), and values exported within `ONE_NAME`, that two files define: `name: paths`. */
function definedTwice(all) {
  const places = new Map();
  for (const [file, source] of all) {
    if (OWN_WORDS.test(file) || !/\.tsx?$/.test(file)) continue;
    const exported = new Set(ONE_NAME.test(file) ? exportedNames(source) : []);
    for (const name of new Set([...typeNames(source), ...exported])) {
      places.set(name, [...(places.get(name) ?? []), file]);
    }
  }
  const twice = [...places].filter(([, files]) => files.length > 1);
  return twice.map(([name, files]) => `${name}: ${files.join(', ')}`).sort();
}

/** Flags of a command are read by its file alone, and each file has them under this name. */
const CONVENTION = new Set(['Flags']);

function typeNames(source) {
  const named = source.statements.filter(
    (statement) =>
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      (ts.isFunctionDeclaration(statement) && /^[A-Z]/.test(statement.name?.text ?? '')),
  );
  return named.flatMap(({ name }) => (name === undefined || CONVENTION.has(name.text) ? [] : [name.text]));
}

/** Names that a file exports and no other file takes: `path name`. Files whose path `entry` accepts are read from outside. */
function deadExports(all, entry) {
  const taken = takenNames(all);
  return [...all].flatMap(([file, source]) => {
    const names = taken.get(file) ?? new Set();
    if (entry(file) || names.has('*')) return [];
    const dead = exportedNames(source).filter((name) => !names.has(name));
    return dead.map((name) => `${file} ${name}`).filter((each) => !IN_DECLARATIONS.has(each));
  });
}

function exportedNames(source) {
  return source.statements.flatMap((statement) => {
    const kinds = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind) : [];
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return [];
    if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) return [];
    if (!ts.isVariableStatement(statement)) return statement.name ? [statement.name.text] : [];
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  });
}

/** What is taken of every file, by those that import it or export it again; `*` where that cannot be told. */
function takenNames(all) {
  const taken = new Map();
  const take = (file, specifier, names) => {
    const target = resolved(all, file, specifier);
    if (target === undefined) return;
    const known = taken.get(target) ?? new Set();
    for (const name of names) known.add(name);
    taken.set(target, known);
  };
  for (const [file, source] of all)
    walk(source, (node) => takes(node, (specifier, names) => take(file, specifier, names)));
  return taken;
}

function takes(node, take) {
  const { moduleSpecifier } = node;
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings);
    take(moduleSpecifier.text, named ? bindings.elements.map(nameOf) : bindings ? ['*'] : []);
  } else if (ts.isExportDeclaration(node) && moduleSpecifier) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause);
    take(moduleSpecifier.text, named ? node.exportClause.elements.map(nameOf) : ['*']);
  } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    take(node.argument.literal.text, ['*']);
  } else if (ts.isCallExpression(node) && ts.isStringLiteralLike(node.arguments[0] ?? node)) {
    if (node.arguments[0].text.startsWith('.')) take(node.arguments[0].text, ['*']);
  }
}

const nameOf = ({ name, propertyName }) => (propertyName ?? name).text;

function resolved(all, file, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(file), specifier);
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((each) => all.has(each));
}

/** Read by others than our own sources: entries of the package, of bundles, of Jest, of the kernel; files written by users. */
const ENTRY =
  /^(model\/kernel\/|harness\/scaffold\/templates\/|examples\/|theorems\/families\.ts|theorems\/.+\/(family|controls|figures|figure-family|[^/]+\.(theorem|exploratory))\.ts)|\.config\.|\.(cjs|mjs)$|(^|\/)index\.ts$|^harness\/(host|project\/collect|external\/family-file|trials\/workers\/worker)\.ts$|^bench\/.*\/?(main|reported|variants|architecture|selection|drift|precision|growth|bracketing|peers|trials|digest|worker|queue|categories|words)\.ts$|^tools\/tfjs-node\/main\.ts$/;

/** A type that nobody imports, but that the declarations of the package's entries name: TypeScript asks for its export (TS4023). */
const IN_DECLARATIONS = new Set(['model/one-layer/observations.ts ModelObservation']);

/** Pairs of folders with a file in each that imports one of the other: `one ↔ other`. Tests are apart. */
function importEachOther(all) {
  const reached = new Map();
  for (const [file, source] of all) {
    if (isTest(file)) continue;
    const folders = reached.get(dirname(file)) ?? new Set();
    for (const statement of source.statements)
      takes(statement, (specifier) => folders.add(folderOf(all, file, specifier)));
    reached.set(dirname(file), folders);
  }
  const mutual = [...reached].flatMap(([one, others]) =>
    [...others].filter((other) => one < other && reached.get(other)?.has(one)).map((other) => `${one} ↔ ${other}`),
  );
  return mutual.sort();
}

function folderOf(all, file, specifier) {
  const target = resolved(all, file, specifier);
  return target === undefined ? undefined : dirname(target);
}

/** Every list, by what is wrong. */
function violations(home) {
  const all = sources(home);
  return {
    [`files over ${LINES} lines`]: longFiles(all),
    [`functions over ${FUNCTION_LINES} lines`]: longFunctions(all),
    [`folders over ${FILES} files`]: crowded(all),
    'folders that import each other': importEachOther(all),
    'names that are defined twice': definedTwice(all),
    'exports that no other file takes': deadExports(all, (file) => ENTRY.test(file)),
  };
}

if (require.main === module) {
  for (const [what, found] of Object.entries(violations(join(__dirname, '..')))) {
    console.log([`${what}: ${found.length}`, ...found.map((each) => `  ${each}`)].join('\n'));
  }
}

module.exports = { violations };
