import { blame } from '../base/blame';
import { UsageError } from '../base/usage-error';
import type { Dial, Family } from './family';

/** A dial by its own name or by the name of its assumption. */
export function dialOf(family: Family, name: string): Dial<unknown> | undefined {
  return Object.hasOwn(family.dials, name) ? family.dials[name] : family.assumptions[name]?.dial;
}

/** Applies dials in the order of their names: what is trained and what is judged have to see the same problem. */
export function turn(family: Family, problem: unknown, dials: Readonly<Record<string, number>>): unknown {
  return Object.keys(dials)
    .sort()
    .reduce((turned, name) => {
      const dial = dialOf(family, name);
      if (!dial) throw UsageError.expected(family.name, `one of its dials (${dialNames(family)})`, name);
      const what = `family ${family.name}, dial ${name}`;
      const next = blame(what, () => dial.apply(turned, dials[name]!));
      if (typeof next === 'object' && next !== null) return next;
      throw UsageError.expected(what, 'a problem', String(next), 'return it from apply()');
    }, problem);
}

function dialNames(family: Family): string {
  return [...new Set([...Object.keys(family.dials), ...Object.keys(family.assumptions)])].sort().join(', ');
}
