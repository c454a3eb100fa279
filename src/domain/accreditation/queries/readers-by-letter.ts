import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import type { Digest } from '../../account/model.ts';
import type { Context } from '../../context.ts';

export type Reader = { seatId: string; personId: string; email: string; locale: Locale; digest: Digest; digestHour: number; zone: string };

/** The people of a forum who want letters of what is new, and when; for the letters' envelopes only, never shown. */
export async function readersByLetter({ db }: Pick<Context, 'db'>, forumId: string): Promise<Reader[]> {
  const rows = await db
    .selectFrom('seat as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id as seatId', 'p.id as personId', 'p.email', 'p.locale', 'p.digest', 'p.digest_hour as digestHour', 'p.zone'])
    .where('s.forum_id', '=', forumId)
    .where('s.standing', 'in', ['good', 'muted'])
    .where('p.digest', '!=', 'never')
    .where('p.left_at', 'is', null)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({ ...row, locale: isLocale(row.locale) ? row.locale : 'en', digest: row.digest as Digest }));
}
