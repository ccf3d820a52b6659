import { oneLine as joined, printable as spelled, legible as visible } from './printable.cjs';

/** What a name has none of: see printable.cjs. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Text for a terminal or a log: its lines stay, everything else that could be taken for a command is written as `\u001b`. JSON
 * stays JSON with the same content, since it spells characters that way too.
 *
 * @param colours whether escapes that our own colours consist of stay: what is coloured has been through `oneLine`.
 */
export function printable(text: string, colours = false): string {
  return spelled(text, colours);
}

/** Text for a page: its lines stay, and what a reader could not see, or would see turned around, is written as `\u202e`. */
export function legible(text: string): string {
  return visible(text);
}

/** `printable` on one line, for what stands beside words of ours: a name, a document, what somebody else's code threw. */
export function oneLine(text: string): string {
  return joined(text);
}

/** Whether a text could be a name: printable as it stands, on one line, without white space at its ends. */
export function isName(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text === text.trim() && !UNPRINTABLE.test(text);
}

/** At most so many characters; what is longer ends in `…`. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
