import type { Levels } from '../../evidence/levels';
import { minimalDetectable } from '../../evidence/power';
import type { Gate, Part } from '../../statement/gate';
import { mainPart } from '../../statement/gate';

/** Minimal detectable violations of a claim, by what is asserted: exact, which takes some tenths of a second, so kept. */
export class Detectable {
  private readonly known = new Map<string, number | undefined>();

  constructor(
    private readonly gate: Gate,
    private readonly levels: Levels,
  ) {}

  /**
   * Smallest violation that is falsified within the budget: of a rate, the rate itself (of the first part, which all
   * corners join); of means, by how much the least tested of them exceeds its bound.
   */
  ofClaim(): number | undefined {
    const main = mainPart(this.gate);
    const counted = main.evidence.kind === 'mean' ? this.gate.parts : [main];
    const least = counted.map(({ evidence }) => this.of(evidence));
    return least.some((one) => one === undefined) ? undefined : Math.max(...(least as number[]));
  }

  /** The same for one part. */
  of(asserted: Part['evidence']): number | undefined {
    const key = JSON.stringify(asserted);
    if (!this.known.has(key)) this.known.set(key, this.computed(asserted));
    const found = this.known.get(key);
    return found === undefined || asserted.kind !== 'mean' ? found : found - asserted.delta;
  }

  private computed(asserted: Part['evidence']): number | undefined {
    const { alphaC, alphaF } = this.levels;
    const { budget, parts } = this.gate;
    return minimalDetectable({ asserted, alphaC, alphaF, budget, parts: parts.length });
  }
}
