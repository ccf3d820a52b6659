/** Width of prose in our documents. */
const WIDTH = 125;

/** The text in lines that are not longer than that, broken at spaces outside of links and code. */
export function wrappedMarkdown(text: string): string {
  const lines: string[] = [];
  for (const word of text.match(/(`[^`]*`|\[[^\]]*\]|[^\s`[]+)+/g) ?? []) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
