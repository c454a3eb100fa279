import { z } from 'zod';
import { type MailSettings, mailSettingNames, mailSettingShapes, mailSettings } from './mail/settings.ts';
import type { ProviderSettings } from './openid.ts';
import type { ClassifierSettings } from './classify.ts';
import type { ModelSettings } from './model.ts';
import type { TranslatorSettings } from './translate.ts';

/** How one installation is set up, read once from the environment. */
export type Config = {
  host: string;
  port: number;
  /** The address people use, without a path: links, cookies and the check of state changes rest on it. */
  origin: string;
  dataDir: string;
  /** An external PostgreSQL; null means the embedded one. */
  databaseUrl: string | null;
  /** Where letters are handed over; null means they wait. */
  smtpUrl: string | null;
  /** How letters come in. */
  mail: MailSettings;
  /** The site's identity provider; null means that nobody signs in by one. */
  identityProvider: ProviderSettings | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Whether organisers, moderators, rapporteurs and administrators must have a second factor. */
  staffSecondFactor: 'required' | 'optional';
  /** The key of sealed secrets, 32 bytes in base64; null means the one kept in the data folder. */
  secretKey: string | null;
  /** Addresses of proxies in front whose word on the client's address is believed; nobody else's is. */
  trustedProxies: readonly string[];
  /** Where a scanner looks at files before anyone may open them; null means that none does. */
  scannerUrl: string | null;
  /** Who translates, and up to which marking a text may go there; null means nobody. */
  translator: (TranslatorSettings & { ceiling: Ceiling }) | null;
  /** Who looks at texts as a further aid to moderators, and up to which marking a text may go there; null means nobody. */
  classifier: (ClassifierSettings & { ceiling: Ceiling }) | null;
  /** What model points rapporteurs to passages, and up to which marking a text may go there; null means none. */
  model: (ModelSettings & { ceiling: Ceiling }) | null;
};

const ceilings = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;
type Ceiling = (typeof ceilings)[number];

const known = ['HOST', 'PORT', 'ORIGIN', 'DATA_DIR', 'DATABASE_URL', 'SMTP_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_LABEL', 'LOG_LEVEL', 'STAFF_SECOND_FACTOR', 'SECRET_KEY', 'TRUSTED_PROXIES', 'SCANNER_URL', 'TRANSLATOR_URL', 'TRANSLATOR_KEY', 'TRANSLATOR_CEILING', 'CLASSIFIER_URL', 'CLASSIFIER_KEY', 'CLASSIFIER_CEILING', 'MODEL_URL', 'MODEL_KEY', 'MODEL_NAME', 'MODEL_CEILING', ...mailSettingNames] as const;

const Settings = z.object({
  ...mailSettingShapes,
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'PORT is not a number' }).int('PORT is not a whole number').min(0, 'PORT is below 0').max(65_535, 'PORT is above 65535').default(4600),
  ORIGIN: z.url({ error: 'ORIGIN is not an address such as https://forum.example.org' }).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL is not an address such as postgres://user:password@host/name' }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'SMTP_URL is not an address such as smtp://host:25' }).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'OIDC_ISSUER is not an address such as https://id.example.org' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().trim().max(60, 'OIDC_LABEL is longer than 60 signs').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: 'LOG_LEVEL is none of debug, info, warn, error' }).default('info'),
  STAFF_SECOND_FACTOR: z.enum(['required', 'optional'], { error: 'STAFF_SECOND_FACTOR is neither required nor optional' }).default('optional'),
  SECRET_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'SECRET_KEY is not 32 bytes in base64; make one with: openssl rand -base64 32').optional(),
  TRUSTED_PROXIES: z.string().regex(/^[0-9a-fA-F.:/]+( *, *[0-9a-fA-F.:/]+)*$/, 'TRUSTED_PROXIES is no list of addresses or networks such as 127.0.0.1, 10.0.0.0/8').optional(),
  SCANNER_URL: z.string().regex(/^clamd:\/\/[^/:@\s]+(:\d{1,5})?$/, 'SCANNER_URL is not an address such as clamd://127.0.0.1:3310').optional(),
  TRANSLATOR_URL: z.url({ protocol: /^https?$/, error: 'TRANSLATOR_URL is not an address such as http://127.0.0.1:5000' }).optional(),
  TRANSLATOR_KEY: z.string().max(200, 'TRANSLATOR_KEY is longer than 200 signs').optional(),
  TRANSLATOR_CEILING: z.enum(ceilings, { error: `TRANSLATOR_CEILING is none of ${ceilings.join(', ')}` }).default('TLP:CLEAR'),
  CLASSIFIER_URL: z.url({ protocol: /^https?$/, error: 'CLASSIFIER_URL is not an address such as http://127.0.0.1:7000/classify' }).optional(),
  CLASSIFIER_KEY: z.string().max(200, 'CLASSIFIER_KEY is longer than 200 signs').optional(),
  CLASSIFIER_CEILING: z.enum(ceilings, { error: `CLASSIFIER_CEILING is none of ${ceilings.join(', ')}` }).default('TLP:CLEAR'),
  MODEL_URL: z.url({ protocol: /^https?$/, error: 'MODEL_URL is not an address such as http://127.0.0.1:8080/v1' }).optional(),
  MODEL_KEY: z.string().max(400, 'MODEL_KEY is longer than 400 signs').optional(),
  MODEL_NAME: z.string().trim().min(1).max(80, 'MODEL_NAME is longer than 80 signs').default('default'),
  MODEL_CEILING: z.enum(ceilings, { error: `MODEL_CEILING is none of ${ceilings.join(', ')}` }).default('TLP:CLEAR'),
});

/** The settings, or every problem with them in a sentence. A setting given empty counts as not given. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): { ok: true; config: Config } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(known.map((name) => [name, env[name] || undefined]));
  const read = Settings.safeParse(given);
  const problems = misspelt(env);
  if (!read.success) return { ok: false, problems: [...read.error.issues.map((issue) => issue.message), ...problems] };
  const s = read.data;
  const origin = s.ORIGIN ? new URL(s.ORIGIN).origin : `http://${s.HOST.includes(':') ? `[${s.HOST}]` : s.HOST}:${s.PORT}`;
  const provider = identityProvider(s);
  const mail = mailSettings(s, new URL(origin).hostname);
  problems.push(...mail.problems, ...originProblems(s.ORIGIN, origin), ...secretProblems(s.DATABASE_URL), ...provider.problems, ...outsideProblems('TRANSLATOR', s.TRANSLATOR_URL, s.TRANSLATOR_KEY, 'translated'), ...outsideProblems('CLASSIFIER', s.CLASSIFIER_URL, s.CLASSIFIER_KEY, 'looked at'), ...outsideProblems('MODEL', s.MODEL_URL, s.MODEL_KEY, 'read there'));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: { host: s.HOST, port: s.PORT, origin, dataDir: s.DATA_DIR, databaseUrl: s.DATABASE_URL ?? null, smtpUrl: s.SMTP_URL ?? null, mail: mail.settings, identityProvider: provider.settings, logLevel: s.LOG_LEVEL, staffSecondFactor: s.STAFF_SECOND_FACTOR, secretKey: s.SECRET_KEY ?? null, trustedProxies: s.TRUSTED_PROXIES?.split(',').map((a) => a.trim()) ?? [], scannerUrl: s.SCANNER_URL ?? null, translator: s.TRANSLATOR_URL ? { url: s.TRANSLATOR_URL, key: s.TRANSLATOR_KEY ?? null, ceiling: s.TRANSLATOR_CEILING } : null, classifier: s.CLASSIFIER_URL ? { url: s.CLASSIFIER_URL, key: s.CLASSIFIER_KEY ?? null, ceiling: s.CLASSIFIER_CEILING } : null, model: s.MODEL_URL ? { url: s.MODEL_URL, key: s.MODEL_KEY ?? null, name: s.MODEL_NAME, ceiling: s.MODEL_CEILING } : null } };
}

const isLoopback = (hostname: string): boolean => hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127\./.test(hostname);

function originProblems(given: string | undefined, origin: string): string[] {
  const url = new URL(given ?? origin);
  const problems: string[] = [];
  if (given && (url.pathname !== '/' || url.search)) problems.push('ORIGIN has a path; give only scheme, host and port');
  // Session cookies are sent over TLS only; browsers make an exception for this machine alone.
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) problems.push(`ORIGIN ${origin} is not https: nobody could sign in; put a TLS proxy in front and set ORIGIN to its address`);
  return problems;
}

/** All that is needed of an identity provider, or nothing; half a setting would be a button that leads nowhere. */
function identityProvider(s: z.output<typeof Settings>): { settings: ProviderSettings | null; problems: string[] } {
  const needed = { OIDC_ISSUER: s.OIDC_ISSUER, OIDC_CLIENT_ID: s.OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: s.OIDC_CLIENT_SECRET };
  const missing = Object.entries(needed).filter(([, value]) => !value).map(([name]) => name);
  if (missing.length === 3 && !s.OIDC_LABEL) return { settings: null, problems: [] };
  const problems = missing.length > 0 ? [`${missing.join(', ')} missing: an identity provider needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET`] : [];
  const url = s.OIDC_ISSUER ? new URL(s.OIDC_ISSUER) : null;
  if (url && url.protocol !== 'https:' && !isLoopback(url.hostname)) problems.push('OIDC_ISSUER is not https: whoever sits on the line could sign in as anybody');
  if (!url || problems.length > 0) return { settings: null, problems };
  return { settings: { issuer: s.OIDC_ISSUER ?? '', clientId: s.OIDC_CLIENT_ID ?? '', clientSecret: s.OIDC_CLIENT_SECRET ?? '', label: s.OIDC_LABEL ?? url.hostname }, problems };
}

/** Texts go to a translator, a classifier or a model as they are: over a line that others cannot read, or not at all. */
function outsideProblems(name: 'TRANSLATOR' | 'CLASSIFIER' | 'MODEL', address: string | undefined, key: string | undefined, what: string): string[] {
  if (!address) return key ? [`${name}_KEY is given without ${name}_URL`] : [];
  const url = new URL(address);
  return url.protocol !== 'https:' && !isLoopback(url.hostname) ? [`${name}_URL is not https: whoever sits on the line could read what is ${what}`] : [];
}

const commonPasswords = new Set(['postgres', 'password', 'passwd', 'changeme', 'change-me', 'secret', 'admin', 'root', 'test', 'example', '123456', '12345678', 'colloquy', 'default']);

/** A database reached over a network needs a password that cannot be guessed. */
function secretProblems(databaseUrl: string | undefined): string[] {
  if (!databaseUrl) return [];
  const { hostname, password, username } = new URL(databaseUrl);
  if (isLoopback(hostname) || hostname === '') return [];
  const plain = decodeURIComponent(password);
  if (plain.length < 12 || commonPasswords.has(plain.toLowerCase()) || plain === username) return ['the password in DATABASE_URL is missing, short or a default one; give the database user one of at least 12 characters'];
  return [];
}

/** Names that look like ours but are not: a setting misspelt would otherwise be a setting ignored. */
function misspelt(env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  for (const name of Object.keys(env)) {
    if ((known as readonly string[]).includes(name)) continue;
    const nearest = known.find((k) => k.length > 4 && distance(name, k) <= (k.length > 6 ? 2 : 1));
    if (name.startsWith('COLLOQUY_')) problems.push(`${name} is no setting; settings are ${known.join(', ')}`);
    else if (nearest) problems.push(`${name} is no setting; did you mean ${nearest}?`);
  }
  return problems;
}

/** Number of single-letter changes that make one word the other (Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 3;
}
