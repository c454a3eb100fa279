import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Assets } from './house.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** The built script, style and fonts, read once; their names change with what they hold, so they are kept for a year. */
export function serveAssets(app: FastifyInstance, { folder }: Assets): void {
  for (const name of readdirSync(folder)) {
    const mediaType = mediaTypes[extname(name)];
    if (!mediaType) continue;
    const plain = readFileSync(join(folder, name));
    const br = /^text|svg/.test(mediaType) ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : null;
    app.get(`/assets/${name}`, async (request, reply) => {
      reply.type(mediaType).header('cache-control', 'public, max-age=31536000, immutable');
      if (!br || !/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(plain);
      return reply.header('content-encoding', 'br').header('vary', 'accept-encoding').send(br);
    });
  }
}

/** What the build wrote of names; throws when the program was not built. */
export function readAssets(folder: string): Assets {
  return { folder, manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string> };
}
