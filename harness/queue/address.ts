import { UsageError } from '../base/usage-error';

/** Where a Redis is. */
export interface Address {
  /** With user and password. */
  readonly url: string;
  /** Without them, for people. */
  readonly shown: string;
}

/** Reads `redis://[[user]:password@]host[:port][/database]`, or `rediss://…` for TLS. @throws UsageError for anything else */
export function parseAddress(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^\/?\d*$/.test(url.pathname))
    return { url: text, shown: `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}` };
  // What was written may hold a password.
  const got = url ? `another address (${url.protocol}//…)` : 'another text';
  throw UsageError.expected('--queue', 'redis://[user:password@]host[:port][/database], or rediss://…', got);
}
