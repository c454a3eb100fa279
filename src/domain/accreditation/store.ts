import { sql } from 'kysely';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Category } from '../disclosure/model.ts';
import type { Context } from '../context.ts';
import type { Duty, MembershipSpan, Role, Seat, Standing } from './model.ts';
import { statusOn } from './rules/membership.ts';
import { type DutySeat, type Quota, quotaFor, settled } from './rules/delegation.ts';
import type { Answer, LetterFacts } from './rules/invitation-state.ts';

/** The seat a person holds in a forum; null if none. Of seats they held before, the last stands for being withdrawn. */
export async function seatOf({ db }: Context, forumId: string, personId: string): Promise<Seat | null> {
  const row = await db
    .selectFrom('seat')
    .innerJoin('body', 'body.id', 'seat.body_id')
    .select(['seat.id', 'seat.body_id', 'body.state_id', 'seat.category', 'seat.roles', 'seat.standing', 'seat.speaks_for_state', 'seat.duty'])
    .where('seat.forum_id', '=', forumId)
    .where('seat.person_id', '=', personId)
    .orderBy((eb) => eb('seat.standing', '=', 'withdrawn'))
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    bodyId: row.body_id,
    stateId: row.state_id,
    category: row.category as Category,
    roles: row.roles as Role[],
    standing: row.standing as Standing,
    speaksForState: row.speaks_for_state,
    duty: row.duty as Duty | null,
  };
}

/** The body of a name, made when missing. */
export async function bodyNamed(ctx: Context, body: { name: string; category: Category; stateId?: string | null; demonstration?: boolean }): Promise<string> {
  const found = await ctx.db.selectFrom('body').select('id').where('name', '=', body.name).executeTakeFirst();
  if (found) return found.id;
  const id = ctx.world.mint();
  await ctx.db.insertInto('body').values({ id, name: body.name, category: body.category, state_id: body.stateId ?? null, kind: body.category === 'staff' ? 'institution' : 'organization', demonstration: body.demonstration ?? false }).execute();
  return id;
}

/** Seats of a forum by category, without those withdrawn. */
export async function countSeats({ db }: Pick<Context, 'db'>, forumId: string): Promise<Partial<Record<Category, number>>> {
  const rows = await db.selectFrom('seat').select((eb) => ['category', eb.fn.countAll<number>().as('n')]).where('forum_id', '=', forumId).where('standing', '!=', 'withdrawn').groupBy('category').execute();
  return Object.fromEntries(rows.map(({ category, n }) => [category, n])) as Partial<Record<Category, number>>;
}

export type InvitationFacts = { forumId: string; id: string; email: string; name: string; bodyId: string; bodyName: string; category: Category; roles: Role[]; locale: Locale; sentAt: Date; expiresAt: Date; openedAt: Date | null; answer: Answer | null; letterId: string | null; letter: LetterFacts | null };

const invitations = ({ db }: Pick<Context, 'db'>) =>
  db
    .selectFrom('invitation')
    .innerJoin('body', 'body.id', 'invitation.body_id')
    .leftJoin('letter', 'letter.id', 'invitation.letter_id')
    .selectAll('invitation')
    .leftJoin('suppressed_address', (on) => on.on((eb) => eb('suppressed_address.address', '=', eb.fn<string>('lower', ['invitation.email']))))
    .select(['body.name as body_name', 'letter.sent_at as letter_sent_at', 'letter.next_at as letter_next_at', 'letter.returned_at as letter_returned_at', 'suppressed_address.address as suppressed']);
type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>;

const toInvitation = (row: InvitationRow): InvitationFacts => ({
  forumId: row.forum_id, id: row.id, email: row.email, name: row.name, bodyId: row.body_id, bodyName: row.body_name, category: row.category as Category, roles: row.roles as Role[], locale: row.locale as Locale,
  sentAt: row.sent_at, expiresAt: row.expires_at, openedAt: row.opened_at, answer: row.answer as Answer | null, letterId: row.letter_id, letter: row.letter_id ? { sentAt: row.letter_sent_at, nextAt: row.letter_next_at, returned: row.letter_returned_at !== null || row.suppressed !== null } : null,
});

/** The invitation of a token, which is kept nowhere itself; with a link that a reminder replaced, it counts as replaced. */
export async function invitationOf(ctx: Pick<Context, 'db'>, tokenHash: Buffer, { lock = false } = {}): Promise<InvitationFacts | null> {
  let query = invitations(ctx).where('invitation.token_hash', '=', tokenHash);
  if (lock) query = query.forUpdate('invitation');
  const row = await query.executeTakeFirst();
  if (row) return toInvitation(row);
  const old = await invitations(ctx).innerJoin('replaced_link', 'replaced_link.invitation_id', 'invitation.id').where('replaced_link.token_hash', '=', tokenHash).executeTakeFirst();
  return old ? { ...toInvitation(old), answer: 'replaced' } : null;
}

/** One invitation of a forum, held until the transaction ends. */
export async function takeInvitation(ctx: Pick<Context, 'db'>, forumId: string, id: string): Promise<InvitationFacts | null> {
  const row = await invitations(ctx).where('invitation.forum_id', '=', forumId).where('invitation.id', '=', id).forUpdate('invitation').executeTakeFirst();
  return row ? toInvitation(row) : null;
}

/** All invitations of a forum, the newest first; only those that wait for an answer, where asked for. */
export async function invitationsOf(ctx: Pick<Context, 'db'>, forumId: string, { waiting = false } = {}): Promise<InvitationFacts[]> {
  let query = invitations(ctx).where('invitation.forum_id', '=', forumId);
  if (waiting) query = query.where('invitation.answered_at', 'is', null);
  return (await query.orderBy('invitation.sent_at', 'desc').orderBy('body.name').orderBy('invitation.email').execute()).map(toInvitation);
}

/** When each invitation of a forum was last reminded of, by invitation. */
export async function lastLetters({ db }: Pick<Context, 'db'>, forumId: string): Promise<Map<string, Date>> {
  const rows = await db.selectFrom('reminder').select((eb) => ['invitation_id', eb.fn.max('at').as('at')]).where('forum_id', '=', forumId).groupBy('invitation_id').execute();
  return new Map(rows.map(({ invitation_id, at }) => [invitation_id, at]));
}

/** Every how many days the clock reminds in a forum; null: never. */
export async function remindEvery({ db }: Pick<Context, 'db'>, forumId: string): Promise<number | null> {
  return (await db.selectFrom('forum').select('remind_every_days').where('id', '=', forumId).executeTakeFirst())?.remind_every_days ?? null;
}

/** Which of these addresses belong to somebody with a seat in the forum. */
export async function seatedAmong({ db }: Pick<Context, 'db'>, forumId: string, emails: readonly string[]): Promise<Set<string>> {
  if (emails.length === 0) return new Set();
  const rows = await db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').select((eb) => eb.fn<string>('lower', ['person.email']).as('email')).where('seat.forum_id', '=', forumId).where('seat.standing', '!=', 'withdrawn').where((eb) => eb(eb.fn<string>('lower', ['person.email']), 'in', emails)).execute();
  return new Set(rows.map(({ email }) => email));
}

/** A State by its code, held until the deed is done. */
export async function takeState({ db }: Pick<Context, 'db'>, code: string): Promise<{ id: string } | null> {
  return (await db.selectFrom('state').select('id').where('code', '=', code).forUpdate().executeTakeFirst()) ?? null;
}

/** A State's membership in time. */
export async function spansOf({ db }: Pick<Context, 'db'>, stateId: string): Promise<MembershipSpan[]> {
  const rows = await db.selectFrom('membership').selectAll().where('state_id', '=', stateId).orderBy('from_day').execute();
  return rows.map((row) => ({ status: row.status as MembershipSpan['status'], from: row.from_day, until: row.until_day, source: row.source as MembershipSpan['source'] }));
}

/** Whether a State is participating on a day: Partners and States of other years are not. */
export const isParticipatingState = async (ctx: Pick<Context, 'db'>, stateId: string, day: string): Promise<boolean> => statusOn(await spansOf(ctx, stateId), day) === 'participating-state';

/** Keeps two deeds about one delegation from crossing: the second waits for the first. */
export async function takeBody({ db }: Pick<Context, 'db'>, bodyId: string): Promise<void> {
  await db.selectFrom('body').select('id').where('id', '=', bodyId).forNoKeyUpdate().execute();
}

export type DelegationSeat = DutySeat & { bodyId: string; category: Category; roles: Role[]; personId: string; name: string; email: string; locale: string };

/** The people of a body in a forum, those withdrawn included. */
export async function seatsOfBody({ db }: Pick<Context, 'db'>, forumId: string, bodyId: string): Promise<DelegationSeat[]> {
  const rows = await db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .select(['seat.id', 'seat.body_id', 'seat.category', 'seat.roles', 'seat.duty', 'seat.standing', 'seat.speaks_for_state', 'person.id as person_id', 'person.name', 'person.email', 'person.locale'])
    .where('seat.forum_id', '=', forumId)
    .where('seat.body_id', '=', bodyId)
    .orderBy('person.name')
    .orderBy('seat.id')
    .execute();
  return rows.map((row) => ({ id: row.id, bodyId: row.body_id, category: row.category as Category, roles: row.roles as Role[], duty: row.duty as Duty | null, standing: row.standing as Standing, sender: row.speaks_for_state, personId: row.person_id, name: row.name, email: row.email, locale: row.locale }));
}

/**
 * Writes what changed of a delegation's duties and its one sender.
 *
 * Shape    `after` holds the same seats as `before`, with their duties and standing as they shall be; the sender is settled here.
 */
export async function saveDuties({ db }: Pick<Context, 'db'>, forumId: string, before: readonly DutySeat[], after: readonly DutySeat[]): Promise<readonly DutySeat[]> {
  const end = settled(after);
  const changed = end.filter((seat) => before.some((old) => old.id === seat.id && (old.duty !== seat.duty || old.sender !== seat.sender || old.standing !== seat.standing)));
  // First everyone lets go, then everyone takes: no duty is held twice in between.
  for (const seat of changed) await db.updateTable('seat').set({ duty: null, speaks_for_state: false, standing: seat.standing }).where('forum_id', '=', forumId).where('id', '=', seat.id).execute();
  for (const seat of changed) await db.updateTable('seat').set({ duty: seat.duty, speaks_for_state: seat.sender }).where('forum_id', '=', forumId).where('id', '=', seat.id).execute();
  return end;
}

/** What a body may fill in a category of a forum, and has filled: seats, invitations that stand, nominations that wait. */
export async function quotaOf({ db, now }: Pick<Context, 'db' | 'now'>, forumId: string, { bodyId, category }: { bodyId: string; category: string }): Promise<Quota> {
  const rows = await db.selectFrom('quota').select(['category', 'body_id as bodyId', 'seats']).where('forum_id', '=', forumId).where('category', '=', category).execute();
  const counted = await sql<{ used: number }>`select (
    (select count(*) from seat where forum_id = ${forumId} and body_id = ${bodyId} and category = ${category} and standing <> 'withdrawn')
    + (select count(*) from invitation where forum_id = ${forumId} and body_id = ${bodyId} and category = ${category} and answered_at is null and expires_at > ${now})
    + (select count(*) from nomination where forum_id = ${forumId} and body_id = ${bodyId} and category = ${category} and decided_at is null))::int as used`.execute(db);
  return { quota: quotaFor(rows, bodyId, category), used: counted.rows[0]?.used ?? 0 };
}

/** The organisers of a forum, for the letters that ask something of them. */
export async function organisersOf({ db }: Pick<Context, 'db'>, forumId: string): Promise<Addressee[]> {
  return db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').select(['person.id as personId', 'person.email', 'person.locale']).where('seat.forum_id', '=', forumId).where('seat.standing', 'in', ['good', 'muted']).where(sql<boolean>`'organiser' = any(seat.roles)`).orderBy('person.email').execute();
}

export type Addressee = { personId: string; email: string; locale: string };
