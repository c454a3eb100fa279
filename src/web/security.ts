import type { FastifyInstance } from 'fastify';

/** No inline script or style anywhere: a page kept in memory cannot carry a nonce, and needs none. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The one style element Turbo writes, for a progress bar that never comes up, is let in by the hash of its text;
  // another version of Turbo needs another hash, and the browser tests count every report of the policy.
  "style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  'report-uri /csp-report',
].join('; ');

/** The headers every answer bears, error pages included. */
export function securityHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    // `no-referrer` would make browsers send `Origin: null` with plain forms, and the check below could not tell.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    'x-frame-options': 'DENY',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Whether a state change comes from our own pages: the Origin must be ours, and what the browser says of the
 * sending site must agree. A request that says neither is refused: every current browser says both.
 */
export function comesFromUs(headers: Headers, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers['origin'] === origin;
}

/**
 * Whether a mail program sends what its "unsubscribe" button sends: it has no page, no cookie and no Origin, only the
 * token in the address, which opens nothing else.
 *
 * Source  RFC 8058, section 3.1.
 */
export function isOneClick(path: string, body: unknown): boolean {
  const sent = Object.entries((body ?? {}) as Record<string, unknown>);
  return path === '/no-letters/:token' && sent.length === 1 && sent[0]?.[0] === 'List-Unsubscribe' && sent[0][1] === 'One-Click';
}

/** Refuses a request for another host than ours, so that no link or letter is ever made from a forged name. */
export function guardHost(app: FastifyInstance, origin: string): void {
  const ours = new URL(origin).host;
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.host !== ours) return reply.code(421).type('text/plain; charset=utf-8').send('This host is not served here.\n');
  });
}
