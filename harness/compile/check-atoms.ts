import { didYouMean } from '../base/closest';
import { demand } from '../base/demand';
import { shown } from '../base/shown';
import { expression } from '../formula/expression';
import type { BoundAtom } from '../judge/atoms';
import { isCurve } from '../judge/evaluate';
import { leaves } from '../judge/plan';
import type { Quantity } from '../statement/quantity';
import type { Statement } from '../statement/whole';

/** Refuses a claim whose relations do not fit its kind, its block or its prompts. */
export function checkAtoms(statement: Statement, atoms: readonly BoundAtom[]): void {
  const { kind, who } = statement;
  demand(atoms.length > 0, `${who}, claim`, 'at least one relation', 'none');
  for (const { atom } of atoms) checkObservations(statement, atom.of);
  for (const { atom } of atoms) {
    const mean = kind === 'mean';
    demand(
      (atom.kind === 'meanAtMost') === mean,
      `${who}, claim`,
      mean ? 'meanAtMost in a claim of kind mean' : 'kind mean for meanAtMost',
      `${atom.kind} in a claim of kind ${kind}`,
    );
    checkLevel(statement, atom.of);
    demand(
      atom.kind !== 'reaches' || isCurve(atom.of),
      `${who}, claim`,
      'a curve in reaches',
      atom.of.kind,
      'use along(…)',
    );
    demand(!mean || !isCurve(atom.of), `${who}, claim`, 'a number in meanAtMost', 'a curve', 'use at(…)');
    checkSteps(statement, atom.of);
  }
  checkPrompts(statement, atoms);
}

// Claims are data: a name may have come in without `at` and `along`, which know those of the family.
function checkObservations({ family, who }: Statement, quantity: Quantity): void {
  const known = Object.keys(family.observations);
  const foreign = leaves(quantity, `${who}, claim`).find(({ observation }) => !known.includes(observation));
  if (foreign === undefined) return;
  const { observation } = foreign;
  const expected = `an observation of ${family.name} (${known.join(', ')})`;
  demand(false, `${who}, claim`, expected, shown(observation), didYouMean(String(observation), known));
}

/** A step is known before the training, and what a trial measures is not. */
function checkSteps({ measured, horizon, who }: Statement, quantity: Quantity): void {
  if (Object.keys(measured).length === 0) return;
  const symbolsIn = (text: string | undefined, field: string) =>
    text === undefined ? [] : expression(text, `${who}, ${field}`).symbols;
  const steps = leaves(quantity).flatMap((leaf) =>
    leaf.kind === 'at' ? [leaf.step] : [leaf.grid.from, leaf.grid.to, leaf.grid.every],
  );
  const symbols = [...steps.flatMap((text) => symbolsIn(text, 'claim')), ...symbolsIn(horizon, 'horizon')];
  const early = symbols.find((symbol) => Object.hasOwn(measured, symbol));
  const cure = 'state the horizon in symbols of the problem; bounds may use what a trial measures';
  demand(early === undefined, `${who}, measured`, 'bounds alone to use it', `a step that uses ${early}`, cure);
}

// A block's quantity must have been reduced over repeats and design points to one number (or curve).
function checkLevel({ block, repeats, design, who }: Statement, quantity: Quantity): void {
  const [overRepeats, overDesign] = reductions(quantity);
  const field = `${who}, claim`;
  demand(
    overRepeats || repeats === 1,
    field,
    'meanOver(…) or varianceOver(…) in a claim over blocks',
    'a quantity of a single training',
  );
  demand(
    overDesign || design.length === 1,
    field,
    'slope(…) in a claim over several design points',
    'a quantity of one design point',
  );
  const reducing = hasReduction(quantity);
  demand(
    !reducing || block !== undefined,
    field,
    'a block for meanOver, varianceOver and slope',
    'none',
    'add block: { repeats: … }',
  );
}

// Whether every observation in it stands below a reduction over repeats, and below one over design points.
function reductions(quantity: Quantity): [boolean, boolean] {
  if (quantity.kind === 'at' || quantity.kind === 'along') return [false, false];
  if (quantity.kind === 'formula') {
    const parts = Object.values(quantity.of).map(reductions);
    return [parts.every(([repeats]) => repeats), parts.every(([, design]) => design)];
  }
  const [repeats, design] = reductions(quantity.of);
  const averaging = quantity.kind === 'meanOver' || quantity.kind === 'varianceOver';
  return [repeats || averaging, design || isOverDesign(quantity)];
}

function hasReduction(quantity: Quantity): boolean {
  if (quantity.kind === 'at' || quantity.kind === 'along') return false;
  if (quantity.kind === 'formula') return Object.values(quantity.of).some(hasReduction);
  const inTime = quantity.kind === 'firstTime' || (quantity.kind === 'slope' && !isOverDesign(quantity));
  return !inTime || hasReduction(quantity.of);
}

/** A slope over design points, and not over the steps of a curve. */
const isOverDesign = (quantity: Quantity): boolean => quantity.kind === 'slope' && !isCurve(quantity.of);

function checkPrompts({ family, prompts, who }: Statement, atoms: readonly BoundAtom[]): void {
  const prompted = atoms
    .flatMap(({ atom }) => leaves(atom.of))
    .find((leaf) => family.observations[leaf.observation]!.prompted);
  if (!prompted) return;
  const sound = Number.isInteger(prompts) && prompts >= 1;
  demand(sound, `${who}, prompts`, `a number of prompts for ${prompted.observation}`, String(prompts));
}
