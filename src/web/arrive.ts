import { sessionHours } from '#domain/account/rules/session.ts';
import { mySeats } from '#domain/accreditation/queries/seats-page.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { type Answer, type Cookie, goTo, type Visit } from './door.tsx';
import { askedCookie, sessionCookie } from './session.ts';
import { forgetWay, rememberWay } from './way-back.ts';

/** The cookie that keeps a person signed in on this device. */
const sessionFor = (session: string): Cookie => ({ name: sessionCookie, value: session, maxAgeSeconds: sessionHours * 3_600 });

type Arrival = { locale?: Locale; cookies?: readonly Cookie[]; /** Where this way of signing in leads, before all else. */ to?: string };

/**
 * Where a fresh session leads, whatever way it was started: to the second step where one is asked for, else to where
 * its person wanted to go before they had to sign in, else to their one forum, else to their own page.
 */
export async function arrive(visit: Visit, { session, personId }: { session: string; personId: string }, { locale, cookies: more = [], to }: Arrival = {}): Promise<Answer> {
  const cookies = [sessionFor(session), { name: askedCookie, value: '', maxAgeSeconds: 0 }, ...more];
  if (await visit.house.sessions.half(session, visit.house.world.now())) return goTo('/sign-in/second', to ? [...cookies, rememberWay(to)] : cookies, locale);
  return goTo(to ?? visit.back ?? (await ownPlace(visit, personId)), [...cookies, ...forgetWay(visit)], locale);
}

async function ownPlace(visit: Visit, personId: string): Promise<string> {
  const seats = await mySeats({ ...visit.ctx, actor: { kind: 'person', personId, administrator: false } });
  return seats.length === 1 ? `/f/${seats[0]?.key ?? ''}` : '/me';
}
