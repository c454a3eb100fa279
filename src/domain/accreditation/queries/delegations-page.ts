import type { Locale } from '#platform/i18n/locales.ts';
import { dayIn } from '#platform/instant.ts';
import type { ForumContext } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import { may } from '../../rights.ts';
import type { BodyKind, Duty } from '../model.ts';
import { freeSeats, quotaFor } from '../rules/delegation.ts';
import { kindOf, nameIn, statusOn } from '../rules/membership.ts';
import { type DelegationSeat, seatsOfBody, spansOf } from '../store.ts';
import { type NominationLine, nominationsOf, type QuotaLine } from './delegation-page.ts';

export type DelegationMember = { seatId: string; name: string; duty: Duty | null; sender: boolean };
export type Delegation = { bodyId: string; name: string; kind: BodyKind; people: DelegationMember[]; lacks: readonly ('focalPoint' | 'sender')[] };
export type BodyQuota = QuotaLine & { bodyId: string; body: string; own: boolean };
export type DelegationsPage = { waiting: NominationLine[]; decided: NominationLine[]; delegations: Delegation[]; quotas: BodyQuota[]; defaults: { category: Category; seats: number }[]; bodies: { id: string; name: string }[] };

/** The organiser's page: who is named and waits, who speaks for each delegation in French order, how many seats are filled. */
export async function delegationsPage(ctx: ForumContext, locale: Locale): Promise<DelegationsPage | null> {
  if (!may(ctx.sight, 'invite')) return null;
  const { db, now, sight: { forumId } } = ctx;
  const [nominations, bodies, quotas, filled] = await Promise.all([
    nominationsOf(ctx, locale, null),
    db.selectFrom('body').leftJoin('state', 'state.id', 'body.state_id').select(['body.id', 'body.name', 'body.names', 'body.kind', 'body.state_id']).orderBy((eb) => eb('state.order_fr', 'is', null)).orderBy('state.order_fr').orderBy('body.name').execute(),
    db.selectFrom('quota').select(['category', 'body_id as bodyId', 'seats']).where('forum_id', '=', forumId).execute(),
    filledSeats(ctx),
  ]);
  const names = new Map(bodies.map((body) => [body.id, nameIn(locale, body.names as Record<string, string>, body.name)]));
  const seated = new Set(filled.map(({ bodyId }) => bodyId));
  const delegations: Delegation[] = [];
  for (const body of bodies) {
    if (body.state_id === null || !seated.has(body.id)) continue;
    const people = (await seatsOfBody(ctx, forumId, body.id)).filter(({ standing }) => standing !== 'withdrawn');
    const kind = kindOf({ stateId: body.state_id, kind: 'organization' }, statusOn(await spansOf(ctx, body.state_id), dayIn(now, 'Europe/Vienna')));
    delegations.push({ bodyId: body.id, name: names.get(body.id) ?? body.name, kind, people: people.map(({ id, name, duty, sender }) => ({ seatId: id, name, duty, sender })), lacks: lacking(people) });
  }
  const cells = new Map(filled.map((cell) => [`${cell.bodyId} ${cell.category}`, cell]));
  for (const { bodyId, category } of quotas) if (bodyId && !cells.has(`${bodyId} ${category}`)) cells.set(`${bodyId} ${category}`, { bodyId, category: category as Category, used: 0 });
  const lines = [...cells.values()].map(({ bodyId, category, used }) => {
    const quota = quotaFor(quotas, bodyId, category);
    return { bodyId, body: names.get(bodyId) ?? '', category, quota, used, free: freeSeats({ quota, used }), own: quotas.some((q) => q.bodyId === bodyId && q.category === category) };
  });
  return {
    waiting: nominations.filter(({ state }) => state === 'waiting'),
    decided: nominations.filter(({ state }) => state !== 'waiting'),
    delegations,
    quotas: lines.sort((a, b) => bodies.findIndex(({ id }) => id === a.bodyId) - bodies.findIndex(({ id }) => id === b.bodyId)),
    defaults: quotas.filter(({ bodyId }) => bodyId === null).map(({ category, seats }) => ({ category: category as Category, seats })),
    bodies: bodies.map(({ id, name }) => ({ id, name: names.get(id) ?? name })),
  };
}

function lacking(people: readonly DelegationSeat[]): ('focalPoint' | 'sender')[] {
  return [...(people.some(({ duty }) => duty === 'focal-point') ? [] : ['focalPoint' as const]), ...(people.some(({ sender }) => sender) ? [] : ['sender' as const])];
}

/** Seats, standing invitations and waiting nominations of every body in the forum, by category. */
async function filledSeats({ db, now, sight: { forumId } }: ForumContext): Promise<{ bodyId: string; category: Category; used: number }[]> {
  const columns = ['body_id as bodyId', 'category'] as const;
  const rows = await db
    .selectFrom(
      db.selectFrom('seat').select(columns).where('forum_id', '=', forumId).where('standing', '!=', 'withdrawn')
        .unionAll(db.selectFrom('invitation').select(columns).where('forum_id', '=', forumId).where('answered_at', 'is', null).where('expires_at', '>', now))
        .unionAll(db.selectFrom('nomination').select(columns).where('forum_id', '=', forumId).where('decided_at', 'is', null))
        .as('filled'),
    )
    .select((eb) => ['filled.bodyId', 'filled.category', eb.fn.countAll<number>().as('used')])
    .groupBy(['filled.bodyId', 'filled.category'])
    .orderBy('filled.category')
    .execute();
  return rows.map((row) => ({ ...row, category: row.category as Category }));
}
