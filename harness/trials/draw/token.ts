import { UsageError } from '../../base/usage-error';
import type { Engine } from '../../statement/family';
import type { Block } from '../../statement/gate';
import { isExplored } from './explored';
import { GIVEN, isGiven } from './given';
import type { StreamId } from './seeds';

/** Names one trial (or block) for good: all that its numbers depend on. */
export interface Token extends StreamId {
  readonly index: number;
  readonly engine: Engine;
  /** First 12 hex digits of the code hash. */
  readonly code: string;
}

const form = 'family/source/dials/block/epoch/index/engine/code';

/**
 * A token as text that needs no quotes in a shell: `bu2024/region/-/-/gate-1/17/fused/0123456789ab`. Dials are
 * `noise=0.4,init=0.2`, a block `16:batchSize=8~batchSize=16:dictionary,init` (repeats : design points : shared
 * purposes), and `-` is an empty one of either. A space in a name is written `+`. A problem of an exploration is named by the
 * source `explored:<fast-check seed>:<path>`, one that is kept as a counterexample by `given:<JSON>`.
 */
export function formatToken(token: Token): string {
  const { family, source, dials, block, epoch, index, engine, code } = token;
  const fields = [word(family), sourceText(source), dialText(dials), blockText(block), word(epoch), index, engine];
  return [...fields, code.slice(0, 12)].join('/');
}

/** Reads a token. @throws UsageError naming the field that is wrong. */
export function parseToken(text: string): Token {
  const fields = text.split('/');
  if (fields.length !== 8) throw UsageError.expected('token', form, text === '' ? 'nothing' : text);
  const [family, source, dials, block, epoch, index, engine, code] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  demand(/^\d{1,9}$/.test(index), 'an index', index);
  demand(/^[A-Za-z0-9._-]{1,40}$/.test(engine), 'the name of an engine', engine);
  demand(/^[0-9a-f]{6,64}$/.test(code), 'a code hash of 6 to 64 hex digits', code);
  const named = { family: unword(family), source: parseSource(source), dials: parseDials(dials), epoch: unword(epoch) };
  const [head, rest] = [named, { index: Number(index), engine, code }];
  return block === '-' ? { ...head, ...rest } : { ...head, block: parseBlock(block), ...rest };
}

function sourceText(source: string): string {
  if (isExplored(source)) return source;
  if (isGiven(source)) return `${GIVEN}${word(source.slice(GIVEN.length))}`;
  return source.startsWith('corner:') ? `corner:${word(source.slice(7))}` : word(source);
}

function parseSource(text: string): string {
  if (text === 'region' || text === 'reference' || isExplored(text)) return text;
  if (text.startsWith(GIVEN) && text.length > GIVEN.length) return `${GIVEN}${unword(text.slice(GIVEN.length))}`;
  const known = 'the source region, reference, corner:<name>, explored:<seed>:<path> or given:<problem>';
  demand(text.startsWith('corner:') && text.length > 7, known, text);
  return `corner:${unword(text.slice(7))}`;
}

function dialText(dials: Token['dials']): string {
  const entries = Object.entries(dials).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, severity]) => `${word(name)}=${severity}`).join(',') || '-';
}

function parseDials(text: string): Token['dials'] {
  if (text === '-') return {};
  return Object.fromEntries(text.split(',').map(parseDial));
}

function parseDial(text: string): [string, number] {
  const [name = '', severity = '', ...more] = text.split('=');
  const sound = name !== '' && severity !== '' && more.length === 0 && Number.isFinite(Number(severity));
  demand(sound, 'dials such as noise=0.4,init=0.2', text);
  return [unword(name), Number(severity)];
}

function blockText(block: Block | undefined): string {
  if (!block) return '-';
  return [block.repeats, block.design.map(dialText).join('~'), block.share.map(word).join(',') || '-'].join(':');
}

function parseBlock(text: string): Block {
  const [repeats = '', design = '', share = '', ...more] = text.split(':');
  const sound = /^[1-9]\d{0,5}$/.test(repeats) && design !== '' && share !== '' && more.length === 0;
  demand(sound, 'a block such as 16:batchSize=8~batchSize=16:dictionary,init', text);
  const shared = share === '-' ? [] : share.split(',').map(unword);
  return { repeats: Number(repeats), design: design.split('~').map(parseDials), share: shared };
}

const escaped = /[-~!'()*]/g;

function word(text: string): string {
  const hex = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  const safe = encodeURIComponent(text).replace(escaped, (letter) =>
    letter === '-' && text !== '-' ? letter : hex(letter),
  );
  return safe.replaceAll('%20', '+');
}

function unword(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    throw UsageError.expected('token', 'words in percent encoding', text);
  }
}

function demand(sound: boolean, expected: string, got: string): void {
  if (!sound) throw UsageError.expected('token', expected, got === '' ? 'nothing' : got);
}
