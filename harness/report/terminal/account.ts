import type { ClaimGate } from '../../compile/compile';
import type { ClaimResult } from '../../verdict/results/result';
import type { Said } from '../text/said';
import { claimReport, detailOf } from './claim-report';
import { coloursFor } from './colours';
import { summaryTable } from './summary-table';

/** Where an account of a run goes. */
interface Audience {
  /** Columns of the terminal; absent for files and logs. */
  readonly columns?: number | undefined;
  /** Whole blocks, however many claims there are. */
  readonly verbose: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** What is printed of a run's results, in words: of each claim as it is decided, and of all of them at the end. */
export class Account {
  private readonly results: ClaimResult[] = [];
  private readonly said: Said = new Map();

  constructor(
    private readonly gates: readonly ClaimGate[],
    private readonly audience: Audience,
  ) {}

  decided(result: ClaimResult): string {
    const { verbose } = this.audience;
    this.results.push(result);
    const about = this.gates.find((gate) => gate.name === result.name)!.description;
    return claimReport(result, about, detailOf(this.gates.length, verbose), this.colours, this.said);
  }

  /** The verdicts so far, in the order of the claims; empty for a single one, of which everything was said. */
  summary(): string {
    if (this.results.length < 2) return '';
    const ordered = this.gates.flatMap(({ name }) => this.results.find((result) => result.name === name) ?? []);
    return summaryTable(ordered, this.audience.columns ?? Number.POSITIVE_INFINITY, this.colours);
  }

  private get colours() {
    return coloursFor(this.audience.columns !== undefined, this.audience.env);
  }
}
