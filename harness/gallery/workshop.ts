import { withLab } from '../lab/with-lab';
import type { Built, BuiltFigures } from '../project/program';
import type { Settings } from '../project/settings';
import type { Lab } from '../trials/lab';

/** What opening takes. */
export interface Opening {
  readonly built: Built;
  readonly figures: BuiltFigures;
  readonly settings: Settings;
  /** Whether stored trials count. */
  readonly stored: boolean;
}

/** Does something with a lab over the families as they are drawn. */
export function inWorkshop<T>(
  { built, figures, settings, stored }: Opening,
  use: (lab: Lab) => Promise<T>,
): Promise<T> {
  const { worker, code } = figures;
  const { queue: _, ...own } = settings; // workers there have the families of claims
  return withLab({ cwd: built.cwd, worker, code }, own, use, { stored });
}
