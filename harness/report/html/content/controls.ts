import type { ControlResult } from '../../../verdict/results/result';

/** What a control has to come out as. */
export function wanted({ kind }: ControlResult): 'corroborated' | 'falsified' {
  return kind === 'positive' ? 'corroborated' : 'falsified';
}

/** Controls that came out as they must, of those that were needed. */
export function controlsHeld(controls: readonly ControlResult[]): { readonly held: number; readonly asked: number } {
  const asked = controls.filter(({ status }) => status !== 'not needed');
  return { held: asked.filter((control) => control.status === wanted(control)).length, asked: asked.length };
}
