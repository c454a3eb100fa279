import type { Context } from '../../context.ts';
import type { Byline, Category, Names, Regime } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { Role } from '../model.ts';
import { countSeats } from '../store.ts';
import type { Answer } from '../rules/invitation-state.ts';

export type OwnSeat = { forumId: string; seatId: string; forumKey: string; forum: string; closesAt: Date | null; zone: string; body: string; bodyNames: Names; category: Category; roles: Role[]; standing: string; accreditedAt: Date; rulesAcceptedAt: Date | null; defaultRegime: Regime; regimes: { regime: Regime; inside: Byline; outside: Byline }[] };

/** One's own seats, in forums over and not, each with the regimes to choose from and the exact line each would show. */
export async function ownSeats(ctx: Pick<Context, 'db' | 'actor'>): Promise<OwnSeat[]> {
  const { personId } = ctx.actor;
  if (!personId) return [];
  const rows = await ctx.db
    .selectFrom('seat')
    .innerJoin('body', 'body.id', 'seat.body_id')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .select(['seat.forum_id', 'seat.id', 'seat.category', 'seat.roles', 'seat.standing', 'seat.accredited_at', 'seat.rules_accepted_at', 'seat.default_regime', 'body.name as body', 'body.names', 'person.name as person'])
    .where('seat.person_id', '=', personId)
    .orderBy('seat.accredited_at')
    .orderBy('seat.forum_id')
    .execute();
  const seats = await Promise.all(rows.map(async (row): Promise<OwnSeat | null> => {
    const [forum, census] = await Promise.all([forumFacts(ctx, row.forum_id), countSeats(ctx, row.forum_id)]);
    if (!forum) return null;
    const category = row.category as Category;
    const shownAs = (regime: Regime, audience: 'inside' | 'outside') => byline({ regime, person: row.person, affiliation: row.body, affiliationNames: row.names as Names, category, capacity: 'own-name' }, audience, census, forum.smallCell);
    const chosen = forum.allowedRegimes.find((regime) => regime === row.default_regime);
    return {
      forumId: row.forum_id, seatId: row.id, forumKey: forum.key, forum: forum.announcedTitle ?? forum.shortTitle, closesAt: forum.closesAt, zone: forum.zone,
      body: row.body, bodyNames: row.names as Names, category, roles: row.roles as Role[], standing: row.standing, accreditedAt: row.accredited_at, rulesAcceptedAt: row.rules_accepted_at,
      defaultRegime: chosen ?? forum.defaultRegime,
      regimes: forum.allowedRegimes.map((regime) => ({ regime, inside: shownAs(regime, 'inside'), outside: shownAs(regime, 'outside') })),
    };
  }));
  return seats.filter((seat) => seat !== null);
}

export type OwnInvitation = { forumId: string; body: string; category: string; roles: string[]; sentAt: Date; expiresAt: Date; answer: Answer | null; answeredAt: Date | null };

/** The invitations that went to one's own address. */
export async function ownInvitations({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<OwnInvitation[]> {
  if (!actor.personId) return [];
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('body', 'body.id', 'invitation.body_id')
    .innerJoin('person', (on) => on.on((eb) => eb(eb.fn('lower', ['person.email']), '=', eb.fn('lower', ['invitation.email']))))
    .select(['invitation.forum_id', 'body.name as body', 'invitation.category', 'invitation.roles', 'invitation.sent_at', 'invitation.expires_at', 'invitation.answer', 'invitation.answered_at'])
    .where('person.id', '=', actor.personId)
    .orderBy('invitation.sent_at')
    .execute();
  return rows.map((r) => ({ forumId: r.forum_id, body: r.body, category: r.category, roles: r.roles, sentAt: r.sent_at, expiresAt: r.expires_at, answer: r.answer as Answer | null, answeredAt: r.answered_at }));
}
