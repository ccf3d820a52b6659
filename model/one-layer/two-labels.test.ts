import { Random } from '../../generators/random';
import { attentionMatrix } from '../concepts/probes';
import { forward } from '../reference/transformer';
import { answersTo, seenLabels } from './two-labels';

const [dX, dY, m, L] = [5, 3, 7, 4];
const random = new Random([3, 4]);
const numbers = (n: number) => Float64Array.from({ length: n }, () => 2 * random.uniform() - 1);
const w = { WQ: numbers(dX * dX), WK: numbers(dX * dX), WO: numbers(m * dY), r: numbers(m) };
const [minus, plus] = [numbers(dY), numbers(dY)];

test('answers are those of the reference on whole prompts, again and again about one query', () => {
  const query = numbers(dX);
  const answer = answersTo(attentionMatrix(w), w.r, seenLabels(w, minus, plus), query);
  const examples = Array.from({ length: 9 }, (_, i) => ({ vector: numbers(dX), label: i % 3 === 0 ? -1 : 1 }) as const);
  for (let from = 0; from + L <= examples.length; from++) {
    const chosen = examples.slice(from, from + L);
    const prompt = {
      ...{ n: 1, xq: query, label: Float64Array.of(1) },
      x: Float64Array.from(chosen.flatMap(({ vector }) => [...vector])),
      y: Float64Array.from(chosen.flatMap(({ label }) => [...(label === 1 ? plus : minus)])),
    };
    expect(answer(chosen)).toBeCloseTo(forward(w, prompt).f[0]!, 12);
  }
});
