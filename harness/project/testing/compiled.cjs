'use strict';
/**
 * `node compiled.cjs`: what the compiler has against the files of the project here, under its own tsconfig.json, a line each.
 * Sources of ours that they import are read for their types and not checked again: that takes three times as long, under options
 * that no user sees them with.
 */
const { sep } = require('node:path');
const ts = require('typescript');

const cwd = process.cwd();
const fail = (diagnostic) => {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
};
const config = ts.getParsedCommandLineOfConfigFile(
  'tsconfig.json',
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
);
const program = ts.createProgram(config.fileNames, config.options);
const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(cwd.split(sep).join('/')));
const found = [
  ...config.errors,
  ...program.getOptionsDiagnostics(),
  ...program.getGlobalDiagnostics(),
  ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
];
const format = { getCurrentDirectory: () => cwd, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
process.stdout.write(ts.formatDiagnostics(found, format));
