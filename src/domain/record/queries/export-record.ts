import type { Context } from '../../context.ts';
import { chain, type Opened } from '../chain.ts';

/**
 * The whole record as JSON Lines with a chain of hashes. Texts and names are committed to; opened are the wording of
 * what was adopted and issued, and the interpretative statements and reservations that go with it everywhere.
 */
export async function exportRecord({ db }: Context): Promise<string> {
  const [rows, texts] = await Promise.all([db.selectFrom('journal').selectAll().orderBy('seq').execute(), db.selectFrom('issued_text').selectAll().execute()]);
  const openedOf = new Map<string, Opened>();
  for (const { entry_id, field, salt, value } of texts) {
    if (entry_id && field && salt && value !== null) openedOf.set(entry_id, { ...openedOf.get(entry_id), [field]: { salt: salt.toString('hex'), value } });
  }
  return chain(rows.map((row) => {
    const opened = openedOf.get(row.id);
    return { at: row.at.toISOString(), kind: row.kind, forum: row.forum_id, subject: row.subject, facts: row.facts as Record<string, unknown>, commitments: row.commitments as Record<string, string>, request: row.request_id, ...(opened ? { opened } : {}) };
  }));
}
