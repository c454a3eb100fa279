import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameFacts } from '#domain/discussion/queries/forum-frame.ts';
import { noteUse } from '#domain/account/commands/note-use.ts';
import type { Marking } from '#domain/disclosure/model.ts';
import type { StaffSecondFactor } from '#domain/account/model.ts';
import { who } from '#domain/account/queries/who.ts';
import { type Files, filesIn } from '#platform/files/store.ts';
import { vaultOf } from '#platform/vault.ts';
import { listen } from '#platform/live/listen.ts';
import { openLog } from '#platform/log.ts';
import type { Provider } from '#platform/openid.ts';
import type { Door } from '#web/door.tsx';
import { pageCache } from '#web/page-cache.ts';
import { buildServer } from '#web/server.ts';
import { sessionCookie, sessionsBy } from '#web/session.ts';
import { shortMemory } from '#web/short-memory.ts';
import type { Character, TestHouse } from './house.ts';

export type Reply = { status: number; headers: Readonly<Record<string, unknown>>; text: string };
/** A character, or anyone else whose address is NAME@example.org. */
export type Who = Character | (string & {});
export type TestBrowser = { get(path: string): Promise<Reply>; post(path: string, form: Readonly<Record<string, string>>): Promise<Reply>; cookies: Map<string, string> };
export type TestWeb = {
  door: Door;
  files: Files;
  origin: string;
  /** What a browser gets at an address; as one of the characters where named. */
  get(path: string, as?: Who): Promise<Reply>;
  /** What a browser gets after sending a form from one of our pages. */
  post(path: string, form: Readonly<Record<string, string>>, as?: Who): Promise<Reply>;
  /** The same with a file in it, as a browser sends a form in parts. */
  send(path: string, form: Readonly<Record<string, string>>, file: { name: string; bytes: Uint8Array; type?: string }, as?: Who): Promise<Reply>;
  /** A browser of its own, with its cookies, not signed in until it signs in. */
  browser(headers?: Readonly<Record<string, string>>): TestBrowser;
  /** The address of a real socket, listening. */
  listening(): Promise<string>;
  /** The cookie of one of the characters. */
  cookieOf(as: Character): Promise<string>;
  /** The bytes of what a form is answered with: a file. */
  bytes(path: string, as: Character): Promise<Uint8Array>;
  /** The same over a real socket, read to its end; for benchmarks. */
  live(path: string, as: Character): Promise<ArrayBuffer>;
  /** Forgets every page kept in memory; with all else that is remembered for a moment where asked for. */
  forget(options?: { all?: boolean }): void;
  end(): Promise<void>;
};

/** The web's door on a furnished house, without a network: real routes, sessions, database and clock. */
export async function openWeb(house: TestHouse, { staffSecondFactor = 'optional' as StaffSecondFactor, trustedProxies = [] as string[], provider = null as Provider | null, scanner = false, translates = null as Marking | null } = {}): Promise<TestWeb> {
  const origin = 'http://forum.example';
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'app.css'), '');
  const { db } = house.pool;
  const live = await listen(house.url);
  const pages = pageCache();
  const files = filesIn(join(folder, 'files'));
  const [forumIds, frames] = [shortMemory<string | null>(), shortMemory<FrameFacts>()];
  const sessions = sessionsBy((hash, now) => who({ db }, hash, now, staffSecondFactor), (hash, now) => noteUse({ db }, hash, now));
  live.subscribe('session', () => sessions.forgetAll());
  const { app, door } = await buildServer({
    origin, pool: house.pool, world: house.world, live, files, attachments: { files, scanner }, translates,
    assets: { folder: join(folder, 'assets'), manifest: { 'app.css': 'app.css', 'app.js': 'app.js', 'icon.svg': 'icon.svg' } },
    pages, forumIds, frames, sessions, vault: vaultOf(new Uint8Array(32).fill(7)), provider, rehearsal: () => false, log: openLog('error'), trustedProxies,
  });
  const cookies = new Map<string, string>();
  const cookieOf = async (as: Who | undefined): Promise<Record<string, string>> => {
    if (!as) return {};
    const known = cookies.get(as) ?? randomBytes(32).toString('base64url');
    if (!cookies.has(as)) {
      const person = await db.selectFrom('person').select('id').where('email', '=', `${as}@example.org`).executeTakeFirstOrThrow();
      await db.insertInto('session').values({ token_hash: createHash('sha256').update(known).digest(), person_id: person.id, started_at: '2012-01-01T00:00:00Z', expires_at: '2099-01-01T00:00:00Z' }).execute();
      cookies.set(as, known);
    }
    return { cookie: `${sessionCookie}=${known}` };
  };
  const host = new URL(origin).host;
  const reply = (r: { statusCode: number; headers: Record<string, unknown>; body: string }): Reply => ({ status: r.statusCode, headers: r.headers, text: r.body });
  let listening: Promise<string> | null = null;
  return {
    live: async (path, as) => {
      listening ??= app.listen({ host: '127.0.0.1', port: 0 });
      // The host of the request is checked: a real socket is asked under the origin's own name.
      const { cookie } = await cookieOf(as);
      return readAll(`${await listening}${path}`, { host, cookie: cookie ?? '' });
    },
    browser: (headers = {}) => {
      const jar = new Map<string, string>();
      const send = async (method: 'GET' | 'POST', path: string, form?: Readonly<Record<string, string>>): Promise<Reply> => {
        const sent = form ? { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } : {};
        const r = await app.inject({ method, url: path, headers: { host, cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '), ...sent, ...headers }, ...(form ? { payload: new URLSearchParams(form).toString() } : {}) });
        for (const { name, value, maxAge } of r.cookies as { name: string; value: string; maxAge?: number }[]) maxAge === 0 ? jar.delete(name) : jar.set(name, value);
        return reply(r);
      };
      return { get: (path) => send('GET', path), post: (path, form) => send('POST', path, form), cookies: jar };
    },
    listening: () => (listening ??= app.listen({ host: '127.0.0.1', port: 0 })),
    cookieOf: async (as) => (await cookieOf(as))['cookie'] ?? '',
    forget: ({ all = false } = {}) => {
      pages.dropAll();
      if (all) for (const memory of [frames, forumIds]) memory.forgetAll();
    },
    door,
    files,
    origin,
    get: async (path, as) => reply(await app.inject({ method: 'GET', url: path, headers: { host, ...(await cookieOf(as)) } })),
    post: async (path, form, as) => reply(await app.inject({ method: 'POST', url: path, headers: { host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...(await cookieOf(as)) }, payload: new URLSearchParams(form).toString() })),
    send: async (path, form, file, as) => {
      const parts = new FormData();
      for (const [name, value] of Object.entries(form)) parts.set(name, value);
      parts.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.type ?? 'application/octet-stream' }), file.name);
      const body = new Response(parts);
      return reply(await app.inject({ method: 'POST', url: path, headers: { host, origin, 'sec-fetch-site': 'same-origin', 'content-type': body.headers.get('content-type') ?? '', ...(await cookieOf(as)) }, payload: Buffer.from(await body.arrayBuffer()) }));
    },
    bytes: async (path, as) => new Uint8Array((await app.inject({ method: 'POST', url: path, headers: { host, origin, 'sec-fetch-site': 'same-origin', ...(await cookieOf(as)) } })).rawPayload),
    end: async () => {
      await app.close();
      await live.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A plain request whose Host header is ours to choose. */
const agent = new Agent({ keepAlive: true });
export const readAll = (url: string, headers: Readonly<Record<string, string>>): Promise<ArrayBuffer> => new Promise((done, fail) => {
  request(url, { headers: { ...headers, 'accept-encoding': 'br' }, agent }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => (answer.statusCode === 200 ? done(new Uint8Array(Buffer.concat(chunks)).buffer) : fail(new Error(`answered ${answer.statusCode}`))));
  }).on('error', fail).end();
});
