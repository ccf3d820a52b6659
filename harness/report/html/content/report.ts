import type { ClaimGate } from '../../../compile/compile';
import type { ExplorationFile } from '../../../explore/exploration-file';
import type { ClaimStrength } from '../../../strength/strength';
import type { Study } from '../../../study/study-file';
import type { RunMeta, StoredClaim } from '../../../verdict/results/verdicts-file';
import type { BibEntry } from './bibliography';

/** All that the page shows. Drawings are SVG documents. */
export interface Report {
  readonly run: RunMeta;
  /** The claims of the run, by family, in the order of the run. */
  readonly groups: readonly FamilyGroup[];
  /** Claims that gate nothing. */
  readonly exploratory: readonly FamilyGroup[];
  readonly overview?: string;
  readonly studies: readonly StudySection[];
  readonly explorations: readonly ExplorationSection[];
}

/** The claims of one family. */
export interface FamilyGroup {
  readonly id: string;
  /** The family, with its paper where the paper has several. */
  readonly title: string;
  /** The paper of its first claim. */
  readonly source?: BibEntry;
  readonly sections: readonly ClaimSection[];
}

export interface ClaimSection {
  readonly id: string;
  readonly claim: StoredClaim;
  /** The claim as the project states it; absent where that is no longer what was decided. */
  readonly gate?: ClaimGate;
  readonly source?: BibEntry;
  /** What `mutate` tried on the claim as it stands. */
  readonly tried?: ClaimStrength;
  readonly evidence?: string;
  readonly margin?: string;
  readonly dynamics?: string;
}

export interface StudySection {
  readonly id: string;
  /** Relative to the project. */
  readonly file: string;
  readonly study: Study;
  readonly drawings: readonly { readonly title: string; readonly svg: string }[];
}

export interface ExplorationSection {
  readonly id: string;
  readonly file: string;
  readonly found: ExplorationFile;
}
