import { loopCure } from '../../base/bounded';
import type { Answer, Job } from './job';

/** Within the limit signs of life are looked for so often: who is silent is given up at most a tenth of it late. */
export const LOOKS = 10;

/** The sentence of a training that gave no sign of life, with its trial and the cure. */
export function silent({ stream, index }: Job, seconds: number): Answer {
  const what = `family ${stream.family}, trial ${index} (${stream.source})`;
  const cure = loopCure('train(), advance() or measure()');
  return {
    kind: 'unknown',
    silent: true,
    message: `${what}: expected a sign of life within ${seconds} s, got none (${cure})`,
  };
}
