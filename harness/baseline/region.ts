/** A printed region as a set, as far as it can be read. */
type PrintedRegion =
  | { readonly kind: 'interval'; readonly law: string; readonly from: number; readonly to: number }
  | { readonly kind: 'list'; readonly items: readonly string[] };

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const interval = new RegExp(`^(${NUMBER}) … (${NUMBER})(?:, ([a-z-]+))?$`, 'i');
const half = new RegExp(`^(≤|≥) (${NUMBER})$`, 'i');
const list = /^\{?([^{}…≤≥]+(?:, [^{}…≤≥]+)+)\}?$/;

/**
 * What became of a printed region: `0.02 … 0.1, log-uniform`, `32 … 96, even`, `0`, `≤ 0.002`, `{2, 4, 8}`. Only what
 * provably contains the old one is `wider`; other words, or another law, are `unclear`.
 */
export function compareRegions(was: string, is: string): 'same' | 'wider' | 'shrank' | 'unclear' {
  if (was === is) return 'same';
  const [before, now] = [parse(was), parse(is)];
  if (!before || !now) return 'unclear';
  if (before.kind === 'list' && now.kind === 'list') return contains(now.items, before.items) ? 'wider' : 'shrank';
  if (before.kind === 'list' || now.kind === 'list') return 'unclear';
  if (before.from === now.from && before.to === now.to && before.law === now.law) return 'same';
  const within = now.from <= before.from && before.to <= now.to;
  if (!within) return 'shrank';
  return lawHolds(before, now) ? 'wider' : 'unclear';
}

function parse(text: string): PrintedRegion | undefined {
  const range = interval.exec(text);
  if (range) return { kind: 'interval', law: range[3] ?? 'count', from: Number(range[1]), to: Number(range[2]) };
  const bound = half.exec(text);
  if (bound) return halfLine(bound[1]!, Number(bound[2]));
  if (new RegExp(`^${NUMBER}$`, 'i').test(text)) {
    return { kind: 'interval', law: 'point', from: Number(text), to: Number(text) };
  }
  const items = list.exec(text)?.[1]?.split(', ');
  return items && { kind: 'list', items };
}

function halfLine(side: string, end: number): PrintedRegion {
  const [from, to] = side === '≤' ? [Number.NEGATIVE_INFINITY, end] : [end, Number.POSITIVE_INFINITY];
  return { kind: 'interval', law: 'bound', from, to };
}

/** Whether the values of the old law are values of the new one, given that the ends allow it. */
function lawHolds(was: PrintedRegion & { kind: 'interval' }, is: PrintedRegion & { kind: 'interval' }): boolean {
  if (was.law === is.law) return true;
  const whole = is.law === 'count' || is.law === 'even';
  if (was.law === 'point') return !whole || Number.isInteger(was.from / (is.law === 'even' ? 2 : 1));
  return was.law === 'even' && is.law === 'count';
}

function contains(all: readonly string[], some: readonly string[]): boolean {
  return some.every((item) => all.includes(item));
}
