import { sessionHours } from '#domain/account/rules/session.ts';
import { mySeats } from '#domain/accreditation/queries/seats-page.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { type Answer, type Cookie, goTo, type Visit } from './door.tsx';
import { askedCookie, backCookie, sessionCookie } from './session.ts';

/** The cookie that keeps a person signed in on this device. */
const sessionFor = (session: string): Cookie => ({ name: sessionCookie, value: session, maxAgeSeconds: sessionHours * 3_600 });

/** Remembers where to go on after signing in: longer than any letter's link serves, shorter than a session. */
export const rememberWay = (back: string): Cookie => ({ name: backCookie, value: back, maxAgeSeconds: 3_600 });
const forget = (name: string): Cookie => ({ name, value: '', maxAgeSeconds: 0 });

type Arrival = { locale?: Locale; cookies?: readonly Cookie[]; /** Where this way of signing in leads, before all else. */ to?: string };

/**
 * Where a fresh session leads, whatever way it was started: to the second step where one is asked for, else to where
 * its person wanted to go before they had to sign in, else to their one forum, else to their own page.
 */
export async function arrive(visit: Visit, { session, personId }: { session: string; personId: string }, { locale, cookies: more = [], to }: Arrival = {}): Promise<Answer> {
  const cookies = [sessionFor(session), forget(askedCookie), ...more];
  if (await visit.house.sessions.half(session, visit.house.world.now())) return goTo('/sign-in/second', to ? [...cookies, rememberWay(to)] : cookies, locale);
  return goTo(to ?? visit.back ?? (await ownPlace(visit, personId)), [...cookies, ...forgetWay(visit)], locale);
}

/** The remembered way is gone once, not twice. */
export const forgetWay = (visit: Visit): Cookie[] => (visit.back ? [forget(backCookie)] : []);

async function ownPlace(visit: Visit, personId: string): Promise<string> {
  const seats = await mySeats({ ...visit.ctx, actor: { kind: 'person', personId, administrator: false } });
  return seats.length === 1 ? `/f/${seats[0]?.key ?? ''}` : '/me';
}
