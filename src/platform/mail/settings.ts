import { z } from 'zod';

/** How letters come in: a listener for the site's own mail server or for everybody, or a mailbox that is looked into. */
export type MailIn =
  | { by: 'smtp' | 'lmtp'; host: string; port: number; tls: { cert: string; key: string } | null }
  | { by: 'imap'; host: string; port: number; secure: boolean; user: string; password: string; folder: string };
export type MailSettings = {
  /** Null: no letters come in, and no letter of ours names an address to answer to. */
  in: MailIn | null;
  /** What stands after the `@` of addresses of ours. */
  domain: string;
  /** The name under which the site's own mail server writes Authentication-Results; no other's are believed. */
  trustedServer: string | null;
  /** Whether a letter whose sender that server did not prove waits for its author's word. */
  senderCheck: 'required' | 'recorded';
};

export const mailSettingNames = ['MAIL_IN', 'MAIL_DOMAIN', 'MAIL_TLS_CERT', 'MAIL_TLS_KEY', 'MAIL_TRUSTED_SERVER', 'MAIL_SENDER_CHECK'] as const;

const name = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
export const mailSettingShapes = {
  MAIL_IN: z.url({ protocol: /^(smtp|lmtp|imaps?)$/, error: 'MAIL_IN is not an address such as lmtp://127.0.0.1:2424, smtp://0.0.0.0:25 or imaps://user:password@host/INBOX' }).optional(),
  MAIL_DOMAIN: z.string().regex(name, 'MAIL_DOMAIN is not a domain such as forum.example.org').optional(),
  MAIL_TLS_CERT: z.string().optional(),
  MAIL_TLS_KEY: z.string().optional(),
  MAIL_TRUSTED_SERVER: z.string().regex(name, 'MAIL_TRUSTED_SERVER is not the name of a server such as mx.example.org').optional(),
  MAIL_SENDER_CHECK: z.enum(['required', 'recorded'], { error: 'MAIL_SENDER_CHECK is neither required nor recorded' }).optional(),
};
type Given = { [K in keyof typeof mailSettingShapes]?: z.output<(typeof mailSettingShapes)[K]> };

/** The settings of the mail door, and what is wrong with them in sentences. */
export function mailSettings(s: Given, originHost: string): { settings: MailSettings; problems: string[] } {
  const problems: string[] = [];
  if (!s.MAIL_TLS_CERT !== !s.MAIL_TLS_KEY) problems.push('MAIL_TLS_CERT and MAIL_TLS_KEY belong together: give both or neither');
  if (s.MAIL_SENDER_CHECK === 'required' && !s.MAIL_TRUSTED_SERVER) problems.push('MAIL_SENDER_CHECK is required, but MAIL_TRUSTED_SERVER does not say whose results are believed');
  const url = s.MAIL_IN ? new URL(s.MAIL_IN) : null;
  if (url && !url.port && /^(?:smtp|lmtp):$/.test(url.protocol)) problems.push('MAIL_IN names no port');
  if (url?.protocol.startsWith('imap') && (!url.username || !url.password)) problems.push('MAIL_IN names no user or no password of the mailbox');
  const tls = s.MAIL_TLS_CERT && s.MAIL_TLS_KEY ? { cert: s.MAIL_TLS_CERT, key: s.MAIL_TLS_KEY } : null;
  return { problems, settings: { in: url && problems.length === 0 ? mailInOf(url, tls) : null, domain: (s.MAIL_DOMAIN ?? originHost).toLowerCase(), trustedServer: s.MAIL_TRUSTED_SERVER ?? null, senderCheck: s.MAIL_SENDER_CHECK ?? (s.MAIL_TRUSTED_SERVER ? 'required' : 'recorded') } };
}

function mailInOf(url: URL, tls: { cert: string; key: string } | null): MailIn {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'smtp:' || url.protocol === 'lmtp:') return { by: url.protocol === 'smtp:' ? 'smtp' : 'lmtp', host, port: Number(url.port), tls };
  const secure = url.protocol === 'imaps:';
  return { by: 'imap', host, port: Number(url.port || (secure ? 993 : 143)), secure, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX' };
}
