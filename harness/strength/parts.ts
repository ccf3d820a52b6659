import type { Control, Gate, Part } from '../statement/gate';

/** A gate with every part that reads trainings changed: its own, those of its controls, and the relaxed ones of near misses. */
export function mapParts<G extends Gate>(gate: G, change: (part: Part) => Part): G {
  const ofControl = (control: Control): Control => ({
    ...control,
    parts: control.parts.map(change),
    ...(control.near ? { near: { ...control.near, graded: control.near.graded.map(change) } } : {}),
  });
  return { ...gate, parts: gate.parts.map(change), controls: gate.controls.map(ofControl) };
}

/** A gate with its own parts changed and without controls: what the trials alone say. */
export function bare(gate: Gate, change: (part: Part) => Part = (part) => part): Gate {
  return { ...gate, parts: gate.parts.map(change), controls: [] };
}
