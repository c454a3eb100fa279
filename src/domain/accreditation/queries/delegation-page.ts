import type { Locale } from '#platform/i18n/locales.ts';
import type { ForumContext } from '../../context.ts';
import { categories, type Category } from '../../disclosure/model.ts';
import type { Duty, Role, Standing } from '../model.ts';
import { freeSeats, mayEndSeat, mayName } from '../rules/delegation.ts';
import { nameIn } from '../rules/membership.ts';
import { quotaOf, seatsOfBody } from '../store.ts';

export type DelegationPerson = { seatId: string; name: string; email: string; category: Category; roles: Role[]; duty: Duty | null; sender: boolean; standing: Standing; oneself: boolean; canEnd: boolean };
export type NominationState = 'waiting' | 'confirmed' | 'refused' | 'withdrawn' | 'invited' | 'accepted' | 'declined' | 'lapsed';
export type NominationLine = { id: string; name: string; email: string; category: Category; role: string; bodyId: string; body: string; state: NominationState; reason: string | null; at: Date; replaces: string | null };
export type QuotaLine = { category: Category; quota: number | null; used: number; free: number | null };
export type DelegationPage = { body: string; category: Category; people: DelegationPerson[]; nominations: NominationLine[]; quotas: QuotaLine[] };

/** A delegation's own page, for its focal point and deputy; null for everyone else. */
export async function delegationPage(ctx: ForumContext, locale: Locale): Promise<DelegationPage | null> {
  const { seat, forumId } = ctx.sight;
  if (!seat || !mayName(seat).ok) return null;
  const body = await ctx.db.selectFrom('body').select(['name', 'names', 'category']).where('id', '=', seat.bodyId).executeTakeFirst();
  if (!body) return null;
  const [people, nominations, quotas] = await Promise.all([
    seatsOfBody(ctx, forumId, seat.bodyId),
    nominationsOf(ctx, locale, seat.bodyId),
    Promise.all(categories.map(async (category) => ({ category, ...(await quotaOf(ctx, forumId, { bodyId: seat.bodyId, category })) }))),
  ]);
  return {
    body: nameIn(locale, body.names as Record<string, string>, body.name),
    category: body.category as Category,
    people: people.map((p) => ({ seatId: p.id, name: p.name, email: p.email, category: p.category, roles: p.roles, duty: p.duty, sender: p.sender, standing: p.standing, oneself: p.id === seat.id, canEnd: mayEndSeat(seat, p).ok })),
    nominations,
    quotas: quotas.filter(({ category, quota, used }) => quota !== null || used > 0 || category === body.category).map((line) => ({ ...line, free: freeSeats(line) })),
  };
}

/** The nominations of a forum, of one body where named; those that wait come first. What became of a confirmed one is its invitation's to tell. */
export async function nominationsOf({ db, now, sight }: ForumContext, locale: Locale, bodyId: string | null): Promise<NominationLine[]> {
  let query = db
    .selectFrom('nomination as n')
    .innerJoin('body', 'body.id', 'n.body_id')
    .leftJoin('seat as old', (on) => on.onRef('old.forum_id', '=', 'n.forum_id').onRef('old.id', '=', 'n.replaces'))
    .leftJoin('person as before', 'before.id', 'old.person_id')
    .leftJoinLateral((eb) => eb.selectFrom('invitation as i').select(['i.answer', 'i.expires_at']).whereRef('i.forum_id', '=', 'n.forum_id').whereRef('i.body_id', '=', 'n.body_id').whereRef('i.email', '=', 'n.email').whereRef('i.sent_at', '>=', 'n.decided_at').orderBy('i.sent_at', 'desc').limit(1).as('sent'), (on) => on.onTrue())
    .select(['n.id', 'n.name', 'n.email', 'n.category', 'n.role', 'n.decision', 'n.reason', 'n.nominated_at', 'n.body_id', 'body.name as body', 'body.names', 'before.name as replaces', 'sent.answer', 'sent.expires_at'])
    .where('n.forum_id', '=', sight.forumId)
    .orderBy((eb) => eb('n.decided_at', 'is not', null))
    .orderBy('n.nominated_at', 'desc')
    .orderBy('n.name');
  if (bodyId) query = query.where('n.body_id', '=', bodyId);
  const rows = await query.execute();
  return rows.map((row) => ({ id: row.id, name: row.name, email: row.email, category: row.category as Category, role: row.role, bodyId: row.body_id, body: nameIn(locale, row.names as Record<string, string>, row.body), state: nominationState(row, now), reason: row.reason, at: row.nominated_at, replaces: row.replaces }));
}

function nominationState({ decision, answer, expires_at }: { decision: string | null; answer: string | null; expires_at: Date | null }, now: Date): NominationState {
  if (decision === null) return 'waiting';
  if (decision !== 'confirmed') return decision === 'refused' ? 'refused' : 'withdrawn';
  if (answer === 'accepted' || answer === 'declined') return answer;
  if (!expires_at) return 'confirmed';
  return answer === null && now < expires_at ? 'invited' : 'lapsed';
}
