import { createHash } from 'node:crypto';
import type { Family, Key, Training } from '../harness';
import { bu2024 } from '../theorems/bu2024/family';
import { li2024 } from '../theorems/li2024/family';

const PROMPTS = 96;
const STEPS = [0, 1, 60];

/** Any family: its problems and trainings go together. */
type Any = Family<never, never>;

/** A stream by its purpose, the same whatever a harness does with seeds. */
function seeds(purpose: string): Key {
  const bytes = createHash('sha256').update(purpose).digest();
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

/** SHA-256, shortened, over every observation of a few short trainings: of each family its reference problem and its corners. */
export async function trialDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const family of [bu2024, li2024] as unknown as Any[]) {
    for (const [name, problem] of Object.entries({ reference: family.reference, ...family.corners })) {
      hash.update(`${family.name} ${name}\n`).update(new Uint8Array((await observed(family, problem)).buffer));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function observed(family: Any, problem: never): Promise<Float64Array> {
  const training: Training = await family.train(problem, seeds, 'fused');
  const values: number[] = [];
  for (const step of STEPS) {
    training.advance(step);
    for (const [name, { measure }] of Object.entries(family.observations)) {
      values.push(measure(training as never, { problem, step, prompts: PROMPTS, key: seeds(`observe ${name}`) }));
    }
  }
  return Float64Array.from(values);
}

/** `node bench/run.cjs digest`: prints the digest under this Node. */
export async function digest(): Promise<void> {
  console.log(`${process.version} ${await trialDigest()}`);
}
