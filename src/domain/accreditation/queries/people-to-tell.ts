import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../../context.ts';
import type { Role } from '../model.ts';

export type PersonToTell = { personId: string; email: string; locale: Locale; wantsLetters: boolean; accreditedAt: Date; roles: readonly Role[]; /** The State this person alone breaks silence for. */ speaksFor: string | null };

/** The people of a forum, for the envelopes of notices; never shown. */
export async function peopleToTell({ db }: Pick<Context, 'db'>, forumId: string): Promise<PersonToTell[]> {
  const rows = await db
    .selectFrom('seat as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .innerJoin('body as b', 'b.id', 's.body_id')
    .select(['p.id', 'p.email', 'p.locale', 'p.digest', 's.accredited_at', 's.roles', 's.speaks_for_state', 'b.state_id'])
    .where('s.forum_id', '=', forumId)
    .where('s.standing', 'in', ['good', 'muted'])
    .where('p.left_at', 'is', null)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({ personId: row.id, email: row.email, locale: isLocale(row.locale) ? row.locale : 'en', wantsLetters: row.digest !== 'never', accreditedAt: row.accredited_at, roles: row.roles as Role[], speaksFor: row.speaks_for_state ? row.state_id : null }));
}
