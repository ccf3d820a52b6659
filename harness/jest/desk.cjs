'use strict';
/**
 * Where reporter and runner meet: Jest makes each of them on its own, in the same process.
 *
 * `manner`: what the reporter asks of a run, see `Manner` in jest-voice.ts; undefined where it is not in use.
 * `end`: ends the display of the present run. `error`: what failed beside the theorems themselves.
 * `skipped`: why no theorem ran at all, which fails a run in which nothing else ran either.
 */
module.exports = { manner: undefined, end: () => {}, error: undefined, skipped: undefined };
