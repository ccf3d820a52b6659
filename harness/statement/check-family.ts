import { demand, isText } from './demand';
import type { Family } from './family';

/** Refuses what is no family, and one whose parts contradict each other, as far as no training is needed to see it. */
export function checkFamily(family: Family, who: string): void {
  const made = typeof family === 'object' && family !== null;
  demand(made, who, 'a family', JSON.stringify(family), 'import one from the family.ts beside it');
  const { name } = family;
  demand(isText(name) && !/[/\s]/.test(name), who, 'a name without spaces and slashes', JSON.stringify(name));
  for (const member of records) {
    demand(isRecord(family[member]), `${who} ${name}`, `a record \`${member}\``, JSON.stringify(family[member]));
  }
  for (const member of functions) {
    demand(typeof family[member] === 'function', `${who} ${name}`, `a function \`${member}\``, typeof family[member]);
  }
  const { engines = [] } = family;
  demand(engines.length > 0, `${who} ${name}, engines`, "'fused', 'tfjs' or both", 'none');
  checkSymbols(family, who);
  checkRanges(family, who);
}

const records = ['corners', 'assumptions', 'dials', 'observations'] as const;
const functions = ['check', 'symbols', 'prepare', 'train'] as const;

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

function checkSymbols(family: Family, who: string): void {
  const places = [['reference', family.reference], ...Object.entries(family.corners)] as const;
  for (const [place, problem] of places) {
    const [symbol, value] = Object.entries(family.symbols(problem)).find(([, one]) => !Number.isFinite(one)) ?? [];
    const got = `${symbol} = ${value} at ${place}`;
    demand(symbol === undefined, `${who} ${family.name}, symbols`, 'finite numbers', got, 'correct symbols()');
  }
}

function checkRanges({ name, observations }: Family, who: string): void {
  for (const [key, { range }] of Object.entries(observations)) {
    const sound = Array.isArray(range) && range[0] < range[1];
    const cure = 'state the smallest and the largest value it can take';
    demand(sound, `${who} ${name}, observation ${key}`, 'a range [low, high]', JSON.stringify(range), cure);
  }
}
