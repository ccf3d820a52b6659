import { packageFile } from './package-require';

/** A face of a font: `KaTeX_Math italic 400`. */
type Face = string;

/**
 * KaTeX's style sheet with the fonts inside that a page needs, and no others.
 *
 * @param html what KaTeX made of all formulas of the page; empty gives an empty sheet
 */
export function katexCss(html: string): string {
  if (html === '') return '';
  const sheet = packageFile('katex/dist/katex.min.css').toString('utf8');
  const used = facesOf(sheet, classesOf(html));
  return sheet.replace(/@font-face\{([^}]*)\}/g, (_, body: string) => (used.has(faceOf(body)) ? embedded(body) : ''));
}

function classesOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(' ')));
}

/** The faces that rules of the sheet ask for, where all classes of a selector occur; KaTeX_Main upright always is. */
function facesOf(sheet: string, classes: ReadonlySet<string>): ReadonlySet<Face> {
  const faces = new Set<Face>([faceOf('font-family:KaTeX_Main')]);
  for (const [, selectors, body] of sheet.matchAll(/([^{}]+)\{([^{}]*font-(?:family|weight|style):[^{}]*)\}/g)) {
    if (selectors!.includes('@font-face')) continue;
    const applies = selectors!.split(',').some((one) => classNames(one).every((name) => classes.has(name)));
    if (applies) faces.add(faceOf(body!));
  }
  return faces;
}

function classNames(selector: string): readonly string[] {
  return [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name!);
}

function faceOf(body: string): Face {
  const value = (property: string, usual: string) => new RegExp(`font-${property}:"?(\\w+)`).exec(body)?.[1] ?? usual;
  return [value('family', 'KaTeX_Main'), value('style', 'normal'), value('weight', '400')].join(' ');
}

function embedded(body: string): string {
  const file = /url\(fonts\/([\w-]+\.woff2)\)/.exec(body)![1]!;
  const data = packageFile(`katex/dist/fonts/${file}`).toString('base64');
  return `@font-face{${body.replace(/src:.*$/s, `src:url(data:font/woff2;base64,${data}) format("woff2")`)}}`;
}
