import { posix } from 'node:path';
import type { Family } from '../statement/family';
import type { KnownFamily } from './known-families';
import { fillTemplate, packagedFamilies, template } from './template';

/** How a new theorem imports its family: from where, and under which name it is exported there. */
interface Import {
  readonly from: string;
  readonly exported: string;
}

/** The import of a family of the project, as a file of the paper's folder writes it. */
export function importOf({ file, exported }: KnownFamily, paper: string): Import {
  const path = posix.relative(`theorems/${paper}`, file).replace(/\.ts$/, '');
  return { from: path.startsWith('.') ? path : `./${path}`, exported };
}

/** The template of a theorem over a family: one that was made for it, or the one for any. */
export function theoremOver(family: Family, { from, exported }: Import): string {
  const made = packagedFamilies().includes(family.name);
  const local = made ? family.name : 'family';
  const specifier = exported === local ? local : `${exported} as ${local}`;
  const text = template(made ? family.name : 'any', 'theorem.ts').replace(
    `{ ${local} } from './family'`,
    `{ ${specifier} } from '${from}'`,
  );
  return made ? text : fillTemplate(text, placeholders(family));
}

/** The template of a theorem in JSON over a family that no module exports. */
export function writtenOver(family: Family): string {
  const { observation, assumption, bound, at, prompted } = namesOf(family);
  const text = fillTemplate(template('any', 'theorem.json'), {
    'anObservation is': `${json(observation).slice(1, -1)} is`,
    '"anObservation"': json(observation),
    '"anAssumption"': json(assumption),
    '"aFamily"': json(family.name),
    '"value": 0.5': `"value": ${bound}`,
    '"region"': json(at),
  });
  return prompted ? text : text.replace('  "prompts": 400,\n', '');
}

const json = (text: string): string => JSON.stringify(text);

/** The first observation and assumption of a family, and a bound in the middle of what is measured. */
function namesOf(family: Family) {
  const [observation, first] = Object.entries(family.observations)[0] ?? ['anObservation', undefined];
  const range = first?.range ?? [0, 1];
  return {
    observation,
    assumption: Object.keys(family.assumptions)[0] ?? 'anAssumption',
    bound: range.every(Number.isFinite) ? (range[0] + range[1]) / 2 : 1,
    at: Object.keys(family.corners).length >= 4 ? 'region' : 'reference',
    prompted: first?.prompted ?? true,
  };
}

/** What the template for any family cannot know: the names of the family, and a bound in the middle of what is measured. */
function placeholders(family: Family): Record<string, string> {
  const { observation, assumption, bound, at } = namesOf(family);
  const assumptions = Object.keys(family.assumptions);
  const dials = [...new Set([...Object.keys(family.dials), ...assumptions])];
  return {
    'anObservation is': `${observation} is`,
    ').anObservation': isName(observation) ? `).${observation}` : `)[${quote(observation)}]`,
    '{ anObservation:': `{ ${isName(observation) ? observation : quote(observation)}:`,
    "['anAssumption']": `[${assumptions.map(quote).join(', ')}]`,
    "'anAssumption'": quote(assumption),
    itsDials: dials.join(', '),
    'ours(0.5,': `ours(${bound},`,
    "'region'": quote(at),
  };
}

const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
