import type { DrawnFigure } from './figure-file';
import type { PlannedFigure } from './plan';
import { bandsOf } from './spec';
import { wrappedMarkdown } from './wrapped';

/** A figure with what was drawn. */
export interface ShownFigure {
  readonly figure: PlannedFigure;
  readonly drawn: DrawnFigure;
}

const HEAD = `# Gallery

The papers' figures, drawn from trainings on the spot. \`npx theoremcheck figures --gallery\` writes this page and its folder, and
\`npx theoremcheck figures --check\` trains the first trial of every figure again and fails when anything differs. Every
training has a fresh seed; dotted lines are known without training. Each figure has its Vega-Lite specification beside it,
with the data inside. Nothing here decides anything: THEOREMS.md has the claims with their verdicts.`;

/** docs/gallery.md: every figure with its caption, source, command, and what agrees with the paper. */
export function galleryPage(shown: readonly ShownFigure[]): string {
  const papers = [...new Set(shown.map(({ figure }) => figure.family.name))];
  const sections = papers.map((paper) => {
    const figures = shown.filter(({ figure }) => figure.family.name === paper);
    return [`## ${paper}`, ...figures.map(section)].join('\n\n');
  });
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

function section({ figure: { id, definition }, drawn: { made } }: ShownFigure): string {
  const { title, caption, agreement, source } = definition;
  const command = `npx theoremcheck figures ${id}`;
  const from = `Source: ${source.key}, ${source.place} (${source.wording}).`;
  return [
    `### ${title}`,
    `![${title}](gallery/${id}.svg)`,
    wrappedMarkdown(`${caption} ${bandsOf(made)}`),
    wrappedMarkdown(`**Against the paper.** ${agreement}`),
    wrappedMarkdown(`${from} Epoch ${made.epoch}; \`${command}\` draws it. Data: [${id}.json](gallery/${id}.json).`),
  ].join('\n\n');
}
