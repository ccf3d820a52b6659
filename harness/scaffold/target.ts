import { UsageError } from '../base/usage-error';

/** What is asked for: `smith2025/steps-are-few`. */
export interface Target {
  /** Folder below `theorems/`, and the key of the paper in references.bib. */
  readonly paper: string;
  /** File name of the theorem, without its ending. */
  readonly name: string;
}

/**
 * Reads `paper/name`. Nothing but lower-case letters, digits and single hyphens: both become parts of a path, and the name
 * becomes the words of the claim.
 *
 * @throws UsageError for anything else, a path that leads elsewhere included.
 */
export function targetOf(text: string): Target {
  const [, paper, name] = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(text) ?? [];
  if (paper && name) return { paper, name };
  const expected = 'paper/name in lower-case letters, digits and single hyphens';
  throw UsageError.expected('new', expected, `"${text}"`, 'for example smith2025/steps-are-few');
}
