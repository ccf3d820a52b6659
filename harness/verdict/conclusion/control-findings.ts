import type { ControlFinding } from '../../evidence/verdict';
import type { Claim } from '../claim/claim';
import type { ControlTest } from '../claim/control-test';
import type { Sighting } from '../results/result';

/** What came of every control, and what was seen of those whose status alone would mislead. */
export function controlFindings({ negatives, positives }: Claim): readonly ControlFinding[] {
  return [...negatives.map(ofNegative), ...positives.map(ofPositive)];
}

/** A control that violates by numbers that do not exist breaks nothing, however tight the bound. */
function ofNegative({ control: { name, kind }, status, readers }: ControlTest): ControlFinding {
  const counted = readers.flatMap((reader) => reader.counted);
  const violated = counted.filter(({ x }) => x === 1);
  const shown = violated.some(({ atoms }) => atoms.some(({ shows }) => shows));
  if (violated.length === 0 || shown) return { name, kind, status };
  const text = `${violated.length} of ${counted.length} violate, by a number that does not exist, which breaks no atom`;
  const cure = 'state a quantity that exists there too, such as quantity("min(T, horizon)", { T })';
  return { name, kind, status, seen: { text, cure } };
}

function ofPositive({ control: { name, kind }, track }: Claim['positives'][number]): ControlFinding {
  const { status } = track.evidence;
  const farthest = track.results().reduce<Sighting | undefined>((most, { median }) => further(most, median), undefined);
  if (status !== 'falsified' || farthest === undefined) return { name, kind, status };
  const text = `${short(farthest.measured)} measured in the median, ${short(farthest.allowed)} allowed`;
  return { name, kind, status, seen: { text } };
}

function further(most: Sighting | undefined, one: Sighting | undefined): Sighting | undefined {
  return one === undefined || (most !== undefined && most.factor >= one.factor) ? most : one;
}

const short = (value: number): string => `${Number(value.toPrecision(3))}`;
