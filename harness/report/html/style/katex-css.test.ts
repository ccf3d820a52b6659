import katex from 'katex';
import { katexCss } from './katex-css';

const facesOf = (...tex: readonly string[]) => {
  const css = katexCss(tex.map((one) => katex.renderToString(one)).join(''));
  const faces = [...css.matchAll(/@font-face\{([^}]*)\}/g)].map(([, body]) => body!);
  for (const body of faces)
    expect(body).toMatch(/src:url\(data:font\/woff2;base64,[\w+/=]{1000,}\) format\("woff2"\)$/);
  return faces.map((body) =>
    ['family', 'style', 'weight'].map((name) => new RegExp(`font-${name}:(\\w+)`).exec(body)![1]).join(' '),
  );
};

// The fonts are those that KaTeX documents for the commands.
test.each([
  ['1', ['KaTeX_Main normal 400']],
  ['x', ['KaTeX_Main normal 400', 'KaTeX_Math italic 400']],
  ['\\mathbf{1}', ['KaTeX_Main normal 700', 'KaTeX_Main normal 400']],
  ['\\mathbb{E}', ['KaTeX_AMS normal 400', 'KaTeX_Main normal 400']],
  ['\\big(1\\big)', ['KaTeX_Main normal 400', 'KaTeX_Size1 normal 400']],
])('%s needs its fonts and no others', (tex, faces) => {
  expect(facesOf(tex)).toEqual(faces);
});

test('no formula, no sheet; and nothing of a sheet is fetched', () => {
  expect(katexCss('')).toBe('');
  expect(katexCss(katex.renderToString('x')).match(/url\((?!data:)/)).toBeNull();
});
