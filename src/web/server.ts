import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart, { type MultipartFile } from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { maxFileBytes } from '#platform/incoming/inspect.ts';
import { locales, negotiate } from '#platform/i18n/locales.ts';
import { serveAssets } from './assets.ts';
import { type Door, doorOn } from './door.tsx';
import { type ErrorStatus, errorPage } from './errors.tsx';
import type { House } from './house.ts';
import { renderPage } from './render.ts';
import { routes } from './routes.ts';
import { guardHost, securityHeaders } from './security.ts';

/** Two megabytes of Cyrillic take twelve in a form; what is longer than a contribution may be is refused later, with its text. */
const maxFormBytes = 16 * 1024 * 1024;

/** A file somewhat too large is told so on its own page, beside what was typed; one far too large is not read to its end. */
const maxSentFileBytes = maxFileBytes + 4 * 1024 * 1024;

/** A file's bytes bear the name it was sent under; without one they are bytes like any. */
async function keepName(part: MultipartFile): Promise<void> {
  Object.assign(part, { value: Object.assign(await part.toBuffer(), { fileName: part.filename ?? '' }) });
}

/** The web server with every address opened; it listens when told to. */
export async function buildServer(house: House): Promise<{ app: FastifyInstance; door: Door }> {
  const headers = securityHeaders(house.origin);
  const app = Fastify({
    genReqId: () => house.world.mint(),
    bodyLimit: maxFormBytes,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    logger: false,
    // Forwarding headers are believed from the named proxies only; from anyone else they say nothing.
    trustProxy: house.trustedProxies?.length ? [...house.trustedProxies] : false,
    forceCloseConnections: true,
    // An address that cannot be decoded never reaches a hook: it is answered here, with the headers of all others.
    frameworkErrors: (_, request, reply) => {
      const answer: FastifyReply = reply.headers(headers) as unknown as FastifyReply;
      void answer.code(404).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderPage(errorPage(localeIn(request), 404, request.id, house.assets)));
    },
  });
  app.server.headersTimeout = 10_000;
  app.addHook('onRequest', async (_, reply) => void reply.headers(headers));
  guardHost(app, house.origin);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: maxFormBytes });
  await app.register(multipart, { attachFieldsToBody: 'keyValues', limits: { fileSize: maxSentFileBytes, files: 5, fields: 200 }, onFile: keepName });
  app.addContentTypeParser(['application/csp-report', 'application/reports+json'], { parseAs: 'string', bodyLimit: 16_384 }, (_, __, done) => done(null, null));
  // JSON is no language of ours: a form cannot send it, so whoever does is no page of ours.
  app.removeContentTypeParser('application/json');
  app.removeContentTypeParser('text/plain');

  app.addHook('onResponse', async (request, reply) => {
    house.log.info('web.request', { requestId: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
  });
  serveAssets(app, house.assets);
  app.get('/', async (request, reply) => reply.redirect(`/${negotiate(request.headers['accept-language'])}/`, 302));
  app.get('/healthz', async (_, reply) => reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send('ok\n'));
  app.post('/csp-report', async (request, reply) => {
    house.log.info('web.csp_report', { requestId: request.id });
    return reply.code(204).send();
  });

  const door = doorOn(app, house);
  routes(door);
  answerErrors(app, house);
  return { app, door };
}

function answerErrors(app: FastifyInstance, house: House): void {
  const page = (request: FastifyRequest, status: ErrorStatus) => renderPage(errorPage(localeIn(request), status, request.id, house.assets));
  app.setNotFoundHandler((request, reply) => {
    const first = request.url.split(/[/?]/)[1] ?? '';
    const hasLocale = locales.some((locale) => locale === first);
    // An address without its language, as the links in kept texts are, is sent on to that of the page it was followed from, else to the reader's own.
    if (request.method === 'GET' && !hasLocale && /^(s|f|i|me|sign-in|admin)$/.test(first)) {
      return reply.redirect(`/${localeBefore(request, house.origin) ?? negotiate(request.headers['accept-language'])}${request.url}`, 302);
    }
    return reply.code(404).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page(request, 404));
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = statusOfFault(error, request);
    if (status >= 500) house.log.error('web.fault', { requestId: request.id, route: request.routeOptions.url ?? 'none', status, fault: error.code ?? error.name, where: firstOwnLine(error) });
    if (status === 503) reply.header('retry-after', '5');
    return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page(request, status));
  });
}

const localeIn = (request: FastifyRequest) => locales.find((locale) => locale === request.url.split(/[/?]/)[1]) ?? negotiate(request.headers['accept-language']);

/** The language of our own page that a link was followed from. */
const localeBefore = (request: FastifyRequest, origin: string) => (request.headers.referer?.startsWith(`${origin}/`) ? locales.find((locale) => request.headers.referer?.startsWith(`${origin}/${locale}/`)) : undefined);

/** Connection refused, terminated, starting up or shutting down, or a pool that waited too long: the database is away. */
const databaseAway = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\w{3}|53300)$/;

function statusOfFault(error: Error & { statusCode?: number; code?: string }, request: FastifyRequest): ErrorStatus {
  if (databaseAway.test(error.code ?? '') || /timeout exceeded when trying to connect|Connection terminated/.test(error.message)) return 503;
  // A form in parts that breaks off is the sender's fault, though its reader does not say so.
  const unread = request.headers['content-type']?.startsWith('multipart/') && (request.body === undefined || request.body === null);
  const status = error.statusCode ?? (unread ? 422 : 500);
  if (status === 413 || status === 415 || status === 429) return status;
  if (status >= 400 && status < 500) return 422;
  return 500;
}

/** Where in our code it happened; the message stays out of the log, since it may quote a text. */
const firstOwnLine = (error: Error): string => error.stack?.split('\n').find((line) => /\/(src|dist)\//.test(line))?.trim().slice(0, 200) ?? '';
