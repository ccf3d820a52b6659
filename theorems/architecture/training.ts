import type { ArchitectureProblem } from '../../generators/concepts/architecture';
import { conceptDictionary } from '../../generators/concepts/dictionary';
import type { Engine, Key, Seeds } from '../../harness';
import { loadBackend } from '../../model/engines/tfjs/backend';
import { LayerTraining } from '../../model/layers/training';
import { idealLayerWeights, initialLayerWeights } from '../../model/layers/weights';

/** One training of an architecture, with the stream of the coefficients of new concepts at test. */
export class ArchitectureTraining extends LayerTraining {
  constructor(
    readonly combinations: Key,
    ...start: ConstructorParameters<typeof LayerTraining>
  ) {
    super(...start);
  }
}

/** Starts a training: dictionary, initialisation, batches and combinations at test each come from a stream of their own. */
export async function startTraining(
  problem: ArchitectureProblem,
  seeds: Seeds,
  _engine: Engine,
): Promise<ArchitectureTraining> {
  const dictionary = conceptDictionary(problem, seeds('dictionary'));
  const ideal = problem.departures.ideal === 1;
  const keys = { init: seeds('init'), attention: (layer: number) => seeds(`attention ${layer}`) };
  const init = ideal ? idealLayerWeights(problem, dictionary) : initialLayerWeights(problem, keys);
  const start = { dictionary, init, batches: seeds('batches') };
  return new ArchitectureTraining(seeds('combinations'), problem, start, await loadBackend());
}
