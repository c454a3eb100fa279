import { sql } from 'kysely';
import type { TestHouse } from '../tests/house.ts';
import { textOf } from './corpus.ts';

/** What differs between the fillings: regime and marking as SQL over the number `n`, and what number the corpus begins with. */
export type Filling = { forumId: string; questionId: string; seats: readonly string[]; texts: number; from?: number; regime?: string; marking?: string };

/**
 * Fills a question with texts of the corpus, a thousand in each transaction, as an import would: each with its wording
 * and its author, in turns of the seats.
 *
 * Shape   the texts with their numbers, in order.
 */
export async function fillQuestion({ pool: { db }, world }: TestHouse, { forumId, questionId, seats, texts, from = 0, regime = "'institution'", marking = "'TLP:AMBER'" }: Filling): Promise<{ n: number; id: string; text: string }[]> {
  const all = Array.from({ length: texts }, (_, i) => ({ n: i + 1, id: world.mint(), seat: seats[i % seats.length], ...textOf(from + i + 1) }));
  for (let i = 0; i < all.length; i += 1_000) {
    const json = JSON.stringify(all.slice(i, i + 1_000));
    await db.transaction().execute(async (tx) => {
      await sql`insert into contribution (forum_id, id, question_id, number, root_id, regime, marking, lang, channel, received_at)
        select ${forumId}, id, ${questionId}, n, id, ${sql.raw(regime)}, ${sql.raw(marking)}, lang, 'import', timestamptz '2012-07-02 07:00Z' + n * interval '3 seconds' from json_to_recordset(${json}::json) as r(n int, id uuid, lang text)`.execute(tx);
      await sql`insert into revision (forum_id, contribution_id, number, markdown, html, made_at) select ${forumId}, id, 1, text, '<p>' || text || '</p>', now() from json_to_recordset(${json}::json) as r(id uuid, text text)`.execute(tx);
      await sql`set local role colloquy_custody`.execute(tx);
      await sql`insert into authorship (forum_id, contribution_id, seat_id, capacity) select ${forumId}, id, seat, 'own-name' from json_to_recordset(${json}::json) as r(id uuid, seat uuid)`.execute(tx);
    });
  }
  return all;
}
