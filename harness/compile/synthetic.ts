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

/** Draws one member's numbers from the stated laws, again and again: what repeats have in common is evaluated once. */
export function syntheticMembers(
  control: Synthetic,
  { requests, measured, scope }: Drawn,
  uniform: Uniform,
  who: string,
): () => MemberResult {
  // One map for all draws: there are thousands of them, and laws read no more of it than symbols and their step.
  const symbols = new Map(scope);
  const evaluated = (request: Request) => evaluatedOf(lawOf(control, request, who), symbols.set('t', request.at), who);
  const own = Object.entries(measured);
  if (own.length === 0) {
    const laws = requests.map(evaluated);
    return () => ({ values: laws.map((law) => drawOne(law, uniform)) });
  }
  const isMeasured = ({ at, observation }: Request) => at === 0 && Object.values(measured).includes(observation);
  return () => {
    const value = (request: Request) => drawOne(evaluated(request), uniform);
    const first = new Map(requests.filter(isMeasured).map((request) => [request.observation, value(request)]));
    for (const [symbol, observation] of own) symbols.set(symbol, first.get(observation)!);
    return {
      values: requests.map((request) => (isMeasured(request) ? first.get(request.observation)! : value(request))),
    };
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

/** A law at one step: its value, and its noise in numbers. */
type Evaluated = readonly [value: number, noise?: number | { readonly binomial: number }];

function evaluatedOf({ law, noise }: SyntheticLaw, scope: Scope, who: string): Evaluated {
  const value = evaluate(law, scope, who);
  if (noise === 'none') return [value];
  if ('binomial' in noise) return [value, noise];
  return [value, 'relative' in noise ? value * noise.relative : evaluate(noise.absolute, scope, who)];
}

function drawOne([value, noise]: Evaluated, uniform: Uniform): number {
  if (noise === undefined) return value;
  if (typeof noise === 'number') return value + noise * nearlyNormal(uniform);
  return binomial(noise.binomial, value, uniform) / noise.binomial;
}

function binomial(draws: number, probability: number, uniform: Uniform): number {
  let successes = 0;
  for (let i = 0; i < draws; i++) if (uniform() < probability) successes++;
  return successes;
}
