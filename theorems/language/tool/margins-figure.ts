import type { Ranked } from '../../../generators/language/select';

/** How far each example of a pool of n lies on its label's side. @param all those that are drawn, beside the doubtful ones */
export function marginsFigure(
  n: number,
  chosen: readonly Ranked[],
  doubtful: readonly Ranked[],
  all: readonly Ranked[],
) {
  const texts = new Set(chosen.map(({ text }) => text));
  const seen = [...new Map([...all, ...doubtful].map((example) => [example.text, example])).values()];
  const values = seen.map(({ text, label, margin }) => ({
    text,
    margin: Number(margin.toFixed(3)),
    label: label === 1 ? '+1' : '−1',
    chosen: texts.has(text) ? 'chosen' : 'left',
  }));
  return {
    name: 'select',
    title: 'Signed margins of a pool',
    description: `How far each of ${n} examples lies on its label's side, in units of |b|; ${chosen.length} are chosen, ${doubtful.length} lie on the other side.`,
    spec: {
      width: 360,
      height: { step: 16 },
      data: { values },
      mark: { type: 'point', filled: true, size: 50 },
      encoding: {
        x: { field: 'margin', type: 'quantitative', title: 'signed margin' },
        y: { field: 'text', type: 'nominal', sort: '-x', title: null },
        color: { field: 'chosen', type: 'nominal', title: null },
        shape: { field: 'label', type: 'nominal', title: 'label' },
      },
    },
  };
}
