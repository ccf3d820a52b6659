import { oneLine } from '../../base/text';
import type { ExplorationFile } from '../../explore/exploration-file';
import type { CounterexampleReport, ExplorationReport, TestedProblem } from '../../explore/report';
import { number } from './number';

/** Explorations as text: per claim where the problem is, measured against allowed, the replay command, the source. */
export function counterexampleText({ explorations, complete }: ExplorationFile): string {
  const blocks = explorations.map(block);
  return [...blocks, ...(complete ? [] : ['interrupted: asked again, it goes on from the stored trials'])].join('\n\n');
}

function block(found: ExplorationReport): string {
  const { claim, counterexample, suspects, source } = found;
  const lines: (readonly [string, string])[] = [
    ['searched', searched(found)],
    ...suspects.map((suspect): [string, string] => ['suspect', `${rate(suspect)}: not shown (${suspect.token})`]),
    ...(counterexample ? counterexampleLines(counterexample, found) : []),
    ['source', source],
  ];
  return [headline(found, claim), ...lines.map(([label, text]) => `  ${label.padEnd(10)}${oneLine(text)}`)].join('\n');
}

function headline({ status, setting }: ExplorationReport, claim: string): string {
  const verdict = {
    counterexample: setting ? 'FAILS' : 'COUNTEREXAMPLE',
    'not shown': 'NO COUNTEREXAMPLE SHOWN',
    'nothing found': 'NOTHING FOUND',
    stopped: 'STOPPED',
  }[status];
  return `${verdict}${setting ? ` at ${setting}` : ''}: ${claim}`;
}

function searched({ family, drawn, refused, refusal, dials, setting }: ExplorationReport): string {
  const own = Object.entries(dials).map(([name, severity]) => `, ${name} = ${severity}`);
  const where = `${setting ? 'outside' : 'inside'} the stated assumptions`;
  const infeasible = refused ? `; ${refused} more are infeasible (the first: ${refusal})` : '';
  return `${drawn} ${drawn === 1 ? 'problem' : 'problems'} of ${family}, biased towards the ends of the region, ${where}${own.join('')}${infeasible}`;
}

function counterexampleLines(
  found: CounterexampleReport,
  { delta, alpha, reference }: ExplorationReport,
): [string, string][] {
  const { problem, from, shrinks, smallest, witness, token } = found;
  const bound = [...new Set(delta)].map(number).join(', ');
  const end = {
    smallest: 'no smaller problem of fast-check’s fails in the same training',
    'trainings spent': 'all that were to be tried',
    stopped: 'then it was stopped',
  }[shrinks.end];
  const changes = changed(from.problem, problem);
  return [
    ['problem', told(problem, reference).map(field).join(', ')],
    ['rate', `${rate(found)}: shown to exceed ${bound} (level ${number(alpha)})`],
    ['witness', comparison(witness)],
    ['shrunk', `${steps(shrinks.steps)} from a draw with ${changes || 'the same'}; ${shrinks.trained} trained: ${end}`],
    ...(smallest ? [['smallest', smallestText(problem, smallest)] as [string, string]] : []),
    ['replay', `npx theoremcheck replay ${token}`],
  ];
}

function smallestText(problem: unknown, smallest: TestedProblem): string {
  return `with ${changed(smallest.problem, problem)} it violates too, but ${rate(smallest)}, not shown; shrunk as far as it can be certified`;
}

/** Of fresh trainings. */
function rate({ violations, trials, interval: [low, high] }: TestedProblem): string {
  return `${violations} of ${trials} fresh trainings violate (95 %: ${number(low)} … ${number(high)})`;
}

/** With as many digits as tell the two apart. */
function comparison({ measured, allowed, note }: CounterexampleReport['witness']): string {
  const close = number(measured) === number(allowed);
  const digits = (value: number) => (close ? String(value) : number(value));
  return `measured ${digits(measured)}, allowed ${digits(allowed)}${note ? ` (${note})` : ''}`;
}

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`);

type Field = readonly [name: string, value: unknown];

const field = ([name, value]: Field): string => `${name} = ${typeof value === 'number' ? number(value) : value}`;

/** The fields of `before` that differ in `after`. */
function changed(before: unknown, after: unknown): string {
  const now = new Map(fields(after));
  return fields(before)
    .filter(([name, value]) => now.get(name) !== value)
    .map(field)
    .join(', ');
}

/** The fields of a problem; of nested records only what differs from the reference. */
function told(problem: unknown, reference: unknown): readonly Field[] {
  const usual = new Map(fields(reference));
  const own = Object.keys(problem as object);
  return fields(problem).filter(([name, value]) => own.includes(name) || usual.get(name) !== value);
}

/** A problem's numbers and words, those of nested records under their own names. */
function fields(problem: unknown): readonly Field[] {
  return Object.entries(problem as object).flatMap(([name, value]): readonly Field[] =>
    typeof value === 'object' && value !== null ? fields(value) : [[name, value]],
  );
}
