import type { ClaimDynamics } from '../../dynamics/claim-dynamics';
import { claimFigures } from './claim-figures';
import { compact } from './compact';
import type { Figure } from './figure';
import { overviewFigure } from './overview-figure';
import { drawnApart } from './testing/drawn';
import { control, stored, storedOutcomes, storedPart } from './testing/stored';
import { textWidth } from './text-width';
import { THEME_COLOURS } from './theme';

jest.setTimeout(60_000);

const name = '<img src=x onerror=alert(1)> & "so on"';
const many = (n: number, of: (i: number) => readonly [number, number, boolean]) =>
  storedOutcomes(Array.from({ length: n }, (_, i) => of(i)));
const holding = many(60, (i) => [0.01 + i / 5000, 0.05, true]);
const failing = many(20, (i) => [0.04 + i / 100, 0.05, 0.04 + i / 100 <= 0.05]);
const long =
  'a claim with a long name about attention that concentrates on demonstrations which share the sign of the query';
const claim = stored(
  [
    storedPart('mixture', holding, { logECorroborate: 6.5, logEFalsify: -3 }),
    storedPart('corner close signs, small initialisation', failing, { logECorroborate: -9, logEFalsify: 12 }),
  ],
  { name, controls: [control(long, 'gross', failing)], verdict: 'falsified' },
);
const steps = [0, 10, 20];
const curve = { index: 1, steps, values: [0.5, 0.02, 0], read: [20] };
const bound = { side: 'at most', steps: [20], values: [0.01] } as const;
const dynamics: ClaimDynamics = {
  part: 'mixture',
  block: false,
  panels: [
    {
      observation: 'error',
      doc: '0–1 error',
      curves: [
        { trial: 'median', ...curve },
        { trial: 'worst', ...curve, values: [0.5, 0.4, 0.3] },
      ],
      bounds: [
        { trial: 'median', ...bound },
        { trial: 'worst', ...bound },
      ],
    },
  ],
};
const { evidence, margin, dynamics: learning } = claimFigures(claim, 'c', dynamics);
const figures: readonly Figure[] = [evidence!, margin!, learning!, overviewFigure([claim, { ...claim, name: long }])];
let drawings: readonly string[];
beforeAll(() => {
  drawings = drawnApart([...figures, figures[0]!]);
});

const unescaped = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

test('a drawing is one image with a title and a description, in which text is text', () => {
  figures.forEach(({ title, description }, i) => {
    expect(drawings[i]).toMatch(/^<svg[^>]* role="img"><title>/);
    expect(unescaped(/<title>(.*?)<\/title>/.exec(drawings[i]!)![1]!)).toBe(title);
    expect(unescaped(/<desc>(.*?)<\/desc>/.exec(drawings[i]!)![1]!)).toBe(description);
    expect(drawings[i]).not.toContain('<img');
    expect(drawings[i]!.match(/ aria-label=/)).toBeNull();
  });
});

test('all colours are those of the theme', () => {
  for (const svg of drawings) {
    const used = svg.replace(/<desc>.*?<\/desc>|<title>.*?<\/title>/g, '').match(/(?<=(?:fill|stroke|color)=")[^"]*/g)!;
    const ids = /^(none|transparent|url\(.*\))$/;
    expect([...new Set(used)].filter((colour) => !ids.test(colour) && !THEME_COLOURS.includes(colour))).toEqual([]);
    expect(svg).not.toMatch(/rgba?\(|hsl\(/);
  }
});

test('drawings fit the screen of a phone, whatever names are in them', () => {
  const widths = drawings.map((svg) => Number(/ width="([\d.]+)"/.exec(svg)![1]));
  expect(widths.filter((width) => width > 345)).toEqual([]);
});

test('the same figure gives the same drawing, also as the last of many', () => {
  expect(drawings.at(-1)).toBe(drawings[0]);
});

test('ids begin with the name of the figure, and all that is referred to is there', () => {
  drawings.slice(0, figures.length).forEach((svg, i) => {
    const ids = [...svg.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id!);
    const used = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id!);
    expect(ids.filter((id) => !id.startsWith(`${figures[i]!.name}-`))).toEqual([]);
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

test('a drawing keeps what is read, and places to a tenth of a pixel', () => {
  const svg =
    '<svg width="10.04"><path d="M0.123,4.567L-1e0,2" opacity="1" font-family="A, B"/><text font-family="A, B" role="graphics-symbol" aria-label="0.1234 to 5.6789">0.0012</text></svg>';
  expect(compact(svg)).toBe('<svg font-family="A, B" width="10"><path d="M0.1,4.6L-1e0,2"/><text>0.0012</text></svg>');
});

test('words are about as wide as Helvetica sets them', () => {
  // widths from its AFM: c .5, l .222, a .556, i .222, m .833; 0 .556
  expect(textWidth('claim', 10)).toBeGreaterThanOrEqual(23.3);
  expect(textWidth('claim', 10)).toBeLessThan(1.3 * 23.3);
  expect(textWidth('00', 20)).toBe(2 * textWidth('00', 10));
});
