import type { Stream } from '../trials/stream';
import type { Need } from './outlook';
import { TimeLeft } from './time-left';

const stream = (family: string, key: string, engine = 'fused') => ({ family: { name: family }, key, engine }) as Stream;
const need = (of: Stream, from: number, units: number, steps: number): Need => ({ stream: of, from, units, steps });
const [a, b, other] = [stream('coin', 'a'), stream('coin', 'b'), stream('dice', 'c')];
/** Two workers, one windowed unit per stream; trainings of `a` took 2 s per step in windows and ½ s outside. */
const measured = () => {
  const left = new TimeLeft(() => 2, 1);
  left.took(a, 0, 10, 20);
  left.took(a, 1, 4, 3);
  left.took(a, 2, 4, 1);
  return left;
};

describe('TimeLeft', () => {
  it('is unknown until something of the kind was measured', () => {
    expect(new TimeLeft(() => 2, 1).of([[need(a, 5, 1, 10)]])).toEqual([undefined]);
    expect(measured().of([[need(other, 5, 1, 10)]])).toEqual([undefined]);
    expect(measured().of([[need(stream('coin', 'd', 'tfjs'), 5, 1, 10)]])).toEqual([undefined]);
    expect(new TimeLeft(() => 2, 1).of([[]])).toEqual([0]);
  });

  it('is steps times the time per step over the workers, windowed units apart', () => {
    // 6 units of 10 steps at ½ s; with the first of them at 2 s.
    expect(measured().of([[need(a, 1, 6, 10)]])).toEqual([(6 * 10 * 0.5) / 2]);
    expect(measured().of([[need(a, 0, 6, 10)]])).toEqual([(10 * 2 + 5 * 10 * 0.5) / 2]);
  });

  it('takes the pace of the family for a stream of which nothing was measured', () => {
    expect(measured().of([[need(b, 1, 4, 10)]])).toEqual([10]);
    const left = measured();
    left.took(b, 1, 10, 30);
    expect(left.of([[need(b, 1, 4, 10)]])).toEqual([60]);
  });

  it('counts units once that several claims read, and adds up in their order', () => {
    expect(measured().of([[need(a, 2, 4, 8)], [need(a, 1, 7, 8)], [need(a, 3, 2, 8)]])).toEqual([8, 12, 12]);
  });

  it('knows nothing of a claim that comes after an unknown one', () => {
    expect(measured().of([[need(a, 1, 4, 10)], [need(other, 1, 1, 1)], [need(a, 1, 5, 10)]])).toEqual([
      10,
      undefined,
      undefined,
    ]);
  });
});
