/** In what order a reader meets entries and names: by what they are for, which is told by the file they stand in. */
import { CommentTag, Converter, ReferenceType, ReflectionKind } from 'typedoc';
import { link, text } from './api-parts.mjs';

/** Files of the entries and the heading under which their names stand, in this order; the first that fits. */
const PLACES = [
  [/^harness\/statement\/theorem\.ts$/, 'Statements'],
  [/^harness\/statement\/(cite|ours|gate)\.ts$/, 'Statements'],
  [/^harness\/statement\/(words|quantity)\.ts$/, 'Quantities'],
  [/^harness\/statement\/relation\.ts$/, 'Relations'],
  [/^harness\/statement\/controls\.ts$/, 'Controls'],
  [/^theorems\/.*\/family\.ts$/, 'Families'],
  [/^harness\/statement\/family\.ts$/, 'Families'],
  [/^harness\/external\//, 'Families'],
  [/^harness\/gallery\//, 'Figures'],
  [/^generators\/(random|math)\.ts$/, 'Random numbers'],
  [/^generators\/region\.ts$/, 'Regions'],
  [/^generators\/laws\.ts$/, 'Laws'],
  [/^generators\/(concepts|patterns|language)\/problem\.ts$/, 'Problems'],
  [/^model\/engines\/tfjs\/backend\.ts$/, 'Backends'],
  [/^model\/(engines\/tfjs\/autodiff|reference\/types)\.ts$/, 'Training'],
];

/** What a reader looks for first under its heading. */
const FIRST = [
  'theorem',
  'TheoremSpec',
  'Controls',
  'Family',
  'Assumption',
  'Dial',
  'Observation',
  'Training',
  'Backend',
];

export const CATEGORIES = [...new Set(PLACES.map(([, heading]) => heading))];

/** Names entries as they are imported, in the order of `entries`, and puts what they export under headings. */
export function arrange(app, entries) {
  const order = [...entries.values()];
  const sorted = (modules) => modules?.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      module.name = entries.get(fileOf(project, module)) ?? module.name;
      for (const child of module.children ?? []) place(project, child);
    }
  });
  app.converter.on(Converter.EVENT_END, ({ project }) => {
    sorted(project.children);
    for (const group of project.groups ?? []) sorted(group.children);
    for (const module of project.children ?? []) {
      for (const category of module.categories ?? []) category.children.sort(before(project));
      listNames(module);
    }
    nameModuleTypes(project);
    hideUnexported(project);
  });
}

function place(project, child) {
  // `export = preset` has no name of its own.
  if (child.name === 'export=') child.name = 'preset';
  const [, heading] = PLACES[rank(project, child)] ?? [];
  if (!heading) return;
  for (const one of child.signatures ?? [child]) {
    // Without a docstring there is nothing to add to: the name is reported as undocumented.
    one.comment?.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: heading }]));
  }
}

const before = (project) => (a, b) => rank(project, a) - rank(project, b) || precedence(a) - precedence(b);
const precedence = ({ name }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
const rank = (project, child) => PLACES.findIndex(([pattern]) => pattern.test(fileOf(project, child)));

/** The type of a whole library has no name of its own; ours for tfjs is `Tfjs`. */
function nameModuleTypes(project) {
  const alias = project.getReflectionsByKind(ReflectionKind.TypeAlias).find(({ name }) => name === 'Tfjs');
  for (const one of project.getReflectionsByKind(ReflectionKind.Property | ReflectionKind.Parameter)) {
    if (one.type?.name === '__module') one.type = ReferenceType.createResolvedReference('Tfjs', alias, project);
  }
}

/** Members of a base that nobody imports stand with the others; its name says nothing. */
function hideUnexported(project) {
  for (const one of project.getReflectionsByKind(ReflectionKind.Interface)) {
    if (one.extendedTypes?.some(({ reflection }) => !reflection)) delete one.typeHierarchy;
  }
}

/** A long page begins with its names. */
function listNames({ comment, categories = [] }) {
  if (categories.length < 2) return;
  const lines = categories.map(({ title, children }) => [text(`\n- **${title}:** `), ...separated(children.map(link))]);
  comment?.summary.push(text('\n'), ...lines.flat());
}

const separated = (parts) => parts.flatMap((part, i) => (i === 0 ? [part] : [text(', '), part]));

const fileOf = (project, reflection) => project.getSymbolIdFromReflection(reflection)?.packagePath ?? '';
