/**
 * What no terminal, log or build server should be told by a text that comes from elsewhere: control characters (ANSI escapes
 * begin with one), characters that turn the reading direction, separators of lines and paragraphs, halves of surrogate pairs.
 */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u;
const EACH = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** What our own colours write (picocolors): bold, dim, and foregrounds, each with its end. */
const COLOUR = /\p{Cc}\[(?:[12]|22|3[0-79]|9[0-7])m/u;

/** Commands of build servers: `::error::` where a line begins (GitHub), `##[…]` and `##vso[…]` anywhere (Azure, TeamCity). */
const COMMAND = /^(\s*):(?=:)/gm;
const OLD_COMMAND = /##(?=\w*\[)/g;

/**
 * Text for a terminal or a log: its lines stay, everything else that could be taken for a command is written as `\u001b`. JSON
 * stays JSON with the same content, since it spells characters that way too.
 *
 * @param colours whether escapes that our own colours consist of stay: what is coloured has been through `oneLine`.
 */
export function printable(text: string, colours = false): string {
  const spelled = text.replace(EACH, (character, at: number) =>
    colours && isColour(text, at) ? character : spell(character),
  );
  return spelled.replace(COMMAND, '$1\\u003a').replace(OLD_COMMAND, '#\\u0023');
}

/** The same on one line, for what stands beside words of ours: a name, a document, what somebody else's code threw. */
export function oneLine(text: string): string {
  return printable(text.replace(/[^\S\n\r]*[\n\r]\s*/g, ' ').replaceAll('\t', ' '));
}

/** Whether a text could be a name: printable as it stands, on one line, without white space at its ends. */
export function isName(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text === text.trim() && !UNPRINTABLE.test(text);
}

/** At most so many characters; what is longer ends in `…`. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function isColour(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x1b && text.slice(at, at + 5).search(COLOUR) === 0;
}

function spell(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
