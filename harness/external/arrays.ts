import { UsageError } from '../base/usage-error';
import type { ExportedTrial, NamedArray } from '../statement/family';
import type { ExternalTraining } from './training';

/** A training for export: `W_0`, `W_1`, … are the parameters `W` after so many steps, flat. */
export function exportedSteps(training: ExternalTraining, problem: unknown, steps: number): ExportedTrial {
  const arrays: Record<string, NamedArray> = {};
  for (let t = 0; t <= steps; t++) {
    const diverged = t === 0 ? undefined : training.advance(t);
    if (diverged) throw UsageError.expected('export', `${steps} steps`, `${diverged.what} at step ${diverged.step}`);
    for (const [name, data] of Object.entries(training.parameters()))
      arrays[`${name}_${t}`] = { shape: [data.length], data };
  }
  training.end();
  const numbers = Object.entries(problem as object).filter(([, value]) => typeof value === 'number');
  return { arrays, json: { ...Object.fromEntries(numbers), steps } };
}
