import { sql } from 'kysely';
import type { DbPool } from '#platform/db/pool.ts';

type Crowd = { forumId: string; questionId: string; count: number; /** Replies stand under the first, each under the one before, down to this depth, then again. */ depth?: number; /** As many authors as seats of the forum; none where false. */ authors?: boolean; /** Numbers begin after this one. */ from?: number };

const words = 'evidence provider request order hold confirm removal account notice court privacy user police report school family network language rule time'.split(' ');

/** What a crowd would have written under one question: fast, by the database, each with some 120 words; the first begins the thread where `depth` is given. */
export async function crowd(pool: DbPool, { forumId, questionId, count, depth = 0, authors = false, from = 0 }: Crowd): Promise<void> {
  const id = (n: ReturnType<typeof sql>) => sql`md5(${questionId}::text || ':' || (${n})::text)::uuid`;
  const parent = depth === 0 ? sql`null::uuid` : sql`case when n = ${from + 1} then null when (n - ${from + 1}) % ${depth} = 1 or ${depth} = 1 then ${id(sql`${from + 1}`)} else ${id(sql`n - 1`)} end`;
  const root = depth === 0 ? id(sql`n`) : id(sql`${from + 1}`);
  await pool.db.transaction().execute(async (db) => {
    await sql`set local statement_timeout = 0`.execute(db);
    await sql`
      insert into contribution (forum_id, id, question_id, number, parent_id, root_id, regime, marking, lang, channel, received_at)
      select ${forumId}, ${id(sql`n`)}, ${questionId}, n, ${parent}, ${root}, 'institution', 'TLP:AMBER', 'en', 'import', timestamptz '2012-07-02T07:00:00Z' + n * interval '1 second'
      from generate_series(${from + 1}::int, ${from + count}::int) n order by n`.execute(db);
    await sql`
      insert into revision (forum_id, contribution_id, number, markdown, html, made_at)
      select ${forumId}, ${id(sql`n`)}, 1, t.text, '<p>' || t.text || '</p>', timestamptz '2012-07-02T07:00:00Z' + n * interval '1 second'
      from generate_series(${from + 1}::int, ${from + count}::int) n
      cross join lateral (select string_agg((${sql.val(words)}::text[])[1 + (i * 7 + n * 13 + i * i) % ${words.length}], ' ') as text from generate_series(1, 120) i) t`.execute(db);
    await sql`update thread set last_number = greatest(last_number, ${from + count}), revision = revision + 1 where forum_id = ${forumId} and question_id = ${questionId}`.execute(db);
    if (!authors) return;
    const seats = (await db.selectFrom('seat').select('id').where('forum_id', '=', forumId).orderBy('id').execute()).map((seat) => seat.id);
    await sql`set local role colloquy_custody`.execute(db);
    await sql`
      insert into authorship (forum_id, contribution_id, seat_id, capacity)
      select ${forumId}, ${id(sql`n`)}, (${sql.val(seats)}::uuid[])[1 + n % ${seats.length}], 'own-name' from generate_series(${from + 1}::int, ${from + count}::int) n`.execute(db);
  });
}
