/** Plain data with the numbers that JSON lacks written as null (NaN), "inf" and "-inf". */
export function encodeNumbers(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? null : value > 0 ? 'inf' : '-inf';
  if (Array.isArray(value)) return value.map(encodeNumbers);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, encodeNumbers(member)]));
}
