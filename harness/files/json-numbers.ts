/** Plain data with the numbers that JSON lacks written as null (NaN), "inf" and "-inf". */
export function encodeNumbers(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? null : value > 0 ? 'inf' : '-inf';
  if (Array.isArray(value)) return value.map(encodeNumbers);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, encodeNumbers(member)]));
}

/** The reverse: null is NaN, "inf" and "-inf" are numbers. */
export function decodeNumbers(value: unknown): unknown {
  if (value === null) return Number.NaN;
  if (value === 'inf' || value === '-inf') return value === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (Array.isArray(value)) return value.map(decodeNumbers);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decodeNumbers(member)]));
}
