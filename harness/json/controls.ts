import {
  type ControlSpec,
  dialled,
  perturbed,
  type SyntheticLaw,
  type SyntheticNoise,
  synthetic,
} from '../statement/controls';
import type { Controls } from '../statement/theorem';
import type { WrittenControl, WrittenControls, WrittenNoise, WrittenSynthetic } from './written';

/** The controls of a JSON file, with what the words of TypeScript fill in. */
export function controlsOf({ gross, nearMiss, positive, ...same }: WrittenControls): Controls {
  const made = { gross: gross?.map(controlOf), nearMiss: nearMiss?.map(controlOf), positive: positive?.map(controlOf) };
  return { ...same, ...Object.fromEntries(Object.entries(made).filter(([, list]) => list !== undefined)) };
}

function controlOf(written: WrittenControl): ControlSpec {
  if (written.kind === 'dialled') {
    const { kind: _, dials, ...options } = written;
    return dialled(dials, options);
  }
  if (written.kind === 'perturbed') {
    const { kind: _, ...options } = written;
    return perturbed(options);
  }
  return written.kind === 'synthetic' ? syntheticOf(written) : written;
}

function syntheticOf({ kind: _, observations, ...same }: WrittenSynthetic): ControlSpec {
  const laws = Object.entries(observations).map(([name, { law, noise }]): [string, SyntheticLaw] => [
    name,
    { law: String(law), noise: noiseOf(noise) },
  ]);
  return synthetic({ ...same, observations: Object.fromEntries(laws) });
}

const noiseOf = (noise: WrittenNoise): SyntheticNoise =>
  typeof noise === 'object' && 'absolute' in noise ? { absolute: String(noise.absolute) } : noise;
