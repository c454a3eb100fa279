import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../../context.ts';
import { nameIn } from '../rules/membership.ts';

export type BodyAddressee = { bodyId: string; body: string; personId: string; email: string; locale: Locale };

/**
 * Whom a letter to each body in a forum goes to: its focal point and deputy, and where it has neither, everyone at the
 * table for it; for the letters' envelopes only, never shown. Staff are no addressees.
 */
export async function addresseesOfBodies({ db }: Pick<Context, 'db'>, forumId: string): Promise<BodyAddressee[]> {
  const rows = await db
    .selectFrom('seat as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .innerJoin('body as b', 'b.id', 's.body_id')
    .select(['s.body_id as bodyId', 's.duty', 'b.name', 'b.names', 'p.id as personId', 'p.email', 'p.locale'])
    .where('s.forum_id', '=', forumId)
    .where('s.standing', 'in', ['good', 'muted'])
    .where('s.category', '!=', 'staff')
    .where('p.left_at', 'is', null)
    .orderBy('s.body_id')
    .orderBy('s.id')
    .execute();
  const answering = new Set(rows.filter(({ duty }) => duty !== null).map(({ bodyId }) => bodyId));
  return rows.filter(({ bodyId, duty }) => duty !== null || !answering.has(bodyId)).map((row) => {
    const locale = isLocale(row.locale) ? row.locale : 'en';
    return { bodyId: row.bodyId, body: nameIn(locale, row.names as Record<string, string>, row.name), personId: row.personId, email: row.email, locale };
  });
}
