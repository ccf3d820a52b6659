import { INK, SERIES } from '../../figures/theme';

/** What the colours of drawings become on a dark ground. Those of heat maps stay, with the text in their cells. */
const DARK: Readonly<Record<string, string>> = {
  [INK.text]: '#e4e7eb',
  [INK.faint]: '#a3abb5',
  [INK.rule]: '#363d46',
  [INK.ground]: '#15181c',
  [INK.undecided]: '#9aa1aa',
  [SERIES[0]]: '#6ab4ec',
  [SERIES[1]]: '#ff9352',
  [SERIES[2]]: '#4cc9a0',
  [SERIES[3]]: '#dd9fcc',
  [SERIES[4]]: '#d3b548',
  [SERIES[5]]: '#83c9ea',
  [SERIES[6]]: '#b9bec5',
};

/** Rules that repaint drawings on a dark ground. */
export const darkDrawings: string = Object.entries(DARK)
  .flatMap(([light, dark]) => ['fill', 'stroke'].map((paint) => `.drawing [${paint}="${light}"]{${paint}:${dark}}`))
  .join('');

/** Words in the colour of violations, darker than lines of it: they have to be read on white. */
export const darkerWords = `.drawing text[fill="${INK.broken}"]{fill:#b04300}`;
