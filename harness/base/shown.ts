import { cut, oneLine } from './text';

const MOST = 200;

/** Any value on one short line, for `got …`. What JSON has no word for gets one, and a value that cannot be read says so: it never throws. */
export function shown(value: unknown): string {
  try {
    return cut(oneLine(words(value)), MOST);
  } catch {
    return 'a value that cannot be read';
  }
}

function words(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function') return `the function ${value.name}`.trim();
  if (value instanceof Promise) return 'a promise';
  return json(value) ?? String(value);
}

function json(value: unknown): string | undefined {
  const above: unknown[] = [];
  // `this` is the object that holds the member: what stands above it is on the way from the root.
  return JSON.stringify(value, function (this: unknown, _key, member: unknown) {
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (typeof member === 'bigint') return `${member}n`;
    if (typeof member !== 'object' || member === null) return member;
    if (above.includes(member)) return 'itself';
    above.push(member);
    return member;
  });
}
