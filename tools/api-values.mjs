/** What the documentation says of values that are data: what stands in them, since their types say little. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { Converter, ReferenceType, ReflectionKind } from 'typedoc';
import { describeFamily } from './api-family.mjs';
import { link, text } from './api-parts.mjs';

/** Adds to the comments of variables: tables for a family, JSON for other data. */
export function showValues(app, root) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const variables = project.getReflectionsByKind(ReflectionKind.Variable);
    for (const variable of variables.filter(({ parent }) => parent?.kind === ReflectionKind.Module)) {
      const inferred = variable.type?.declaration;
      if (inferred?.getChildByName('observations')) showFamily(project, variable, held(root, project, variable));
      else if (mentioned(variable.type)) showData(variable, held(root, project, variable));
    }
  });
}

/** The inferred type of a family lists every member once more, with types that nobody imports. */
function showFamily(project, variable, family) {
  const inferred = variable.type;
  const problem = inferred.declaration.getChildByName('reference').type;
  const named = project.getReflectionsByKind(ReflectionKind.Interface).find(({ name }) => name === 'Family');
  variable.type = ReferenceType.createResolvedReference('Family', named, project);
  variable.type.typeArguments = [problem];
  project.removeTypeReflections(inferred);
  append(
    variable,
    text('A '),
    link(named),
    text(' of '),
    link(problem.reflection),
    text('.\n\n'),
    text(describeFamily(family)),
  );
}

function showData(variable, data) {
  const json = `\`\`\`json\n${JSON.stringify(data, null, 2)}\n\`\`\``;
  append(variable, text('Of type '), link(mentioned(variable.type)), text(`:\n\n${json}`));
}

/** The exported type that a type is, or is a list of. */
function mentioned(type) {
  if (type?.type === 'typeOperator') return mentioned(type.target);
  if (type?.type === 'array') return mentioned(type.elementType);
  return type?.type === 'reference' ? type.reflection : undefined;
}

/** Code blocks hold no links. */
const append = ({ comment }, ...parts) => comment?.summary.push(text('\n\n'), ...parts);

/** What a variable holds: the file it stands in is bundled and run. */
function held(root, project, variable) {
  const { packagePath, qualifiedName } = project.getSymbolIdFromReflection(variable);
  const [output] = buildSync({
    absWorkingDir: root,
    entryPoints: [packagePath],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  }).outputFiles;
  const module = { exports: {} };
  new Function('module', 'exports', 'require', output.text)(
    module,
    module.exports,
    createRequire(join(root, packagePath)),
  );
  return module.exports[qualifiedName];
}
