import { sql } from 'kysely';
import { asCustodian } from '#platform/db/custodian.ts';
import type { Context } from '../context.ts';
import { type Capacity, type LoneCapacity, type TwoKeyCapacity, type TwoKeys, twoKeyCapacities } from './model.ts';
import { isTwoKeyed } from './rules.ts';

/** Who wrote a contribution and in what capacity: one person, or a delegation by two of its people. */
export type Author = { capacity: LoneCapacity; seatId: string } | { capacity: TwoKeyCapacity; keys: TwoKeys; groupName: string | null };

/** Keeps who wrote a contribution, in the transaction that posts it. */
export function saveAuthor(ctx: Context, forumId: string, contributionId: string, author: Author): Promise<void> {
  return asCustodian(ctx, async () => {
    const by = 'keys' in author ? { seat_id: author.keys.releasedBy, drafted_by_seat: author.keys.draftedBy, released_by_seat: author.keys.releasedBy, group_name: author.groupName } : { seat_id: author.seatId };
    await ctx.db.insertInto('authorship').values({ forum_id: forumId, contribution_id: contributionId, capacity: author.capacity, ...by }).execute();
  });
}

/** Who wrote a text that waits to be released; `positionId` is the delegation's draft it came from. */
export type WaitingAuthor = { seatId: string; capacity: Capacity; draftedBy: string | null; positionId: string | null };

/** Keeps who wrote a text that waits, in the transaction that takes it. */
export function saveWaitingAuthor(ctx: Context, forumId: string, waitingId: string, author: Author, positionId: string | null): Promise<void> {
  return asCustodian(ctx, async () => {
    const by = 'keys' in author ? { seat_id: author.keys.releasedBy, drafted_by_seat: author.keys.draftedBy, released_by_seat: author.keys.releasedBy, group_name: author.groupName } : { seat_id: author.seatId };
    await ctx.db.insertInto('waiting_author').values({ forum_id: forumId, waiting_id: waitingId, capacity: author.capacity, position_id: positionId, ...by }).execute();
  });
}

/** Who wrote a waiting text, for the record's commitments to it; never shown. */
export async function waitingAuthor(ctx: Context, forumId: string, waitingId: string): Promise<WaitingAuthor> {
  const row = await asCustodian(ctx, () => ctx.db.selectFrom('waiting_author').select(['seat_id', 'capacity', 'drafted_by_seat', 'position_id']).where('forum_id', '=', forumId).where('waiting_id', '=', waitingId).executeTakeFirstOrThrow());
  return { seatId: row.seat_id, capacity: row.capacity as Capacity, draftedBy: row.drafted_by_seat, positionId: row.position_id };
}

/** The texts of a seat that wait, with either key; for that person's own eyes. A delegation's word is not one person's to take back. */
export async function waitingOf(ctx: Context, forumId: string, seatId: string): Promise<{ id: string; twoKeyed: boolean }[]> {
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('waiting_author').select(['waiting_id', 'capacity']).where('forum_id', '=', forumId).where((eb) => eb.or([eb('seat_id', '=', seatId), eb('drafted_by_seat', '=', seatId)])).execute());
  return rows.map((row) => ({ id: row.waiting_id, twoKeyed: isTwoKeyed(row.capacity as Capacity) }));
}

/** How many people stand behind texts that wait and contributions that wait to be withdrawn. The number leaves, the people do not. */
export async function countWaiting(ctx: Context, forumId: string, waitingIds: readonly string[], contributionIds: readonly string[]): Promise<number> {
  const { rows } = await asCustodian(ctx, () => sql<{ n: number }>`
    select count(*)::int as n from (
      select seat_id from waiting_author where forum_id = ${forumId} and waiting_id = any(${[...waitingIds]}::uuid[])
      union select seat_id from authorship where forum_id = ${forumId} and contribution_id = any(${[...contributionIds]}::uuid[])) seats`.execute(ctx.db));
  return rows[0]?.n ?? 0;
}

/** The author of a waiting text becomes that of the contribution it turned into; a delegation's draft learns what it became. */
export function moveAuthor(ctx: Context, forumId: string, waitingId: string, contributionId: string): Promise<void> {
  return asCustodian(ctx, async () => {
    await sql`insert into authorship (forum_id, contribution_id, seat_id, capacity, group_name, drafted_by_seat, released_by_seat)
      select forum_id, ${contributionId}, seat_id, capacity, group_name, drafted_by_seat, released_by_seat from waiting_author where forum_id = ${forumId} and waiting_id = ${waitingId}`.execute(ctx.db);
    await sql`update position p set contribution_id = ${contributionId} from waiting_author w where w.forum_id = ${forumId} and w.waiting_id = ${waitingId} and p.forum_id = w.forum_id and p.id = w.position_id`.execute(ctx.db);
    await sql`update reserve r set used_at = ${ctx.now}, waiting = false from waiting_author w join position p on p.forum_id = w.forum_id and p.id = w.position_id
      where w.forum_id = ${forumId} and w.waiting_id = ${waitingId} and r.forum_id = p.forum_id and r.question_id = p.question_id and r.body_id = p.body_id and r.waiting`.execute(ctx.db);
  });
}

/** Whether this seat wrote that contribution, with either key. The answer may go to nobody but the author. */
export async function isAuthor(ctx: Context, forumId: string, contributionId: string, seatId: string): Promise<boolean> {
  const found = await asCustodian(ctx, () =>
    ctx.db.selectFrom('authorship').select('seat_id').where('forum_id', '=', forumId).where('contribution_id', '=', contributionId).where((eb) => eb.or([eb('seat_id', '=', seatId), eb('drafted_by_seat', '=', seatId)])).executeTakeFirst(),
  );
  return found !== undefined;
}

/**
 * Whether a contribution is by somebody of this body or State, or by those aligned with it, as far as readers of the
 * forum are shown it: a refusal on that ground tells no more than the byline does. The secretariat's own body is no
 * party: all who decide belong to it.
 */
export async function isOfBodyOrState(ctx: Context, forumId: string, contributionId: string, { bodyId, stateId }: { bodyId: string; stateId: string | null }): Promise<boolean> {
  const { rows } = await asCustodian(ctx, () => sql`
    select from contribution c
    join lateral (select s.body_id from authorship a join seat s on s.forum_id = a.forum_id and s.id = a.seat_id where a.forum_id = c.forum_id and a.contribution_id = c.id
      union select l.body_id from alignment l where l.forum_id = c.forum_id and l.contribution_id = c.id) voices on true
    join body b on b.id = voices.body_id
    where c.forum_id = ${forumId} and c.id = ${contributionId} and c.regime in ('named', 'institution', 'chatham-house') and b.category <> 'staff'
      and (b.id = ${bodyId} or b.state_id = ${stateId}::uuid) limit 1`.execute(ctx.db));
  return rows.length > 0;
}

/** The contributions a seat wrote, with either key; for that person's own eyes. */
export async function writtenBy(ctx: Context, forumId: string, seatId: string): Promise<{ id: string; twoKeyed: boolean }[]> {
  const rows = await asCustodian(ctx, () =>
    ctx.db.selectFrom('authorship').select(['contribution_id', 'capacity']).where('forum_id', '=', forumId).where((eb) => eb.or([eb('seat_id', '=', seatId), eb('drafted_by_seat', '=', seatId)])).execute(),
  );
  return rows.map((row) => ({ id: row.contribution_id, twoKeyed: isTwoKeyed(row.capacity as Capacity) }));
}

/** The contributions a seat wrote that are not unattributed: those it may be told apart by. */
export async function attributedBy(ctx: Context, forumId: string, seatId: string): Promise<string[]> {
  const rows = await asCustodian(ctx, () =>
    ctx.db.selectFrom('authorship as a').innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'a.forum_id').onRef('c.id', '=', 'a.contribution_id')).select('a.contribution_id').where('a.forum_id', '=', forumId).where('c.regime', '<>', 'unattributed').where((eb) => eb.or([eb('a.seat_id', '=', seatId), eb('a.drafted_by_seat', '=', seatId)])).execute(),
  );
  return rows.map((row) => row.contribution_id);
}

/** Whether a contribution is a body's word that took two keys, so that one person may not change it. */
export async function isTwoKeyedWord(ctx: Context, forumId: string, contributionId: string): Promise<boolean> {
  const found = await asCustodian(ctx, () => ctx.db.selectFrom('authorship').select('capacity').where('forum_id', '=', forumId).where('contribution_id', '=', contributionId).executeTakeFirst());
  return isTwoKeyed((found?.capacity ?? null) as Capacity | null);
}

/** The body whose word a position or a group's statement is, and who has aligned; null for any other contribution. */
export async function bodiesOf(ctx: Context, forumId: string, contributionId: string): Promise<{ of: string; aligned: string[] } | null> {
  const [own, aligned] = await asCustodian(ctx, async () => [
    await ctx.db.selectFrom('authorship as a').innerJoin('seat as s', (on) => on.onRef('s.forum_id', '=', 'a.forum_id').onRef('s.id', '=', 'a.seat_id')).select('s.body_id').where('a.forum_id', '=', forumId).where('a.contribution_id', '=', contributionId).where('a.capacity', 'in', [...twoKeyCapacities]).executeTakeFirst(),
    await ctx.db.selectFrom('alignment').select('body_id').where('forum_id', '=', forumId).where('contribution_id', '=', contributionId).execute(),
  ] as const);
  return own ? { of: own.body_id, aligned: aligned.map((row) => row.body_id) } : null;
}

/** Adds a body to those aligned with a text, or takes it off again. */
export function saveAlignment(ctx: Context, forumId: string, contributionId: string, by: { bodyId: string; seatId: string }, aligned: boolean): Promise<void> {
  return asCustodian(ctx, async () => {
    const key = { forum_id: forumId, contribution_id: contributionId, body_id: by.bodyId };
    if (aligned) await ctx.db.insertInto('alignment').values({ ...key, by_seat: by.seatId, aligned_at: ctx.now }).execute();
    else await ctx.db.deleteFrom('alignment').where('forum_id', '=', forumId).where('contribution_id', '=', contributionId).where('body_id', '=', by.bodyId).execute();
  });
}

/** The contributions a seat wrote, each with its capacity; for that person's own eyes. */
export async function ownCapacities(ctx: Context, forumId: string, seatId: string): Promise<Map<string, Capacity>> {
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('authorship').select(['contribution_id', 'capacity']).where('forum_id', '=', forumId).where('seat_id', '=', seatId).execute());
  return new Map(rows.map((row) => [row.contribution_id, row.capacity as Capacity]));
}

/**
 * Destroys who wrote the unattributed contributions of a forum. Afterwards nobody can find it, their authors included.
 *
 * Shape   the ids of all unattributed contributions posted in the forum, whether their link was still there or not.
 */
export async function destroyUnattributed(ctx: Context, forumId: string): Promise<{ destroyed: number; ids: string[] }> {
  return asCustodian(ctx, async () => {
    const unattributed = ctx.db.selectFrom('contribution').select('id').where('forum_id', '=', forumId).where('regime', '=', 'unattributed');
    // An archive's letters may be a hundred thousand, and none has an entry of its own in the record.
    const rows = await unattributed.where('channel', '!=', 'import').execute();
    const gone = await ctx.db.deleteFrom('authorship').where('forum_id', '=', forumId).where('contribution_id', 'in', unattributed).executeTakeFirst();
    await ctx.db.deleteFrom('archived_letter').where('forum_id', '=', forumId).where('contribution_id', 'in', unattributed).execute();
    return { destroyed: Number(gone.numDeletedRows), ids: rows.map(({ id }) => id) };
  });
}

/** Where the author of a contribution gets letters. For the letter's envelope only; never shown. */
export async function addressOfAuthor(ctx: Context, forumId: string, contributionId: string): Promise<{ personId: string; seatId: string; email: string; locale: string } | null> {
  const row = await asCustodian(ctx, () =>
    ctx.db
      .selectFrom('authorship')
      .innerJoin('seat', (on) => on.onRef('seat.forum_id', '=', 'authorship.forum_id').onRef('seat.id', '=', 'authorship.seat_id'))
      .innerJoin('person', 'person.id', 'seat.person_id')
      .select(['person.id as personId', 'seat.id as seatId', 'person.email', 'person.locale'])
      .where('authorship.forum_id', '=', forumId)
      .where('authorship.contribution_id', '=', contributionId)
      .where('person.left_at', 'is', null)
      .executeTakeFirst(),
  );
  return row ?? null;
}

/**
 * How many distinct voices stand behind some contributions: persons in their own name one each, on however many
 * seats one after another, a body's position one, a group's statement one; a facilitator's words none. The number
 * leaves, the voices do not.
 */
export async function countVoices(ctx: Context, forumId: string, contributionIds: readonly string[]): Promise<number> {
  if (contributionIds.length === 0) return 0;
  const row = await asCustodian(ctx, () =>
    ctx.db
      .selectFrom('authorship')
      .leftJoin('seat', (on) => on.onRef('seat.forum_id', '=', 'authorship.forum_id').onRef('seat.id', '=', 'authorship.seat_id'))
      .innerJoin('contribution', (on) => on.onRef('contribution.forum_id', '=', 'authorship.forum_id').onRef('contribution.id', '=', 'authorship.contribution_id'))
      .select(sql<number>`count(distinct case authorship.capacity
        when 'own-name' then coalesce('p' || seat.person_id, 'a' || authorship.archived_author_id)
        when 'group' then 'g' || authorship.group_name
        else 'b' || seat.body_id end)::int`.as('voices'))
      .where('authorship.forum_id', '=', forumId)
      .where('authorship.contribution_id', 'in', [...contributionIds])
      .where('contribution.kind', '=', 'contribution')
      .executeTakeFirst(),
  );
  return row?.voices ?? 0;
}

/**
 * Voices as readers can tell them apart: `open` are persons and bodies shown with their texts, whom everyone inside
 * could count; `closed` are persons behind texts shown with a category only, a number that custody alone knows.
 */
export type Voices = { open: number; closed: number };
export type Participation = {
  byCategory: ({ category: string } & Voices)[];
  byQuestion: ({ questionId: string; category: string } & Voices)[];
  /** Only what was said under the name of a State's body; never a text shown with a category or with nobody. */
  byState: { stateId: string; open: number }[];
};

/**
 * How many voices spoke, by category, by question and category, and by State. Numbers leave, voices do not.
 *
 * Shape    a text that is not attributed counts nowhere, nor does one of a category too small to be shown; the
 *          same person under two regimes is two voices, since one would join them. Staff do not count.
 */
export async function countParticipation(ctx: Context, forumId: string, shownCategories: readonly string[]): Promise<Participation> {
  const { rows } = await asCustodian(ctx, () => sql<{ category: string | null; question_id: string | null; state_id: string | null; open: number; closed: number }>`
    with spoken as (
      select s.category, c.stands_in as question_id, c.regime, a.seat_id, case when a.capacity <> 'group' then b.state_id end as state_id,
        case when a.capacity = 'group' then 'g' || coalesce(a.group_name, b.name)
             when c.regime = 'institution' or a.capacity in ('delegation','organization') then 'b' || s.body_id
             else 'p' || a.seat_id end as voice
      from authorship a
      join contribution c on c.forum_id = a.forum_id and c.id = a.contribution_id
      join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
      join body b on b.id = s.body_id
      where a.forum_id = ${forumId} and c.kind = 'contribution' and c.visibility <> 'withdrawn' and s.category <> 'staff'
        and (c.regime in ('named','institution','chatham-house') or (c.regime = 'category' and s.category = any(${[...shownCategories]}::text[])))
    )
    select category, question_id, state_id,
      count(distinct voice) filter (where regime <> 'category')::int as open,
      count(distinct seat_id) filter (where regime = 'category')::int as closed
    from spoken group by grouping sets ((category), (category, question_id), (state_id))
    order by category, question_id, state_id`.execute(ctx.db));
  return {
    byCategory: rows.flatMap(({ category, question_id, open, closed }) => (category && !question_id ? [{ category, open, closed }] : [])),
    byQuestion: rows.flatMap(({ category, question_id, open, closed }) => (category && question_id ? [{ category, questionId: question_id, open, closed }] : [])),
    byState: rows.flatMap(({ state_id, open }) => (state_id && open > 0 ? [{ stateId: state_id, open }] : [])),
  };
}

/** How many seats opened a version of the paper, by category and State; the seats themselves are read by nobody. */
export async function countReadings(ctx: Context, forumId: string, version: number): Promise<{ category: string; stateId: string | null; count: number }[]> {
  const { rows } = await asCustodian(ctx, () => sql<{ category: string; stateId: string | null; count: number }>`
    select s.category, b.state_id as "stateId", count(*)::int as count
    from paper_reading r join seat s on s.forum_id = r.forum_id and s.id = r.seat_id join body b on b.id = s.body_id
    where r.forum_id = ${forumId} and r.version = ${version} and s.standing <> 'withdrawn' and s.category <> 'staff'
    group by s.category, b.state_id order by s.category, b.state_id`.execute(ctx.db));
  return rows;
}
