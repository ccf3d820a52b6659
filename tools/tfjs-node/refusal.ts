/** What stops the tool: one sentence for the user, in the form `tfjs-node: expected X, got Y (cure)`. */
export class Refusal extends Error {
  constructor(expected: string, got: string, cure?: string) {
    super(`tfjs-node: expected ${expected}, got ${got}${cure ? ` (${cure})` : ''}`);
    this.name = 'Refusal';
  }
}

/** Whether a message tells that a disk is full, in the words of Node, npm, a compiler or a linker. */
export const tellsFullDisk = (text: string): boolean =>
  /ENOSPC|no space left on device|disk quota exceeded/i.test(text);

export function noSpace(folder: string, left: string): Refusal {
  return new Refusal(`500 MB of disk space for ${folder}`, left, 'THEOREMCHECK_CACHE names another folder');
}

/** The line of a program's output that says most: the first that speaks of an error, else the last. */
export function tellingLine(text: string): string {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return lines.find((line) => /error/i.test(line) && !/^npm error code/.test(line)) ?? lines.at(-1) ?? 'no output';
}
