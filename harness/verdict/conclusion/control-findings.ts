import type { ControlFinding } from '../../evidence/verdict';
import type { Claim } from '../claim/claim';
import type { ControlTest } from '../claim/control-test';
import { threeDigits } from './three-digits';

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
  const medians = status === 'falsified' ? track.results().flatMap(({ median }) => median ?? []) : [];
  const [farthest] = medians.sort((a, b) => b.factor - a.factor);
  if (farthest === undefined) return { name, kind, status };
  const text = `${threeDigits(farthest.measured)} measured in the median, ${threeDigits(farthest.allowed)} allowed`;
  return { name, kind, status, seen: { text } };
}
