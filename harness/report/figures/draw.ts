import { compact } from './compact';
import type { Figure } from './figure';
import { textWidth } from './text-width';
import { config } from './theme';

/**
 * The figure as an SVG document that needs nothing from elsewhere. The same figure gives the same text. Vega is an ES
 * module with a top-level await: it is loaded when the first figure is drawn, and cannot be inside of Jest.
 */
export async function draw(figure: Figure): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  measureText(vega);
  const compiled = vegaLite.compile(figure.spec, { config }).spec;
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compiled), {
    renderer: 'none',
    loader: vega.loader({ allowedProtocols: [] } as never),
  });
  const svg = await view.toSVG();
  view.finalize();
  return named(compact(svg), figure);
}

interface Text {
  readonly text?: unknown;
  readonly fontSize?: number;
  /** What is wider is cut, with an ellipsis. */
  readonly limit?: number;
}

/** Vega's own hook; its types leave it out. */
function measureText(vega: object): void {
  const { textMetrics } = vega as { textMetrics: { width: (item: Text, text?: unknown) => number } };
  textMetrics.width = ({ text: own, fontSize = 11, limit }, text = own) =>
    Math.min(textWidth(String(text ?? ''), fontSize), limit || Number.POSITIVE_INFINITY);
}

/** Ids that stay apart when several figures stand in one page, and words for those who cannot see it. */
function named(svg: string, { name, title, description }: Figure): string {
  const apart = svg.replace(/\b(id="|url\(#|href="#)/g, `$1${name}-`);
  const words = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
  return apart.replace(/^<svg([^>]*)>/, `<svg$1 role="img">${words}`);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
