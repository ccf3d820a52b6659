import { isDeepStrictEqual } from 'node:util';
import type { Tolerances } from '../compile/tolerances';
import type { StoredClaim } from '../verdict/results/verdicts-file';
import { type Change, keyed, ordered, shownNumber, stricter, unclear, weaker } from './change';
import { compareBounds, comparePlaces } from './places';
import { compareRegions } from './region';

/** A claim with its tolerances, as this version writes it. */
export type Comparable = StoredClaim & { readonly tolerances: Tolerances };

/** What became of the statement of a claim. Which direction is weaker: docs/baseline.md. */
export function compareStatements(was: Comparable, is: Comparable): Change[] {
  const frame = compareFrame(was, is);
  const narrowed = compareAt(was.tolerances, is.tolerances);
  const bounds = frame.length > 0 ? [] : compareBounds(was.tolerances.places, is.tolerances.places);
  return [
    ...frame,
    ...narrowed,
    ...(frame.length > 0 ? [] : placesOf(was, is)),
    ...bounds,
    ...compareOurs(was, is, bounds),
    ...compareParts(was, is),
    ...ordered('fresh prompts per measurement:', was.about.prompts, is.about.prompts, 'down'),
    ...ordered('a budget of', was.budget, is.budget, 'down'),
    ...compareAssumptions(was, is),
    ...compareControls(was.tolerances.controls, is.tolerances.controls),
    ...compareCertified(was.tolerances, is.tolerances),
    ...compareWords(was, is),
  ];
}

/** What has to be alike before numbers can be compared. */
function compareFrame(was: Comparable, is: Comparable): Change[] {
  const pairs: [string, unknown, unknown][] = [
    ['the family', was.about.family, is.about.family],
    ['trials at the dials', was.tolerances.stream, is.tolerances.stream],
    ['blocks', was.tolerances.block ?? 'none', is.tolerances.block ?? 'none'],
    ['symbols that a trial measures', was.tolerances.measured ?? 'none', is.tolerances.measured ?? 'none'],
    ['a claim of kind', was.about.kind, is.about.kind],
  ];
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return pairs
    .filter(([, before, now]) => !isDeepStrictEqual(before, now))
    .map(([what, before, now]) => unclear(`${what} ${text(before)}`, text(now)));
}

function compareAt(was: Tolerances, is: Tolerances): Change[] {
  if (was.at === is.at) return [];
  const texts = [`trials at the ${was.at}`, `the ${is.at}`] as const;
  return [was.at === 'region' ? weaker(...texts) : stricter(...texts)];
}

// Without a region there are no corners: that is said once.
function placesOf({ tolerances: was }: Comparable, { tolerances: is }: Comparable): Change[] {
  const rest = is.at === 'reference' ? was.places.filter(({ name }) => name === 'reference') : was.places;
  return comparePlaces(rest, is.places);
}

/**
 * A constant of ours enters bounds, steps, measured quantities and controls. Where every bound is as strict as it was
 * and one is stricter, and no measured quantity uses the constant, its change is provably no loss; otherwise it counts.
 */
function compareOurs(was: Comparable, is: Comparable, bounds: readonly Change[]): Change[] {
  const now = new Map(is.about.ours.map(({ symbol, value }) => [symbol, value]));
  const allStricter = bounds.length > 0 && bounds.every(({ kind }) => kind === 'stricter');
  return was.about.ours.flatMap(({ symbol, value }) => {
    const other = now.get(symbol);
    if (other === undefined || other === value) return [];
    const texts = [`the constant ${symbol} = ${shownNumber(value)}`, `${symbol} = ${shownNumber(other)}`] as const;
    return [allStricter && !measures(is, symbol) ? stricter(...texts) : unclear(...texts)];
  });
}

function measures({ tolerances }: Comparable, symbol: string): boolean {
  const limits = tolerances.places.flatMap((place) => place.limits);
  return limits.some(({ of }) => of.split(/\W+/).includes(symbol));
}

/** δ and margin of every part. The bound of a mean is its δ, and is compared with the bounds. */
function compareParts(was: Comparable, is: Comparable): Change[] {
  const label = (part: { readonly label: string }) => (['mixture', 'reference'].includes(part.label) ? '' : part.label);
  const now = keyed(is.tolerances.parts, label);
  return [...keyed(was.tolerances.parts, label)].flatMap(([name, part]) => {
    const other = now.get(name);
    const at = name && ` (${name})`;
    if (!other) return lostPart(name, is);
    // Said once, of the mixture.
    if (name && isLikeMixture(part, was) && isLikeMixture(other, is)) return [];
    const delta = [was, is].some(({ about }) => about.kind === 'mean')
      ? []
      : ordered(`δ${at}`, part.delta, other.delta, 'up');
    return [...delta, ...ordered(`margin${at}`, part.margin, other.margin, 'up')];
  });
}

function isLikeMixture(
  { delta, margin }: Comparable['tolerances']['parts'][number],
  { about, tolerances }: Comparable,
): boolean {
  const [mixture] = tolerances.parts;
  return about.kind !== 'mean' && mixture!.delta === delta && mixture!.margin === margin;
}

// A corner that is no longer a place, and the bound of a mean, have been named already.
function lostPart(name: string, { tolerances }: Comparable): Change[] {
  const corner = tolerances.places.some((place) => name === `corner ${place.name}`);
  // A counterexample that lies outside of the region now: the region is compared, and so is the list of them.
  return corner ? [weaker(`a claim about ${name}`, 'none')] : [];
}

function compareAssumptions(was: Comparable, is: Comparable): Change[] {
  const names = ({ about }: Comparable) => about.assumptions.map(({ name }) => name);
  const more = names(is).filter((name) => !names(was).includes(name));
  const fewer = names(was).filter((name) => !names(is).includes(name));
  const regions = was.about.family === is.about.family ? compareAllRegions(was.tolerances, is.tolerances) : [];
  return [
    ...more.map((name) => weaker('no assumption of that name', `the assumption ${name}`)),
    ...fewer.map((name) => stricter(`the assumption ${name}`, 'none')),
    ...regions,
  ];
}

/** Every region of the family, named by the claim or not: problems are drawn over all of them. */
function compareAllRegions({ regions: was }: Tolerances, { regions: is }: Tolerances): Change[] {
  const news = Object.keys(is).filter((name) => !(name in was));
  const kept = Object.entries(was).flatMap(([name, symbols]) => {
    const now = is[name];
    return now ? compareSymbols(name, symbols, now) : [unclear(`a region of ${name}`, 'none')];
  });
  return [...kept, ...news.map((name) => stricter('none', `a region of ${name}`))];
}

type Symbols = Tolerances['regions'][string];

// A symbol that is restricted for the first time may have been freer before.
function compareSymbols(name: string, was: Symbols, is: Symbols): Change[] {
  const more = Object.keys(is).filter((symbol) => !(symbol in was));
  return [
    ...Object.entries(was).flatMap(([symbol, text]) => compareRegion(`${name}, ${symbol}`, text, is[symbol])),
    ...more.map((symbol) => unclear(`no region of ${symbol} in ${name}`, is[symbol]!)),
  ];
}

function compareRegion(name: string, was: string, is: string | undefined): Change[] {
  const before = `the region ${was} (${name})`;
  if (is === undefined) return [unclear(before, 'none')];
  const change = compareRegions(was, is);
  if (change === 'same') return [];
  return [{ wider: stricter, shrank: weaker, unclear }[change](before, is)];
}

function compareControls(was: Tolerances['controls'], is: Tolerances['controls']): Change[] {
  const key = ({ kind, name }: Tolerances['controls'][number]) => `the control ${kind} "${name}"`;
  const [before, now] = [keyed(was, key), keyed(is, key)];
  const kept = [...before].flatMap(([name, { settings }]) => {
    const other = now.get(name);
    if (!other) return [weaker(name, 'none')];
    return other.settings === settings ? [] : [unclear(`${name} with ${settings}`, other.settings)];
  });
  return [...kept, ...[...now.keys()].filter((name) => !before.has(name)).map((name) => stricter('none', name))];
}

/** A counterexample that was kept is cleared by a region or a bound, never by taking it away. */
function compareCertified({ certified: was = [] }: Tolerances, { certified: is = [] }: Tolerances): Change[] {
  const gone = was.filter((problem) => !is.includes(problem));
  const added = is.filter((problem) => !was.includes(problem));
  return [
    ...gone.map((problem) => weaker(`the counterexample ${problem}`, 'none')),
    ...added.map((problem) => stricter('none', `the counterexample ${problem}`)),
  ];
}

/** Words are for readers: what they claim in numbers is compared above. */
function compareWords({ about: was }: Comparable, { about: is }: Comparable): Change[] {
  const pairs: [string, string, string][] = [
    ['the statement', was.statement, is.statement],
    ['the claim', was.claim, is.claim],
  ];
  return pairs.filter(([, a, b]) => a !== b).map(([what, a, b]) => stricter(`${what} "${a}"`, `"${b}"`));
}
