import type { Context } from '../../context.ts';
import { chain } from '../chain.ts';

/** The whole record as JSON Lines with a chain of hashes. It holds no text and no name: those are committed to. */
export async function exportRecord({ db }: Context): Promise<string> {
  const rows = await db.selectFrom('journal').selectAll().orderBy('seq').execute();
  return chain(rows.map((row) => ({ at: row.at.toISOString(), kind: row.kind, forum: row.forum_id, subject: row.subject, facts: row.facts as Record<string, unknown>, commitments: row.commitments as Record<string, string>, request: row.request_id })));
}
