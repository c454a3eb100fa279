import { createHash } from 'node:crypto';
import type { Method } from '#domain/account/model.ts';
import type { Actor } from '#domain/context.ts';
import type { Locale } from '#platform/i18n/locales.ts';

/** `__Host-`: bound to this origin, never sent over plain HTTP to another, not settable by a sibling. */
export const sessionCookie = '__Host-session';

/** The browser that asked for a letter to sign in: its six digits serve there only. */
export const askedCookie = '__Host-asked';
/** Where a browser that had to sign in first wanted to go: an address of ours, without its language. */
export const backCookie = '__Host-back';
/** The browser that went to the identity provider: only it may come back from there. */
export const awayCookie = '__Host-away';

export type SignedIn = { id: string; name: string; email: string; locale: Locale; zone: string; administrator: boolean; expiresAt: Date; session: { id: string; method: Method; startedAt: Date; confirmedAt: Date | null }; waitsFor: 'nothing' | 'second-factor' | 'setting-up'; useIsDue: boolean };

/** Finds who a session belongs to; wired to `account/queries/who.ts`. */
export type FindSession = (tokenHash: Buffer, now: Date) => Promise<SignedIn | null>;

export type Sessions = {
  /** Who is signed in, whole: every factor that is asked of them was given. */
  find(token: string | undefined, now: Date): Promise<SignedIn | null>;
  /** Who is half signed in: a second factor is still to be given or set up. Sees and does nothing else. */
  half(token: string | undefined, now: Date): Promise<SignedIn | null>;
  /** Forgets what is known of a session (hex of its hash), so that the next request asks the database. */
  forget(tokenHashHex: string): void;
  forgetAll(): void;
};

/** Ended sessions are told by live events; should one be lost, none outlives its end by more than this. */
const trustMs = 1_000;

/** Sessions in front of the database: remembered for a second, so that a busy reader does not cost a query a page. */
export function sessionsBy(find: FindSession, noteUse: (tokenHash: Buffer, now: Date) => Promise<void> = async () => {}): Sessions {
  const known = new Map<string, { who: SignedIn | null; until: number }>();
  const recognise = async (token: string | undefined, now: Date): Promise<SignedIn | null> => {
    if (!token || token.length > 200) return null;
    const hash = hashToken(token);
    const key = hash.toString('hex');
    const remembered = known.get(key);
    const realNow = performance.now();
    if (remembered && remembered.until > realNow) return alive(remembered.who, now);
    const who = await find(hash, now);
    if (known.size > 10_000) known.clear();
    known.set(key, { who, until: realNow + trustMs });
    if (who?.useIsDue) await noteUse(hash, now);
    return alive(who, now);
  };
  return {
    find: async (token, now) => whole(await recognise(token, now)),
    half: async (token, now) => {
      const who = await recognise(token, now);
      return who && !whole(who) ? who : null;
    },
    forget: (hex) => void known.delete(hex),
    forgetAll: () => known.clear(),
  };
}

const whole = (who: SignedIn | null): SignedIn | null => (who?.waitsFor === 'nothing' ? who : null);

const alive = (who: SignedIn | null, now: Date): SignedIn | null => (who && who.expiresAt > now ? who : null);

/** What is kept of a token: its hash, so that a stolen database signs nobody in. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The actor of a request: a person when signed in, else a visitor. */
export const actorOf = (who: SignedIn | null): Actor =>
  who ? { kind: 'person', personId: who.id, administrator: who.administrator } : { kind: 'visitor', personId: null, administrator: false };
