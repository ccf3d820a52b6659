import type { TimedJob } from '../rounds';

/** Independent sums: with the two factors they fill the fifteen vector registers that V8 hands out on x64. One more, and they wait for memory. */
const SUMS = 13;
const ROUNDS = 200_000;
/** A product and a sum of four numbers each. */
const FLOPS = 8;

/** Floating-point operations on f32x4 that depend on little: what WebAssembly can do on this core. A unit is 1000 of them. */
export function peakJob(): TimedJob {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(peakModule())), {});
  const { run } = instance.exports as unknown as { run(rounds: number, factor: number, term: number): number };
  return { units: (SUMS * ROUNDS * FLOPS) / 1000, run: () => void run(ROUNDS, 0.5, 1) };
}

/** `run(rounds: i32, factor: f32, term: f32): f32` repeats s ← s · factor + term on all sums, and returns one entry of their total. */
function peakModule(): number[] {
  const [F32, I32, V128] = [0x7d, 0x7f, 0x7b];
  const [ADD, MUL, SPLAT, FIRST] = [
    [0xfd, 0xe4, 0x01],
    [0xfd, 0xe6, 0x01],
    [0xfd, 0x13],
    [0xfd, 0x1f, 0],
  ];
  const [factor, term] = [3, 4];
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  const sums = Array.from({ length: SUMS }, (_, i) => 5 + i);
  const step = (sum: number) => [...get(sum), ...get(factor), ...MUL!, ...get(term), ...ADD!, ...set(sum)];
  const code = [
    ...[...get(1), ...SPLAT!, ...set(factor), ...get(2), ...SPLAT!, ...set(term)],
    ...[0x03, 0x40, ...sums.flatMap(step)], // loop
    ...[...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b], // while (--rounds)
    ...[...get(sums[0]!), ...sums.slice(1).flatMap((sum) => [...get(sum), ...ADD!]), ...FIRST!, 0x0b],
  ];
  const body = [1, 2 + SUMS, V128, ...code];
  return [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 3, I32, F32, F32, 1, F32]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...Buffer.from('run'), 0, 0]),
    ...section(10, [1, ...sized(body)]),
  ];
}

const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];

/** Bytes behind their number, which is below 2^14. */
function sized(bytes: readonly number[]): number[] {
  return [(bytes.length & 127) | 128, bytes.length >> 7, ...bytes];
}
