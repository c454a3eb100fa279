import type { Headers } from './precheck.ts';

export type AuthResult = 'pass' | 'fail' | 'none';
/** What the site's own mail server found of a letter's origin; `none` where it said nothing. */
export type Authentication = { spf: AuthResult; dkim: AuthResult; dmarc: AuthResult };

const found = (word: string): AuthResult => (word === 'pass' ? 'pass' : ['fail', 'softfail', 'permerror', 'policy'].includes(word) ? 'fail' : 'none');

/**
 * What the trusted server wrote into Authentication-Results (RFC 8601). Anybody may write such a field into their own
 * letter, so only those count that bear the server's name; it is that server's task to remove others of its name.
 *
 * Shape  results count where they are for the domain of the From address: another's good name says nothing of this one.
 */
export function authenticationOf(headers: Headers, trusted: string | null, from: string): Authentication {
  const result: Authentication = { spf: 'none', dkim: 'none', dmarc: 'none' };
  if (!trusted) return result;
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
  for (const field of headers.get('authentication-results') ?? []) {
    const [server = '', ...parts] = field.split(';');
    if (server.trim().split(/\s+/)[0]?.toLowerCase() !== trusted.toLowerCase()) continue;
    for (const part of parts) {
      const [, method = '', word = ''] = /^\s*(spf|dkim|dmarc)\s*=\s*(\w+)/i.exec(part) ?? [];
      const kind = method.toLowerCase() as keyof Authentication | '';
      if (!kind || !isFor(part, domain)) continue;
      // One good signature among several is enough.
      if (result[kind] !== 'pass') result[kind] = found(word.toLowerCase());
    }
  }
  return result;
}

/** Whether a result names the domain, or one it belongs to, or names none. */
function isFor(part: string, domain: string): boolean {
  const named = [...part.matchAll(/(?:smtp\.mailfrom|header\.(?:d|i|from))\s*=\s*"?([^\s;"]+)/gi)].map(([, value = '']) => value.slice(value.lastIndexOf('@') + 1).toLowerCase());
  return named.length === 0 || named.some((name) => name === domain || domain.endsWith(`.${name}`));
}

/** Whether the sender's address is proved: by DMARC, or by SPF or a signature of the address's own domain. */
export const isProved = ({ spf, dkim, dmarc }: Authentication): boolean => dmarc === 'pass' || (dmarc !== 'fail' && (spf === 'pass' || dkim === 'pass'));
/** Whether the sender's address is disproved, so that answering it would write to somebody else. */
export const isDisproved = (a: Authentication): boolean => !isProved(a) && (a.spf === 'fail' || a.dkim === 'fail' || a.dmarc === 'fail');
