import { createHash } from 'node:crypto';
import { UsageError } from '../base/usage-error';
import type { Scope } from '../formula/expression';
import { evaluate } from '../judge/scope';
import type { Synthetic, SyntheticLaw } from '../statement/controls';
import type { MemberResult, Request } from '../statement/gate';

/** Uniform in (0, 1), 32 bits. */
type Uniform = () => number;

/** The generator sfc32 (Doty-Humphrey), started from the SHA-256 of a name: the same numbers on every machine. */
export function namedUniform(name: string): Uniform {
  const hash = createHash('sha256').update(name).digest();
  let [a, b, c, counter] = [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** Sum of twelve uniforms minus 6: mean 0, variance 1, |z| < 6; needs no logarithm, so it has the same bits everywhere. */
function nearlyNormal(uniform: Uniform): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += uniform();
  return sum;
}

/** What is drawn for one member. */
interface Drawn {
  readonly requests: readonly Request[];
  /** Symbols that a trial measures: they are drawn before all else, and the laws of the rest may use them. */
  readonly measured: Readonly<Record<string, string>>;
  /** The symbols at the member's design point. */
  readonly scope: Scope;
}

/** One member's numbers drawn from the stated laws. */
export function syntheticMember(
  control: Synthetic,
  { requests, measured, scope }: Drawn,
  uniform: Uniform,
  who: string,
): MemberResult {
  // One map for all draws: there are thousands of them, and laws read no more of it than symbols and their step.
  const symbols = new Map(scope);
  const value = (request: Request) => drawOne(lawOf(control, request, who), symbols.set('t', request.at), uniform, who);
  const isMeasured = ({ at, observation }: Request) => at === 0 && Object.values(measured).includes(observation);
  const first = new Map(requests.filter(isMeasured).map((request) => [request.observation, value(request)]));
  for (const [symbol, observation] of Object.entries(measured)) symbols.set(symbol, first.get(observation)!);
  return {
    values: requests.map((request) => (isMeasured(request) ? first.get(request.observation)! : value(request))),
  };
}

function lawOf(control: Synthetic, request: Request, who: string): SyntheticLaw {
  const law = control.observations[request.observation];
  if (law) return law;
  const known = Object.keys(control.observations).join(', ') || 'none';
  throw UsageError.expected(
    who,
    `a law for ${request.observation}`,
    `laws for ${known}`,
    'state one in `observations`',
  );
}

function drawOne({ law, noise }: SyntheticLaw, scope: Scope, uniform: Uniform, who: string): number {
  const value = evaluate(law, scope, who);
  if (noise === 'none') return value;
  if ('binomial' in noise) return binomial(noise.binomial, value, uniform) / noise.binomial;
  const scale = 'relative' in noise ? value * noise.relative : evaluate(noise.absolute, scope, who);
  return value + scale * nearlyNormal(uniform);
}

function binomial(draws: number, probability: number, uniform: Uniform): number {
  let successes = 0;
  for (let i = 0; i < draws; i++) if (uniform() < probability) successes++;
  return successes;
}
