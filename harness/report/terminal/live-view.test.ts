import type { ClaimProgress, Progress } from '../../verdict/results/result';
import { width } from '../text/width';
import { coloursFor } from './colours';
import { liveView } from './live-view';

const plain = coloursFor(false, {});

const claim = (name: string, changes: Partial<ClaimProgress> = {}): ClaimProgress => ({
  name,
  trials: 96,
  needed: 195,
  evidence: { corroborate: 0.5, falsify: -2 },
  controls: { decided: 2, total: 4 },
  witness: { done: 3, total: 14 },
  left: 75,
  ...changes,
});
const fresh = claim('one that waits', {
  trials: 0,
  needed: Number.POSITIVE_INFINITY,
  evidence: { corroborate: 0, falsify: 1 },
});
const { witness: _, left: __, ...bare } = fresh;
const long = claim('the mass − on same-sign demonstrations of t′ − concentrates after τ steps');
const progress = (changes: Partial<Progress> = {}): Progress => ({
  decided: 3,
  claims: 6,
  trained: 1480,
  left: { seconds: 130, least: false },
  open: [claim('short'), long, bare],
  ...changes,
});
const view = (columns: number, rows: number, changes: Partial<Progress> = {}, note?: string) =>
  liveView({ progress: progress(changes), seconds: 21.4, columns, rows, ...(note ? { note } : {}) }, plain);

describe('liveView', () => {
  const header = 'theoremcheck: 3 of 6 decided, 21 s, about 3 min left, 1480 trainings';

  it('shows everything where there is room', () => {
    expect(view(110, 24)).toEqual([
      header,
      'claim                                          trials      corroborated    falsified  controls  witness  left',
      'short                                          96/195  █████·····  50 %  ····· < 0 %       2/4     3/14  75 s',
      'the mass − on same-sign demonstrations of t′…  96/195  █████·····  50 %  ····· < 0 %       2/4     3/14  75 s',
      'one that waits                                    0/?  ··········   0 %  █████ 100 %       2/4        –     –',
    ]);
  });

  it('gives up columns before letters: 80 columns', () => {
    expect(view(80, 24)).toEqual([
      header,
      'claim                           trials      corroborated  fals.  controls  left',
      'short                           96/195  █████·····  50 %  < 0 %       2/4  75 s',
      'the mass − on same-sign demon…  96/195  █████·····  50 %  < 0 %       2/4  75 s',
      'one that waits                     0/?  ··········   0 %  100 %       2/4     –',
    ]);
  });

  it('gives up columns before letters: 60 columns', () => {
    expect(view(60, 24)).toEqual([
      'theoremcheck: 3 of 6 decided, 21 s, about 3 min left, 1480…',
      'claim                            trials  corr.  fals.  left',
      'short                            96/195   50 %  < 0 %  75 s',
      'the mass − on same-sign demons…  96/195   50 %  < 0 %  75 s',
      'one that waits                      0/?    0 %  100 %     –',
    ]);
  });

  it.each([200, 100, 80, 60, 40, 30, 20])('never fills %d columns, so that no line breaks', (columns) => {
    for (const line of view(columns, 24, {}, 'stopping when the running trainings have ended')) {
      expect(width(line)).toBeLessThan(columns);
    }
  });

  it.each([
    [24, 12, 0],
    [15, 12, 0],
    [14, 10, 2],
    [10, 6, 6],
    [5, 1, 11],
    [4, 1, 0],
    [2, 0, 0],
  ])('in %d rows shows %d of twelve claims and says that there are %d more', (rows, shown, more) => {
    const open = Array.from({ length: 12 }, (_unused, i) => claim(`number ${i}`));
    const lines = view(80, rows, { open });
    expect(lines.filter((line) => line.startsWith('number ')).map((line) => line.slice(0, 9).trim())).toEqual(
      open.slice(0, shown).map(({ name }) => name),
    );
    expect(lines.filter((line) => line.startsWith('…'))).toEqual(more > 0 ? [`… ${more} more`] : []);
    // One row is left for the cursor.
    expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
  });

  it('says what is waited for before the first training and after an interruption', () => {
    const early = { decided: 0, open: [], preparing: 'coin', trained: 0 };
    expect(view(80, 24, early, 'stopping')).toEqual([
      'theoremcheck: 0 of 6 decided, 21 s, preparing the engines of coin',
      'stopping',
    ]);
  });

  it('knows no time left before anything was measured', () => {
    const { left: ___, ...unknown } = progress();
    const heading = (known: Progress) => liveView({ progress: known, seconds: 0, columns: 80, rows: 9 }, plain)[0];
    expect(heading(unknown)).toBe('theoremcheck: 3 of 6 decided, 0 s, 1480 trainings');
    const least = { ...unknown, left: { seconds: 3, least: true } };
    expect(heading(least)).toBe('theoremcheck: 3 of 6 decided, 0 s, more than 3 s left, 1480 trainings');
  });
});
