/** A fenced block of a Markdown page, by what a test does with it. */
export type PageBlock = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'file' | 'diff'; readonly file: string }
  | { readonly kind: 'shell'; readonly status: number }
  | { readonly kind: 'output' | 'illustration' }
);

/**
 * The fenced blocks of a Markdown page, in order. The info string says what each is for:
 *
 * - ` ```ts file=a/b.ts `: a file that is written as it stands, in any language;
 * - ` ```diff file=a/b.ts `: lines of a file that is there, replaced;
 * - ` ```sh ` and ` ```sh status=1 `: commands that are run, with the exit status of the last (0 unless told);
 * - ` ```text output `: consecutive lines of what the commands before it printed; `…` stands for anything within a line,
 *   and alone on a line for any number of lines;
 * - ` ```ts illustration `: neither run nor checked. Tests count these.
 *
 * @throws Error naming the line of a block that says none of this, that is not closed, or whose fence is indented or of
 *   another kind: readers would see a block that nothing runs.
 */
export function blocksOf(markdown: string, page: string): readonly PageBlock[] {
  const fences = [...markdown.matchAll(/^```(.*)\n([\s\S]*?)(?:^```$|$(?![\s\S]))/gm)];
  refuseOthers(markdown, fences, page);
  return fences.map(({ 0: whole, 1: info = '', 2: text = '', index }) => {
    const line = markdown.slice(0, index).split('\n').length;
    if (!whole.endsWith('\n```')) throw new Error(`${page}:${line}: expected a closing fence, got the end of the page`);
    return { line, text, ...purpose(info.trim().split(/\s+/), `${page}:${line}`) };
  });
}

/** What looks like a fence to Markdown, and is no part of the blocks that were found. */
function refuseOthers(markdown: string, blocks: readonly RegExpExecArray[], page: string): void {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const outside = blocks.reduce((text, { 0: block }) => text.replace(block, () => blank(block)), markdown);
  const at = outside.search(/^[ \t>]*(```|~~~)/m);
  if (at < 0) return;
  const line = outside.slice(0, at).split('\n').length;
  throw new Error(
    `${page}:${line}: expected fences of \`\`\` at the beginning of a line, got "${markdown.split('\n')[line - 1]}"`,
  );
}

type Purpose<B = PageBlock> = B extends PageBlock ? Omit<B, 'line' | 'text'> : never;

function purpose([language, ...words]: readonly string[], where: string): Purpose {
  const [word = ''] = words;
  const [, name, value] = /^(file|status)=(.+)$/.exec(word) ?? [];
  if (words.length <= 1) {
    if (word === 'illustration') return { kind: word };
    if (name === 'file') return { kind: language === 'diff' ? 'diff' : 'file', file: value! };
    if (language === 'sh' && word === '') return { kind: 'shell', status: 0 };
    if (language === 'sh' && name === 'status' && /^\d+$/.test(value!)) return { kind: 'shell', status: Number(value) };
    if (language === 'text' && word === 'output') return { kind: word };
  }
  const got = [language, ...words].join(' ');
  throw new Error(`${where}: expected file=…, sh, sh status=…, text output or illustration, got "${got}"`);
}
