'use strict';
/** Texts that leave for a terminal or a log. Plain CommonJS, because it is needed before anything can read TypeScript, too. */
const { inspect, types } = require('node:util');

/**
 * What no terminal, log or build server should be told by a text that comes from elsewhere, but for ends of lines and tabs:
 * control characters (ANSI escapes begin with one), characters that turn the reading direction, separators of lines and
 * paragraphs, halves of surrogate pairs.
 */
const EACH = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** What our own colours write (picocolors): bold, dim, and foregrounds, each with its end. */
const COLOUR = /\p{Cc}\[(?:[12]|22|3[0-79]|9[0-7])m/u;

/** Commands of build servers: `::error::` where a line begins (GitHub), `##[…]` and `##vso[…]` anywhere (Azure, TeamCity). */
const COMMAND = /^(\s*):(?=:)/gm;
const OLD_COMMAND = /##(?=\w*\[)/g;

/** See `printable` in text.ts. */
function printable(text, colours = false) {
  const spelled = colours
    ? text.replace(EACH, (character, at) => (isColour(text, at) ? character : spell(character)))
    : legible(text);
  return spelled.replace(COMMAND, '$1\\u003a').replace(OLD_COMMAND, '#\\u0023');
}

/** See `legible` in text.ts. */
function legible(text) {
  return text.replace(EACH, spell);
}

/** See `oneLine` in text.ts. */
function oneLine(text) {
  return printable(text.replace(/[^\S\n\r]*[\n\r]\s*/g, ' ').replaceAll('\t', ' '));
}

/**
 * What is said of an error where only its kind decides: bad input, and a package or a file that is not to be had, in one
 * sentence. Anything else is a fault of ours, and its place helps.
 */
function complaint(error) {
  return guarded(() => {
    if (!types.isNativeError(error)) return brief(error);
    const { name, code, syscall, message, stack } = error;
    if (code === 'MODULE_NOT_FOUND') return `${brief(error)}; install the dependencies (npm install)`;
    const known = name === 'UsageError' || (typeof code === 'string' && syscall !== undefined);
    return known ? brief(error) : printable(stack || message);
  });
}

/** What an error says, or what else was thrown, on one line. */
function brief(error) {
  return guarded(() => {
    if (types.isNativeError(error)) return oneLine(error.message.split('\nRequire stack')[0]);
    return oneLine(typeof error === 'string' ? error : inspect(error));
  });
}

/** Members of an error may be functions that throw in their turn. */
function guarded(say) {
  try {
    return say();
  } catch {
    return 'an error that cannot be read';
  }
}

function isColour(text, at) {
  return text.charCodeAt(at) === 0x1b && text.slice(at, at + 5).search(COLOUR) === 0;
}

function spell(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

module.exports = { brief, complaint, legible, oneLine, printable };
