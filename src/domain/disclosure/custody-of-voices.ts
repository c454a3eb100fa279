import { sql } from 'kysely';
import { asCustodian } from '#platform/db/custodian.ts';
import type { Context } from '../context.ts';

/**
 * How many voices stand behind each of several groups of contributions, as readers can tell voices apart: a body shown
 * without a person is one voice, however many of its people wrote. Only for texts shown with a person or a body.
 */
export async function countVoicesApart(ctx: Context, forumId: string, groups: Readonly<Record<string, readonly string[]>>): Promise<Map<string, number>> {
  const pairs = Object.entries(groups).flatMap(([key, contributions]) => contributions.map((id) => ({ key, id })));
  if (pairs.length === 0) return new Map();
  const { rows } = await asCustodian(ctx, () => sql<{ key: string; voices: number }>`
    select g.key, count(distinct case when a.capacity = 'group' then 'g' || coalesce(a.group_name, s.body_id::text)
      when c.regime = 'institution' or a.capacity in ('delegation','organization') then 'b' || s.body_id else 'p' || s.person_id end)::int as voices
    from json_to_recordset(${JSON.stringify(pairs)}::json) as g(key text, id uuid)
    join contribution c on c.forum_id = ${forumId} and c.id = g.id and c.regime in ('named','institution','chatham-house')
    join authorship a on a.forum_id = c.forum_id and a.contribution_id = c.id
    join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
    group by g.key`.execute(ctx.db));
  return new Map(rows.map(({ key, voices }) => [key, voices]));
}

/**
 * How many distinct voices stand behind each of several groups of contributions, of whatever forums: counted as
 * `countVoices` does, so that a person who spoke in two forums is one voice. The numbers leave, the voices do not.
 */
export async function countVoicesTogether(ctx: Context, groups: Readonly<Record<string, readonly string[]>>): Promise<Map<string, number>> {
  const pairs = Object.entries(groups).flatMap(([key, contributions]) => [...new Set(contributions)].map((id) => ({ key, id })));
  if (pairs.length === 0) return new Map();
  const { rows } = await asCustodian(ctx, () => sql<{ key: string; voices: number }>`
    select g.key, count(distinct case a.capacity when 'own-name' then coalesce('p' || s.person_id, 'a' || a.archived_author_id)
      when 'group' then 'g' || a.group_name else 'b' || s.body_id end)::int as voices
    from json_to_recordset(${JSON.stringify(pairs)}::json) as g(key text, id uuid)
    join contribution c on c.id = g.id and c.kind = 'contribution'
    join authorship a on a.forum_id = c.forum_id and a.contribution_id = c.id
    left join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
    group by g.key`.execute(ctx.db));
  return new Map(rows.map(({ key, voices }) => [key, voices]));
}

/** Who may answer for exact words: the author, either key of a body's word, and where a body is shown those who act for it. */
export type Answerable = { personId: string; email: string; locale: string; seatId: string };

/**
 * Whom to ask before words of a contribution are quoted outside; nobody for a text that is not attributed, since
 * being asked would say whose it is. With `bodyToo` those who hold a duty in the body or speak for its State as well.
 */
export async function answerableFor(ctx: Context, forumId: string, contributionId: string, bodyToo: boolean): Promise<Answerable[]> {
  const { rows } = await asCustodian(ctx, () => sql<Answerable>`
    select distinct p.id as "personId", p.email, p.locale, s.id as "seatId"
    from authorship a
    join contribution c on c.forum_id = a.forum_id and c.id = a.contribution_id and c.regime <> 'unattributed'
    join seat author on author.forum_id = a.forum_id and author.id = a.seat_id
    join seat s on s.forum_id = a.forum_id and s.standing in ('good','muted') and (s.id in (a.seat_id, a.drafted_by_seat) or (${bodyToo} and s.body_id = author.body_id and (s.duty is not null or s.speaks_for_state)))
    join person p on p.id = s.person_id and p.left_at is null
    where a.forum_id = ${forumId} and a.contribution_id = ${contributionId} order by s.id`.execute(ctx.db));
  return rows;
}
