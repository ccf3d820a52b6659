import type { Suite } from '../run/suite';
import { UsageError } from '../statement/usage-error';

/**
 * The part of a suite that patterns (regular expressions on path or name; any of them) and `-t` (on the name) select.
 *
 * @throws UsageError for a pattern that selects nothing.
 */
export function select(suite: Suite, patterns: readonly string[], testName?: string): Suite {
  const known = [...suite.gates.map((gate) => gate.name), ...suite.broken.keys()];
  const matches = (file: string, name: string) =>
    patterns.length === 0 || patterns.some((pattern) => regex(pattern).test(file) || regex(pattern).test(name));
  const named = (name: string) => testName === undefined || regex(testName).test(name);
  for (const pattern of patterns) {
    const hit = suite.gates.some(({ file, name }) => regex(pattern).test(file) || regex(pattern).test(name));
    if (!hit && ![...suite.broken.keys()].some((file) => regex(pattern).test(file))) refuse(pattern, known);
  }
  const gates = suite.gates.filter(({ file, name }) => matches(file, name) && named(name));
  const broken = new Map([...suite.broken].filter(([file]) => matches(file, file)));
  if (gates.length + broken.size === 0) refuse(testName ?? patterns.join(' '), known);
  return { gates, broken };
}

function refuse(pattern: string, known: readonly string[]): never {
  throw UsageError.expected('claims', `a pattern that matches one of: ${known.join('; ') || 'none'}`, `"${pattern}"`);
}

function regex(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'i');
  } catch {
    return new RegExp(pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
  }
}
