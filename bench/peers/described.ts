import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { PatternPrompts } from '../../model/engines/pattern-law';
import type { Batch, TrainingRule, Weights } from '../../model/reference/types';

/** An array in row-major order. */
interface Table {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A law of prompts as a peer draws them: numbers, and the features that tokens are sums of. */
export interface DescribedLaw {
  readonly numbers: Readonly<Record<string, number | string>>;
  readonly tables: Readonly<Record<string, Table>>;
}

/** Rows `words` [2 K1 + K2, dX] (a − b, a + b of every concept, then the irrelevant ones) and `labels` [2 K1, dY]. */
export function describeConcepts(problem: ConceptProblem, { a, b, c, d, nu }: Dictionary): DescribedLaw {
  const { K1, K2, p, pNu, sigma, L, dX, dY } = problem;
  const direction = Float64Array.from({ length: dY }, (_, i) => d.reduce((sum, row) => sum + row[i]!, 0));
  return {
    numbers: { kind: 'concepts', K1, K2, p, pNu, sigma, L, dX, dY },
    tables: {
      words: rows([...signedPairs(a, b), ...nu]),
      labels: rows(signedPairs(c, d)),
      direction: { shape: [dY], data: direction },
    },
  };
}

/** Rows `features` [M1 + M2 + 1, dX + dY]: relevant and irrelevant patterns behind which the label has its place, then the label. */
export function describePatterns({ mu, nu, q, tasks, contexts, alpha, K }: PatternPrompts): DescribedLaw {
  const [dX, d] = [mu[0]!.length, mu[0]!.length + q.length];
  const token = (row: ArrayLike<number>, at = 0) => {
    const all = new Float64Array(d);
    all.set(row, at);
    return all;
  };
  const label = token(q, dX);
  return {
    numbers: { kind: 'patterns', relevant: mu.length, irrelevant: nu.length, alpha, K, L: contexts, dX: d, dY: d },
    tables: {
      features: rows([...[...mu, ...nu].map((row) => token(row)), label]),
      tasks: rows(tasks.map((task) => Float64Array.from(task))),
      direction: { shape: [d], data: label },
    },
  };
}

/** All that a peer needs: how prompts are drawn, what is trained from where, and a batch to be compared on. */
export interface DescribedCase {
  readonly law: DescribedLaw;
  readonly rule: TrainingRule;
  readonly init: Weights;
  readonly batch: Batch;
  /** Settings of the measurement: replicates, and how many steps there are in a round. */
  readonly settings: Readonly<Record<string, number>>;
}

/** Writes `case.json` and `arrays.bin` for peer.py into a new folder; returns its path. */
export function writeCase({ law, rule, init, batch, settings }: DescribedCase): string {
  const { L, dX, dY } = law.numbers as Record<string, number>;
  const [B, m] = [batch.n, rule.m];
  const square = (data: Float32Array, d: number) => ({ shape: [d, d], data });
  const tables: Record<string, Table> = {
    ...law.tables,
    ...{ WQ: square(init.WQ, dX!), WK: square(init.WK, dX!), ...(init.WV && { WV: square(init.WV, dY!) }) },
    ...{ WO: { shape: [m, dY!], data: init.WO }, r: { shape: [m], data: init.r } },
    ...{ x: { shape: [B, L!, dX!], data: batch.x }, y: { shape: [B, L!, dY!], data: batch.y } },
    ...{ xq: { shape: [B, dX!], data: batch.xq }, label: { shape: [B], data: batch.label } },
  };
  const places: Record<string, readonly [number, readonly number[]]> = {};
  const parts: Float32Array[] = [];
  let at = 0;
  for (const [name, { shape, data }] of Object.entries(tables)) {
    places[name] = [at, shape];
    parts.push(Float32Array.from(data));
    at += data.length;
  }
  const { loss, eta, lambda } = rule;
  const folder = mkdtempSync(join(tmpdir(), 'peer-'));
  const whole = { ...law.numbers, ...settings, B, m, loss, eta, lambda, arrays: places };
  writeFileSync(join(folder, 'case.json'), JSON.stringify(whole));
  writeFileSync(join(folder, 'arrays.bin'), Buffer.concat(parts.map((part) => new Uint8Array(part.buffer))));
  return folder;
}

function rows(data: readonly Float64Array[]): Table {
  return { shape: [data.length, data[0]!.length], data: data.flatMap((row) => [...row]) };
}

/** a_0 − b_0, a_0 + b_0, a_1 − b_1, … */
function signedPairs(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.flatMap((row, k) => [-1, 1].map((sign) => row.map((value, i) => value + sign * b[k]![i]!)));
}
