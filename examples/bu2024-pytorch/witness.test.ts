import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceProblem } from '../../generators/concepts/reference';
import { npz } from '../../harness/files/npz';
import { TRAJECTORY } from '../../model/one-layer/observations';
import { prepareEngine } from '../../model/one-layer/training';
import { startTraining } from '../../theorems/bu2024/training';
import { pythonWith, skipped } from '../testing/python';

/** The fused engine beside PyTorch: the same initialisation, the same batches, the same steps. */
const STEPS = 56;
const FILES = ['witness.py', 'theorems/bu2024/model.py'];

/** The learning phase at the reference problem, and how far each entry of each step may differ. */
async function trajectory() {
  await prepareEngine('fused');
  const keys = ['dictionary', 'init', 'batches', 'combinations'];
  const training = await startTraining(referenceProblem, (purpose) => [keys.indexOf(purpose), 2024], 'fused');
  const { dX, dY, L, m, B, departures: _, ...numbers } = referenceProblem;
  const sizes = { WQ: [dX, dX], WK: [dX, dX], WO: [m, dY] } as const;
  const named = (arrays: Readonly<Record<string, unknown>>, before: string, t: number) =>
    Object.entries(sizes).map(([name, shape]) => [`${before}${name}_${t}`, { shape, data: arrays[name] }]);
  const made: unknown[][] = [
    ['r', { shape: [m], data: training.weights().r }],
    ...named({ ...training.weights() }, '', 0),
  ];
  for (let t = 1; t <= STEPS; t++) {
    const { x, y, xq, label } = training.batch(t);
    made.push(...named(training.stepBound(), 'bound_', t));
    made.push([`x_${t}`, { shape: [B, L, dX], data: x }], [`y_${t}`, { shape: [B, L, dY], data: y }]);
    made.push([`xq_${t}`, { shape: [B, dX], data: xq }], [`label_${t}`, { shape: [B], data: label }]);
    expect(training.advance(t)).toBeUndefined();
    made.push(...named({ ...training.weights() }, '', t));
  }
  return npz(Object.fromEntries(made) as Parameters<typeof npz>[0], { ...numbers, steps: STEPS });
}

const python = pythonWith('torch', 'numpy');
if (python === undefined) {
  skipped('examples/bu2024-pytorch/witness: not run, since no python3 on the path has torch and numpy');
} else {
  const cwd = mkdtempSync(join(tmpdir(), 'witness-'));
  beforeAll(async () => {
    for (const file of FILES) cpSync(join(__dirname, file), join(cwd, file), { recursive: true });
    writeFileSync(join(cwd, 'run.npz'), await trajectory());
  });
  afterAll(() => rmSync(cwd, { recursive: true }));

  const compared = () => {
    const { stdout, stderr } = spawnSync(python, ['witness.py', 'run.npz'], { cwd, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Record<'share' | 'deviation' | 'along' | 'answers', number>;
  };

  test('every step of PyTorch from our weights ends within the derived rounding bound, and the whole way stays close', () => {
    const { share, deviation, along, answers } = compared();
    console.info(
      `largest deviation of a step ${deviation}, ${share} of its bound; along ${STEPS} steps ${along}, of answers ${answers}`,
    );
    expect(share).toBeLessThan(1);
    expect(share).toBeGreaterThan(0);
    expect(Math.max(along, answers)).toBeLessThan(TRAJECTORY);
  });

  test.each([
    ['decay forgotten', 'decay / 2 * squares', '0 * squares'],
    ['the sign of the loss', 'softplus(-batch', 'softplus(batch'],
    ['W_K for W_Q', 'xq @ weights["WQ"].transpose(1, 2)', 'xq @ weights["WQ"]'],
    ['a step of .999', 'step[:, None, None] * gradient', '0.999 * step[:, None, None] * gradient'],
  ])('and a mistake is seen: %s', (_, right, wrong) => {
    const file = join(cwd, 'theorems/bu2024/model.py');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(right);
    writeFileSync(file, text.replace(right, wrong));
    const { share } = compared();
    writeFileSync(file, text);
    expect(share).toBeGreaterThan(1);
  });
}
