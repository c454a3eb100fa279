import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { enter, enterAsParty } from '#domain/accreditation/sight.ts';
import type { Device } from '#domain/account/model.ts';
import { deviceOf } from '#domain/account/rules/device.ts';
import { subscriberOf } from '#domain/account/rules/limits.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import { type ForumFrame, forumIdOf, frameAt, frameFacts } from '#domain/discussion/queries/forum-frame.ts';
import type { Output } from '#domain/disclosure/outputs.ts';
import type { Needs } from '#domain/rights.ts';
import { type Locale, locales, negotiate } from '#platform/i18n/locales.ts';
import { withoutZeros } from './form.ts';
import type { House } from './house.ts';
import { mayEnter } from './may-enter.ts';
import { asksForSignIn, signInFirst } from './sign-in-first.tsx';
import type { KeptPage } from './page-cache.ts';
import { refuseForeign, send } from './send.ts';
import { comesFromUs, isOneClick } from './security.ts';
import { actorOf, askedCookie, awayCookie, backCookie, type SignedIn, sessionCookie } from './session.ts';
import { ownAddress } from './way-back.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** One request, as routes see it: who, what language, what was asked; no headers, no cookies. */
export type Visit = {
  ctx: Context;
  locale: Locale;
  theme: Theme;
  /** The reader's own time zone. */
  zone: string;
  person: SignedIn | null;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  form: Readonly<Record<string, unknown>>;
  /** The address without its language: `/f/internet-2012-2/q/B2`. */
  path: string;
  /** Where the request came from, by the connection: forwarding headers are believed from configured proxies only. */
  peer: string;
  /** What the browser says it is, in plain words; for the person's own list. */
  device: Device;
  /** Who is half signed in, for the pages of the second step. */
  half: SignedIn | null;
  /** The token of the browser that asked for a letter. */
  asked: string | null;
  /** The session's token, for the routes that end it. */
  token: string | null;
  /** What this browser was given when it went to the identity provider. */
  away: string | null;
  /** The last event a browser had that comes back to a stream. */
  lastEventId: string | null;
  /** Where this browser wanted to go before it had to sign in: an address of ours. */
  back: string | null;
  /** The address as it came, with its question mark and what follows. */
  url: URL;
  house: House;
  /** Enters the forum of the address; null when it is not there or not for this reader. */
  forum(): Promise<ForumVisit | null>;
  /** The sight of a party to a decision, whom a suspension leaves this and nothing else of the forum. */
  asParty(): Promise<ForumContext | null>;
};

export type ForumVisit = { ctx: ForumContext; frame: ForumFrame };

/** What a route answers with; the door turns it into bytes. */
export type Answer =
  | { kind: 'page'; status: number; node: VNode; cookies?: readonly Cookie[] }
  | { kind: 'kept'; page: KeptPage }
  | { kind: 'go'; to: string; cookies?: readonly Cookie[]; forget?: boolean; locale?: Locale }
  /** To another house: the site's identity provider, and nowhere else. */
  | { kind: 'leave'; to: string; cookies: readonly Cookie[] }
  | { kind: 'absent' }
  | { kind: 'bytes'; status: number; mediaType: string; body: string | Uint8Array; fileName: string | null; cache: string; /** Somebody else's bytes: nothing in them may do anything here. */ sandbox: boolean }
  | { kind: 'stream'; open: (line: Line) => void };
/** One open stream: send to it, end it, hear that it ended. */
export type Line = { send(chunk: string): void; end(): void; onEnd(hear: () => void): void };
export type Cookie = { name: string; value: string; maxAgeSeconds: number; readable?: boolean };

/** A page with status 200, or another where given. */
export const show = (node: VNode, { status = 200, cookies }: { status?: number; cookies?: readonly Cookie[] } = {}): Answer => ({ kind: 'page', status, node, ...(cookies ? { cookies } : {}) });

/** The page again with what was typed and what is wrong with it: 422, which Turbo shows in place. */
export const showAgain = (node: VNode, status = 422): Answer => ({ kind: 'page', status, node });

/** After a deed: see the result at another address of ours, given without its language. */
export const goTo = (to: string, cookies?: readonly Cookie[], locale?: Locale): Answer => ({ kind: 'go', to, ...(cookies ? { cookies } : {}), ...(locale ? { locale } : {}) });

/** To the identity provider, whose address the settings name; never to one a reader gave. */
export const leaveFor = (to: string, cookies: readonly Cookie[]): Answer => ({ kind: 'leave', to, cookies });

/** After signing out: the browser forgets pages, cookies and drafts of ours. */
export const goAndForget = (to: string): Answer => ({ kind: 'go', to, forget: true });

/** The one answer for "not there" and "not for you". */
export const absent = (): Answer => ({ kind: 'absent' });

/** Anything but a page: a calendar, a feed, a file. */
export const bytes = (mediaType: string, body: string | Uint8Array, { fileName = null as string | null, status = 200, cache = 'no-store', sandbox = false } = {}): Answer => ({ kind: 'bytes', status, mediaType, body, fileName, cache, sandbox });

/** A page kept in memory, the same for all readers of one sight. */
export const kept = (page: KeptPage): Answer => ({ kind: 'kept', page });

/** A stream of server-sent events that stays open until either side ends it. */
export const stream = (open: (line: Line) => void): Answer => ({ kind: 'stream', open });

type Handle = (visit: Visit) => Promise<Answer>;

/** Opens an address. The second form exists for its message: an address that does not say what it needs is a type error. */
type Open = {
  (path: string, output: Output, needs: Needs, handle: Handle): void;
  (path: string, output: Output, missing: AnAddressSaysWhatItNeedsBeforeItsHandler): void;
};
/** One word of `Needs` in src/domain/rights.ts; nothing is of this type. */
type AnAddressSaysWhatItNeedsBeforeItsHandler = { readonly needs: never };

/** The web's door: every address with its method, its registered output, the right it needs and what it calls. */
export type Door = {
  page: Open;
  deed: Open;
  feed: Open;
  /** All that was opened, for the tests that compare it with the register and the rights. */
  readonly opened: readonly Opened[];
};

/** An opened address: what leaves by it, and whom it is open to. */
export type Opened = { method: 'GET' | 'POST'; path: string; output: Output; needs: Needs };

/** Opens addresses on a server; each begins with the language: `/en/f/…`. */
export function doorOn(app: FastifyInstance, house: House): Door {
  const opened: Opened[] = [];
  const at = (path: string) => `/:locale(^${locales.join('|')}$)${path === '/' ? '/' : path}`;

  const open = (asked: 'page' | 'feed' | 'deed'): Open => (path, output, needs: Needs | AnAddressSaysWhatItNeedsBeforeItsHandler, handle?: Handle) => {
    if (typeof needs !== 'string' || !handle) throw new Error(`${path} does not say what it needs`);
    const method = asked === 'deed' ? 'POST' : 'GET';
    opened.push({ method, path, output, needs });
    app.route({
      method,
      url: at(path),
      handler: async (request, reply) => {
        const visit = await visitOf(request, house);
        if (method === 'POST' && !comesFromUs(request.headers, house.origin) && !isOneClick(path, request.body)) return refuseForeign(reply, visit);
        if (!visit.person && asksForSignIn(needs)) return send(reply, request, visit, signInFirst(visit, asked));
        const entered = { forumId: null as string | null };
        const watched = watching(visit, entered);
        // For whoever is signed in, not for you is not there.
        const answer = (await mayEnter(watched, needs)) ? await handle(watched) : absent();
        // The writer sees their own deed at once, whatever the live event's way back takes.
        if (method === 'POST') for (const memory of [house.frames, house.forumIds]) memory.forgetAll();
        if (method === 'POST' && entered.forumId) house.pages.drop(`forum:${entered.forumId}`);
        return send(reply, request, visit, answer);
      },
    });
  };
  return { page: open('page'), feed: open('feed'), deed: open('deed'), opened };
}

/** The visit, entering its forum once and remembering which it was. */
function watching(visit: Visit, entered: { forumId: string | null }): Visit {
  let entering: Promise<ForumVisit | null> | null = null;
  return {
    ...visit,
    forum: () => {
      entering ??= visit.forum().then((found) => {
        entered.forumId = found?.ctx.sight.forumId ?? null;
        return found;
      });
      return entering;
    },
  };
}

/** An id that no forum has: ids are random. */
const noForum = '00000000-0000-0000-0000-000000000000';

async function visitOf(request: FastifyRequest, house: House): Promise<Visit> {
  const params = withoutZeros((request.params ?? {}) as Record<string, string>) as Record<string, string>;
  const now = house.world.now();
  const token = request.cookies[sessionCookie] ?? null;
  const person = await house.sessions.find(token ?? undefined, now);
  const half = token && !person ? await house.sessions.half(token, now) : null;
  const ctx: Context = { db: house.pool.db, actor: actorOf(person), now, world: house.world, requestId: request.id };
  const locale = localeOf(params['locale'], request.headers['accept-language']);
  const visit: Visit = {
    ctx,
    locale,
    theme: themeOf(request.cookies['theme']),
    zone: person?.zone ?? 'Europe/Vienna',
    person,
    params,
    query: flat(withoutZeros((request.query ?? {}) as Record<string, unknown>)),
    form: withoutZeros((request.body ?? {}) as Record<string, unknown>),
    path: request.url.split('?')[0]?.replace(/^\/[a-z]{2}(?=\/|$)/, '') || '/',
    peer: subscriberOf(request.ip),
    device: deviceOf(request.headers['user-agent']),
    half,
    asked: request.cookies[askedCookie]?.slice(0, 200) ?? null,
    token,
    away: request.cookies[awayCookie]?.slice(0, 200) ?? null,
    lastEventId: String(request.headers['last-event-id'] ?? '').slice(0, 40) || null,
    back: ownAddress(request.cookies[backCookie]),
    url: new URL(request.url, house.origin),
    house,
    forum: async () => {
      const key = params['forum'] ?? '';
      const forumId = await house.forumIds.get(key, () => forumIdOf(ctx, key));
      // The seat is asked for even where there is no forum, so that hidden and absent cost the same question.
      const inside = await enter(ctx, forumId ?? noForum);
      if (!forumId || !inside) return null;
      return { ctx: inside, frame: frameAt(await house.frames.get(inside.sight.forumId, () => frameFacts(inside)), inside) };
    },
    asParty: async () => {
      const key = params['forum'] ?? '';
      const forumId = await house.forumIds.get(key, () => forumIdOf(ctx, key));
      const inside = await enterAsParty(ctx, forumId ?? noForum);
      return forumId ? inside : null;
    },
  };
  return visit;
}

const localeOf = (asked: string | undefined, accepts: string | undefined): Locale => locales.find((locale) => locale === asked) ?? negotiate(accepts);

const themeOf = (cookie: string | undefined): Theme => (cookie === 'light' || cookie === 'dark' ? cookie : 'auto');

/** Of a parameter given twice the first counts. */
const flat = (query: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(Array.isArray(value) ? value[0] : value)]));
