import { sessionHours } from '#domain/account/rules/session.ts';
import { mySeats } from '#domain/accreditation/queries/seats-page.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { type Answer, type Cookie, goTo, type Visit } from './door.tsx';
import { askedCookie, sessionCookie } from './session.ts';

/** The cookie that keeps a person signed in on this device. */
export const sessionFor = (session: string): Cookie => ({ name: sessionCookie, value: session, maxAgeSeconds: sessionHours * 3_600 });

/**
 * Where a fresh session leads, whatever way it was started: to the second step where one is asked for, else to the
 * one forum of the person, else to their own page.
 */
export async function arrive(visit: Visit, { session, personId }: { session: string; personId: string }, { locale, cookies: more = [] }: { locale?: Locale; cookies?: readonly Cookie[] } = {}): Promise<Answer> {
  const cookies = [sessionFor(session), { name: askedCookie, value: '', maxAgeSeconds: 0 }, ...more];
  if (await visit.house.sessions.half(session, visit.house.world.now())) return goTo('/sign-in/second', cookies, locale);
  const seats = await mySeats({ ...visit.ctx, actor: { kind: 'person', personId, administrator: false } });
  return goTo(seats.length === 1 ? `/f/${seats[0]?.key ?? ''}` : '/me', cookies, locale);
}
