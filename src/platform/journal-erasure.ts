import { type Kysely, sql } from 'kysely';
import { asCustodian } from './db/custodian.ts';
import type { DB } from './db/schema.ts';
import { commitment } from './journal.ts';

export type ErasureReason = 'left' | 'lawful-request' | 'retention';

/** Which openings go: of all that holds one of these values, of entries on these subjects, or of old entries of a kind. */
export type Openings =
  | { values: readonly string[]; exceptSubjects: readonly string[] }
  | { subjects: readonly string[]; fields: readonly string[] }
  | { forumId: string; kind: string; fields: readonly string[] }
  | { kindsLike: string; before: Date };

/**
 * Destroys salts and values of entries of the record; the entries stay, their commitments can be opened by nobody.
 *
 * Writes   one line for each that went, with the reason; the number is journaled by the deed that called.
 */
export async function eraseOpenings({ db }: { db: Kysely<DB> }, which: Openings, reason: ErasureReason): Promise<number> {
  const { rows } = await asCustodian({ db }, () => sql<{ n: number }>`
    with gone as (delete from journal_opening o using journal j where j.id = o.entry_id and ${matching(which)} returning o.entry_id, o.field),
    told as (insert into journal_erasure (entry_id, field, reason) select entry_id, field, ${reason} from gone returning 1)
    select count(*)::int as n from told`.execute(db));
  return rows[0]?.n ?? 0;
}

function matching(which: Openings) {
  if ('values' in which) return sql`o.value = any(${which.values}::text[]) and not coalesce(j.subject = any(${which.exceptSubjects}::uuid[]), false)`;
  if ('subjects' in which) return sql`j.subject = any(${which.subjects}::uuid[]) and o.field = any(${which.fields}::text[])`;
  if ('kind' in which) return sql`j.forum_id = ${which.forumId} and j.kind = ${which.kind} and o.field = any(${which.fields}::text[])`;
  return sql`j.kind like ${which.kindsLike} and j.at <= ${which.before}`;
}

export type OpeningsVerdict = { whole: boolean; open: number; erased: Readonly<Partial<Record<ErasureReason, number>>>; missing: number; wrong: number };

/**
 * Whether each commitment of the record can be opened, or was erased with a recorded reason: `missing` counts those
 * that are gone without one, `wrong` those whose value is not what was committed to. Needs a transaction; numbers
 * leave, values do not.
 */
export async function checkOpenings({ db }: { db: Kysely<DB> }): Promise<OpeningsVerdict> {
  const entries = await db.selectFrom('journal').select(['id', 'commitments']).execute();
  const openings = new Map((await asCustodian({ db }, () => db.selectFrom('journal_opening').selectAll().execute())).map((o) => [`${o.entry_id} ${o.field}`, o]));
  const erasures = new Map((await db.selectFrom('journal_erasure').selectAll().execute()).map((e) => [`${e.entry_id} ${e.field}`, e.reason as ErasureReason]));
  const verdict = { open: 0, missing: 0, wrong: 0, erased: {} as Partial<Record<ErasureReason, number>> };
  for (const entry of entries) {
    for (const [field, committed] of Object.entries(entry.commitments as Record<string, string>)) {
      const opening = openings.get(`${entry.id} ${field}`);
      const reason = erasures.get(`${entry.id} ${field}`);
      if (opening) verdict[commitment(opening.salt, field, opening.value) === committed ? 'open' : 'wrong'] += 1;
      else if (reason) verdict.erased[reason] = (verdict.erased[reason] ?? 0) + 1;
      else verdict.missing += 1;
    }
  }
  return { ...verdict, whole: verdict.missing === 0 && verdict.wrong === 0 };
}
