import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Cookie, Line, Visit } from './door.tsx';
import { errorPage } from './errors.tsx';
import type { KeptPage } from './page-cache.ts';
import { renderPage } from './render.ts';

/** A change of state that does not come from our own pages: nothing was done. */
export function refuseForeign(reply: FastifyReply, visit: Visit): FastifyReply {
  return html(reply.code(403), renderPage(errorPage(visit.locale, 403, visit.ctx.requestId, visit.house.assets)));
}

/** Turns an answer into bytes on the line. */
export function send(reply: FastifyReply, request: FastifyRequest, visit: Visit, answer: Answer): FastifyReply | Promise<FastifyReply> {
  switch (answer.kind) {
    case 'page':
      if (answer.status === 429) reply.header('retry-after', '900');
      return html(withCookies(reply.code(answer.status), answer.cookies), renderPage(answer.node));
    case 'kept':
      return sendKept(reply, request, answer.page);
    case 'go':
      if (answer.forget) reply.header('clear-site-data', '"cache", "cookies", "storage"');
      return withCookies(reply.code(303), answer.cookies).header('location', `/${answer.locale ?? visit.locale}${answer.to === '/' ? '/' : answer.to}`).header('cache-control', 'no-store').send();
    case 'leave':
      return withCookies(reply.code(303), answer.cookies).header('location', answer.to).header('cache-control', 'no-store').send();
    case 'absent':
      return html(reply.code(404), renderPage(errorPage(visit.locale, 404, visit.ctx.requestId, visit.house.assets)));
    case 'bytes':
      return sendBytes(reply, answer);
    case 'stream':
      return sendStream(reply, answer.open);
    default:
      return answer satisfies never;
  }
}

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);

function withCookies(reply: FastifyReply, cookies: readonly Cookie[] = []): FastifyReply {
  for (const { name, value, maxAgeSeconds, readable } of cookies) {
    reply.setCookie(name, value, { path: '/', secure: true, sameSite: 'lax', httpOnly: !readable, maxAge: maxAgeSeconds });
  }
  return reply;
}

async function sendKept(reply: FastifyReply, request: FastifyRequest, page: KeptPage): Promise<FastifyReply> {
  const accepts = String(request.headers['accept-encoding'] ?? '');
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('vary', 'accept-encoding, cookie');
  if (/\bbr\b/.test(accepts)) return reply.header('content-encoding', 'br').send(page.br);
  return /\bgzip\b/.test(accepts) ? reply.header('content-encoding', 'gzip').send(await page.gzip()) : reply.send(page.plain);
}

function sendBytes(reply: FastifyReply, answer: Extract<Answer, { kind: 'bytes' }>): FastifyReply {
  reply.code(answer.status).type(answer.mediaType).header('cache-control', answer.cache);
  if (answer.sandbox) reply.header('content-security-policy', "default-src 'none'; sandbox");
  // The name is ours and ASCII; a reader's words never get into a header.
  if (answer.fileName) reply.header('content-disposition', `attachment; filename="${answer.fileName.replace(/[^A-Za-z0-9._-]/g, '-')}"`);
  return reply.send(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body));
}

/** A thousand events: more than a forum has in a day. */
const mostUnread = 64 * 1024;

function sendStream(reply: FastifyReply, open: (line: Line) => void): FastifyReply {
  reply.hijack();
  const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([key, value]) => [key, String(value)]));
  reply.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  open({
    send: (chunk) => {
      reply.raw.write(chunk);
      // Who does not read what they asked for is let go; their browser comes back and is told what it missed.
      if (reply.raw.writableLength > mostUnread) reply.raw.destroy();
    },
    // The browser comes back by itself and is asked again who it is.
    end: () => void reply.raw.end(),
    onEnd: (hear) => void reply.raw.on('close', hear),
  });
  return reply;
}
