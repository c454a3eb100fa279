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
