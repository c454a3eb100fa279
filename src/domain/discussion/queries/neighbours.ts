import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import { refOf } from '../rules.ts';

export type Neighbour = { ref: string; lang: string; html: string; /** Stands before the contribution asked about. */ before: boolean };

/** What a contribution answers and what follows it in its thread, as far as it is shown: enough to read it in context. */
export async function neighboursOf({ db, sight }: ForumContext, id: string): Promise<Neighbour[]> {
  const { rows } = await sql<{ code: string; number: number; lang: string; html: string; before: boolean }>`
    with own as (select * from contribution where forum_id = ${sight.forumId} and id = ${id})
    select q.code, c.number, c.lang, r.html, c.place < own.place as before from own
    join contribution c on c.forum_id = own.forum_id and c.root_id = own.root_id and c.visibility = 'shown' and (c.id = own.parent_id
      or c.id = (select n.id from contribution n where n.forum_id = own.forum_id and n.root_id = own.root_id and n.place > own.place and n.visibility = 'shown' order by n.place limit 1))
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
    order by c.place`.execute(db);
  return rows.map(({ code, number, ...row }) => ({ ref: refOf(code, number), ...row }));
}
