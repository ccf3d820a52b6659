import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, TrainingRule, Weights } from '../../model/reference/types';
import type { DescribedLaw, Tabled } from '../described-laws';

/** All that a peer needs: how prompts are drawn, what is trained from where, and a batch to be compared on. */
interface DescribedCase {
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
  const tables: Record<string, Tabled> = {
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
