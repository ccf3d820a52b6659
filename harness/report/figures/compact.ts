/** Attributes of a drawing that hold coordinates. */
const COORDINATES = /\b(d|transform|x|y|x1|x2|y1|y2|cx|cy|width|height|points)="([^"]*)"/g;

/**
 * Attributes that say what is so without them, and roles and labels of single marks: a drawing is one image, with a title and a
 * description, and nothing within it is read out.
 */
const IDLE = / (pointer-events="none"|opacity="1"|(role|aria-[a-z]+)="[^"]*")/g;

/**
 * The drawing with coordinates to a tenth of a pixel: files stay small, and the last bit of a logarithm, which may differ
 * between two versions of JavaScript, changes no text. What people read keeps its digits. The font is named once.
 */
export function compact(svg: string): string {
  const font = / font-family="[^"]*"/.exec(svg)?.[0] ?? '';
  const short = svg.replace(/<[^>]*>/g, (tag) =>
    (font ? tag.replaceAll(font, '') : tag)
      .replace(IDLE, '')
      .replace(COORDINATES, (_, name, value: string) => `${name}="${value.replace(/-?\d+\.\d+/g, tenths)}"`),
  );
  return short.replace(/^<svg/, `<svg${font}`);
}

const tenths = (number: string) => String(Math.round(Number(number) * 10) / 10 + 0);
