import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import { type Vector, unpacked } from '../aids/stems.ts';

export type ToIndex = { subject: 'contribution' | 'excerpt'; id: string; revision: number; language: string; text: string };

/** Contributions whose standing wording has no vector yet, and excerpts that have none; at most so many of each. */
export async function loadToIndex({ db, sight }: ForumContext, limit: number): Promise<ToIndex[]> {
  const { rows } = await sql<ToIndex>`
    with spoken as materialized (
      select c.id, c.revision, c.lang from contribution c
      where c.forum_id = ${sight.forumId} and c.kind = 'contribution' and c.visibility = 'shown' and not exists (
        select 1 from text_vector v where v.forum_id = c.forum_id and v.subject = 'contribution' and v.id = c.id and v.revision = c.revision and v.language = c.lang)
      limit ${limit}),
    marked as materialized (
      select e.id, e.revision, c.lang, e.quote from excerpt e join contribution c on c.forum_id = e.forum_id and c.id = e.contribution_id
      where e.forum_id = ${sight.forumId} and c.visibility = 'shown' and not exists (
        select 1 from text_vector v where v.forum_id = e.forum_id and v.subject = 'excerpt' and v.id = e.id and v.revision = e.revision and v.language = c.lang)
      limit ${limit})
    select 'contribution' as subject, s.id, s.revision, s.lang as language, r.markdown as text
    from spoken s join revision r on r.forum_id = ${sight.forumId} and r.contribution_id = s.id and r.number = s.revision
    union all select 'excerpt', id, revision, lang, quote from marked`.execute(db);
  return rows;
}

export async function saveVectors({ db, sight }: ForumContext, vectors: readonly (Omit<ToIndex, 'text'> & { words: number; stems: Uint8Array })[]): Promise<void> {
  if (vectors.length === 0) return;
  const rows = vectors.map((vector) => ({ forum_id: sight.forumId, ...vector, stems: Buffer.from(vector.stems) }));
  await db.insertInto('text_vector').values(rows).onConflict((c) => c.columns(['forum_id', 'subject', 'id']).doUpdateSet((eb) => ({ revision: eb.ref('excluded.revision'), language: eb.ref('excluded.language'), words: eb.ref('excluded.words'), stems: eb.ref('excluded.stems') }))).execute();
}

/** Drops what was kept of texts that are shown no more, and what a model pointed to in wordings that stand no more. */
export async function dropStale({ db, sight }: ForumContext): Promise<void> {
  await sql`delete from model_suggestion m where m.forum_id = ${sight.forumId} and not exists (select 1 from contribution c where c.forum_id = m.forum_id and c.id = m.contribution_id and c.revision = m.revision and c.visibility = 'shown')`.execute(db);
  await sql`delete from text_vector v where v.forum_id = ${sight.forumId} and v.subject = 'contribution' and not exists (select 1 from contribution c where c.forum_id = v.forum_id and c.id = v.id and c.visibility = 'shown')`.execute(db);
  await sql`delete from text_vector v where v.forum_id = ${sight.forumId} and v.subject = 'excerpt' and not exists (
    select 1 from excerpt e join contribution c on c.forum_id = e.forum_id and c.id = e.contribution_id where e.forum_id = v.forum_id and e.id = v.id and c.visibility = 'shown')`.execute(db);
}

/** The vectors of the contributions that are shown, each of the wording that stands; of one language, or of all; without those that may not be quoted, unless asked for. */
export async function loadVectors({ db, sight }: ForumContext, { language, withRed = false }: { language?: string; withRed?: boolean } = {}): Promise<(Vector & { language: string })[]> {
  let query = db
    .selectFrom('text_vector as v')
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'v.forum_id').onRef('c.id', '=', 'v.id').onRef('c.revision', '=', 'v.revision'))
    .select(['v.id', 'v.language', 'v.words', 'v.stems'])
    .where('v.forum_id', '=', sight.forumId)
    .where('v.subject', '=', 'contribution')
    .where('c.visibility', '=', 'shown');
  if (!withRed) query = query.where('c.marking', '<>', 'TLP:RED');
  if (language) query = query.where('v.language', '=', language);
  return (await query.execute()).map(({ id, language, words, stems }) => ({ ...unpacked(id, words, stems), language }));
}

export type ExcerptVector = { id: string; contributionId: string; ref: string; quote: string; vector: Vector; /** Codes that the actor put there. */ own: string[]; /** Whether anybody put a code there. */ coded: boolean };

/** Excerpts in a language with their vectors, of texts that are shown and may be quoted. */
export async function loadExcerptVectors({ db, sight }: ForumContext, language: string): Promise<ExcerptVector[]> {
  const { rows } = await sql<{ id: string; contribution_id: string; code: string; number: number; quote: string; words: number; stems: Uint8Array; own: string[] | null; coded: boolean }>`
    select e.id, e.contribution_id, q.code, c.number, e.quote, v.words, v.stems,
      (select array_agg(ec.code_id::text order by ec.code_id) from excerpt_code ec where ec.forum_id = e.forum_id and ec.excerpt_id = e.id and ec.seat_id = ${sight.seat?.id ?? null}::uuid) as own,
      exists (select 1 from excerpt_code ec where ec.forum_id = e.forum_id and ec.excerpt_id = e.id) as coded
    from excerpt e join contribution c on c.forum_id = e.forum_id and c.id = e.contribution_id
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    join text_vector v on v.forum_id = e.forum_id and v.subject = 'excerpt' and v.id = e.id
    where e.forum_id = ${sight.forumId} and v.language = ${language} and c.visibility = 'shown' and c.marking <> 'TLP:RED'
    order by e.id`.execute(db);
  return rows.map((r) => ({ id: r.id, contributionId: r.contribution_id, ref: refOf(r.code, r.number), quote: r.quote, vector: unpacked(r.id, r.words, r.stems), own: r.own ?? [], coded: r.coded }));
}

/** Forums in which there may be something to index. */
export const forumsToIndex = async ({ db }: Pick<ForumContext, 'db'>): Promise<string[]> => (await db.selectFrom('contribution').select('forum_id').distinct().execute()).map((row) => row.forum_id);
