import { blame } from '../base/blame';
import { demand, demandName, isText } from '../base/demand';
import { shown } from '../base/shown';
import type { Family, Range } from '../statement/family';
import { outsideOf } from './region';

/** Refuses what is no family, and one whose parts contradict each other, as far as no training is needed to see it. */
export function checkFamily(family: Family, who: string): void {
  if (sound.has(family)) return;
  checkParts(family, who);
  sound.add(family);
}

/** Families that were found sound: many claims stand on one. */
const sound = new WeakSet<Family>();

function checkParts(family: Family, who: string): void {
  const made = typeof family === 'object' && family !== null;
  demand(made, who, 'a family', () => shown(family), 'import one from the family.ts beside it');
  const { name } = family;
  demand(isText(name) && !/[/\s]/.test(name), who, 'a name without spaces and slashes', shown(name));
  demandName(name, who);
  // They stand in lines of the trial cache, in tokens and in logs, too.
  for (const member of records) {
    demand(isRecord(family[member]), `${who} ${name}`, `a record \`${member}\``, () => shown(family[member]));
    for (const key of Object.keys(family[member])) demandName(key, `${who} ${name}, ${member}`);
  }
  for (const member of functions) {
    demand(typeof family[member] === 'function', `${who} ${name}`, `a function \`${member}\``, typeof family[member]);
  }
  const { engines } = family;
  checkEngines(engines, `${who} ${name}, engines`);
  demand(
    isArbitrary(family.problems),
    `${who} ${name}, problems`,
    'an arbitrary of fast-check',
    typeof family.problems,
  );
  checkDials(family, who);
  checkObservations(family, who);
  checkProblems(family, who);
  checkRegion(family, who);
}

/** Names of engines stand in tokens, settings and on the command line. */
function checkEngines(engines: Family['engines'], who: string): void {
  const list = Array.isArray(engines) && engines.length > 0;
  demand(list, who, 'at least one name', JSON.stringify(engines));
  const wrong = engines.find((engine, i) => !isEngineName(engine) || engines.indexOf(engine) < i);
  const cure = 'the first counts, the second witnesses it';
  demand(wrong === undefined, who, ENGINE_NAMES, JSON.stringify(wrong) ?? 'nothing', cure);
}

const ENGINE_NAMES = 'different names of letters, digits and ._-';

const isEngineName = (engine: unknown): boolean => typeof engine === 'string' && /^[A-Za-z0-9._-]{1,40}$/.test(engine);

const records = ['corners', 'assumptions', 'dials', 'observations'] as const;
const functions = ['check', 'symbols', 'prepare', 'train'] as const;

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

const isArbitrary = (value: unknown): boolean =>
  typeof (value as Partial<Family['problems']> | null)?.generate === 'function';

/** The fixed problems have to be feasible, and symbols numbers at each of them. */
function checkProblems(family: Family, who: string): void {
  const fixed = { reference: family.reference, ...named(family.corners) };
  for (const [place, problem] of Object.entries(fixed)) {
    const what = `${who} ${family.name}, ${place}`;
    demand(isRecord(problem), what, 'a problem', () => shown(problem));
    blame(what, () => family.check(problem));
    checkSymbols(
      blame(`${what}, symbols()`, () => family.symbols(problem)),
      `${who} ${family.name}, symbols`,
      place,
    );
  }
}

/** Corners lie in the region that is declared; its formulas have values there. */
function checkRegion(family: Family, who: string): void {
  const { name, region, corners } = family;
  if (region === undefined) return;
  const sound = Array.isArray(region) && region.every(isRange);
  demand(sound, `${who} ${name}, region`, 'a list of { symbol, law, from, to } with from ≤ to', () => shown(region));
  for (const [corner, problem] of Object.entries(corners)) {
    const outside = outsideOf(family, problem);
    const cure = 'move the corner, or declare what is drawn';
    demand(outside === undefined, `${who} ${name}, corner ${corner}`, 'a problem of the region', outside, cure);
  }
}

const isRange = (range: Range): boolean =>
  isText(range?.symbol) && isText(range.law) && Number.isFinite(range.from) && range.from <= range.to;

const named = (corners: Family['corners']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(corners).map(([name, problem]) => [`corner ${name}`, problem]));

function checkSymbols(symbols: Family['reference'], who: string, place: string): void {
  const cure = 'correct symbols()';
  demand(isRecord(symbols), who, 'a record of numbers', () => `${shown(symbols)} at ${place}`, cure);
  for (const name of Object.keys(symbols as object)) demandName(name, who);
  const [symbol, value] = Object.entries(symbols as object).find(([, one]) => !Number.isFinite(one)) ?? [];
  demand(symbol === undefined, who, 'finite numbers', `${symbol} = ${shown(value)} at ${place}`, cure);
}

function checkDials({ name, assumptions, dials }: Family, who: string): void {
  const all = { ...dials, ...Object.fromEntries(Object.entries(assumptions).map(([key, one]) => [key, one?.dial])) };
  for (const [key, dial] of Object.entries(all)) {
    const sound = typeof dial?.apply === 'function' && typeof dial.physical === 'function';
    demand(sound, `${who} ${name}, dial ${key}`, 'functions `apply` and `physical`', 'none');
  }
  for (const [key, { region, name: own }] of Object.entries(assumptions)) {
    const what = `${who} ${name}, assumption ${key}`;
    demand(isRecord(region), what, 'a record `region`', shown(region), 'what is drawn, in words, by symbol');
    // Regions are stated and compared by it: of two of one name, one would be lost.
    demand(own === key, what, `the name ${key}`, () => shown(own), 'its key among the assumptions');
  }
}

function checkObservations({ name, observations }: Family, who: string): void {
  for (const [key, { range, ...functions }] of Object.entries(observations)) {
    for (const member of ['measure', 'witnessBound'] as const) {
      const got = typeof functions[member];
      demand(got === 'function', `${who} ${name}, observation ${key}`, `a function \`${member}\``, got);
    }
    const sound = Array.isArray(range) && range[0] < range[1];
    const cure = 'state the smallest and the largest value it can take';
    demand(sound, `${who} ${name}, observation ${key}`, 'a range [low, high]', shown(range), cure);
  }
}
