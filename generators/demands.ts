type NamedNumbers = Readonly<Record<string, number>>;

/** The refusals of a problem: each method throws `RangeError('who: expected …, got …')` for the first value at fault. */
export class Demands {
  constructor(private readonly who: string) {}

  /** Refuses unless the condition holds. */
  that(holds: boolean, expected: string, got: string | number): void {
    if (!holds) throw new RangeError(`${this.who}: expected ${expected}, got ${got}`);
  }

  finite(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(Number.isFinite(value), `a finite ${name}`, value));
  }

  integers(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(Number.isInteger(value), `an integer ${name}`, value));
  }

  /** @param bound how the limit is printed, where it is a formula */
  atLeast(limit: number, values: NamedNumbers, bound = `${limit}`): void {
    this.each(values, (value, name) => this.that(value >= limit, `${name} >= ${bound}`, `${value} < ${limit}`));
  }

  /** @param bound how the limit is printed, where it is a formula */
  atMost(limit: number, values: NamedNumbers, bound = `${limit}`): void {
    this.each(values, (value, name) => this.that(value <= limit, `${name} <= ${bound}`, `${value} > ${limit}`));
  }

  positive(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(value > 0, `${name} > 0`, value));
  }

  fractions(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(value >= 0 && value <= 1, `0 <= ${name} <= 1`, value));
  }

  /** Inner products of distinct unit vectors that are no opposites. */
  cosines(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(value > -1 && value < 1, `-1 < ${name} < 1`, value));
  }

  fractionsBelowOne(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(value >= 0 && value < 1, `0 <= ${name} < 1`, value));
  }

  flags(values: NamedNumbers): void {
    this.each(values, (value, name) => this.that(value === 0 || value === 1, `${name} to be 0 or 1`, value));
  }

  private each(values: NamedNumbers, demand: (value: number, name: string) => void): void {
    for (const [name, value] of Object.entries(values)) demand(value, name);
  }
}
