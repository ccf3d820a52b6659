import { didYouMean } from '../base/closest';
import { demand, demandName, isText } from '../base/demand';
import { shown } from '../base/shown';
import type { TheoremSpec } from '../statement/theorem';
import type { Statement } from '../statement/whole';
import { checkControls } from './check-controls';
import { checkDials } from './check-dials';
import { checkFields } from './fields';

/** Symbols that every claim has. */
const reserved = ['horizon', 'prompts', 't'];

/** Refuses a theorem whose fields do not fit together, before anything of it is evaluated. Errors name file, field and cure. */
export function checkStatement(statement: Statement, spec: TheoremSpec): void {
  const { who } = statement;
  checkFields(spec, 'theorem', who);
  checkFields(spec.block, 'block', `${who}, block`);
  demandName(spec.name, `${who}, name`, 'a short unique name');
  demand(isText(spec.statement), `${who}, statement`, 'the statement in words', shown(spec.statement));
  const cited = isText(spec.source?.key) && isText(spec.source.place);
  demand(cited, `${who}, source`, "cite('key', 'place')", () => shown(spec.source));
  const called = typeof spec.claim === 'function';
  demand(called, `${who}, claim`, 'a function of { at, along }', shown(spec.claim), claimCure);
  checkNumbers(statement, spec);
  checkAssumptions(statement, spec.forAll);
  checkDials(statement, statement.stream, 'stream');
  for (const point of statement.design) checkDials(statement, point, 'block.design');
  checkOurs(statement);
  checkMeasured(statement);
  checkFields(spec.controls, 'controls', `${who}, controls`);
  checkControls(statement);
  checkCorners(statement, spec);
}

const claimCure = "write ({ at }) => atMost(at('horizon').error, '…')";

function checkNumbers(
  { kind, horizonForm: form, paper, notChecked, delta, margin, budget, profile, who }: Statement,
  spec: TheoremSpec,
): void {
  demand(['prob', 'mean', 'forall'].includes(kind), `${who}, kind`, 'prob, mean or forall', String(kind));
  if (form !== undefined) demandName(form, `${who}, horizonForm`, 'words such as `at the horizon`');
  demand(profile === 'every' || profile === 'nightly', `${who}, profile`, 'nightly, or none', shown(profile));
  const lists = [paper, notChecked].every(Array.isArray);
  demand(lists, `${who}, paper and notChecked`, 'lists', 'something else', 'write [ … ] around it');
  for (const [name, value] of Object.entries({ delta, margin, budget })) {
    demand(typeof value === 'number', `${who}, ${name}`, 'a number', shown(value), 'leave out the quotes');
  }
  const share = 'a share of trainings, such as 0.05';
  demand(delta >= 0 && delta < 1, `${who}, delta`, '0 ≤ delta < 1', String(delta), share);
  const leave = 'leave it out: not one violation is allowed';
  const stated = kind === 'forall' && (spec.delta ?? 0) !== 0;
  demand(!stated, `${who}, delta`, 'no delta in a claim of kind forall', String(spec.delta), leave);
  const apart = 'no number of trials tells delta from the next larger rate; 0.05 takes 67 of them at delta = 0.05';
  demand(margin > 0 && margin < 1, `${who}, margin`, '0 < margin < 1', String(margin), apart);
  const whole = 'a whole number, such as 200';
  demand(Number.isInteger(budget) && budget > 0, `${who}, budget`, 'a number of units ≥ 1', String(budget), whole);
}

function checkAssumptions({ family, assumptions: named, who }: Statement, forAll: TheoremSpec['forAll']): void {
  const known = Object.keys(family.assumptions);
  const listed = typeof forAll !== 'string';
  demand(listed, `${who}, forAll`, 'a list of assumptions', () => shown(forAll), 'write [ … ] around it');
  demand(
    named.length > 0,
    `${who}, forAll`,
    'at least one assumption',
    'none',
    `${family.name} has ${known.join(', ')}`,
  );
  const foreign = named.find((name) => !known.includes(name));
  demand(
    foreign === undefined,
    `${who}, forAll`,
    `assumptions of ${family.name} (${known.join(', ')})`,
    String(foreign),
    didYouMean(foreign ?? '', known),
  );
}

function checkOurs({ ours, family, who }: Statement): void {
  const taken = [...Object.keys(family.symbols(family.reference)), ...reserved];
  for (const [name, own] of Object.entries(ours)) {
    demandName(name, `${who}, ours`);
    demand(!taken.includes(name), `${who}, ours`, `names other than ${taken.join(', ')}`, name, 'rename the constant');
    demand(Number.isFinite(own?.value), `${who}, ours.${name}`, "ours(value, 'reason')", shown(own));
    demand(isText(own.reason), `${who}, ours.${name}`, 'a reason for the constant', shown(own.reason));
  }
}

function checkMeasured({ measured, ours, family, kind, block, who: file }: Statement): void {
  const names = Object.entries(measured);
  if (names.length === 0) return;
  const who = `${file}, measured`;
  demand(block === undefined, who, 'none in a claim over blocks', names[0]![0], 'each training would have its own');
  demand(kind !== 'mean', who, 'none in a claim of kind mean', names[0]![0], 'its bound is the same for all trials');
  const taken = [...Object.keys(family.symbols(family.reference)), ...Object.keys(ours), ...reserved];
  const known = Object.keys(family.observations);
  for (const [symbol, observation] of names) {
    demandName(symbol, who);
    demand(!taken.includes(symbol), who, `names other than ${taken.join(', ')}`, symbol, 'rename the symbol');
    const expected = `an observation of ${family.name} (${known.join(', ')})`;
    demand(known.includes(observation), `${who}.${symbol}`, expected, observation, didYouMean(observation, known));
  }
}

function checkCorners({ at, withoutCorners, family, who }: Statement, spec: TheoremSpec): void {
  const count = Object.keys(family.corners).length;
  demand(['region', 'reference'].includes(at), `${who}, at`, 'region or reference', String(at));
  demand(at !== 'region' || count >= 4, `${who}, family`, 'at least 4 corner problems', `${count} in ${family.name}`);
  demand(!spec.corners || isText(withoutCorners), `${who}, corners`, 'a reason', shown(spec.corners));
}
