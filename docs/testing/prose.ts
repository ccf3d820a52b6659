import { readFileSync } from 'node:fs';

/** Markdown without what is shown as code. */
export const prose = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '');
