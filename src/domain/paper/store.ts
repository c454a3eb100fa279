import { sql } from 'kysely';
import type { ForumContext } from '../context.ts';

export type PaperRow = { id: string; title: string; symbol: string | null; /** The language it is authoritative in. */ locale: string; version: number };

/** The forum's paper with its newest version; null while there is none. */
export async function loadPaper({ db, sight }: ForumContext): Promise<PaperRow | null> {
  const row = await db.selectFrom('paper').select((eb) => ['id', 'title', 'symbol', 'locale', eb.selectFrom('paper_version').select((e) => e.fn.max('number').as('n')).whereRef('paper_version.forum_id', '=', 'paper.forum_id').whereRef('paper_version.paper_id', '=', 'paper.id').as('version')]).where('forum_id', '=', sight.forumId).executeTakeFirst();
  return row ? { id: row.id, title: row.title, symbol: row.symbol, locale: row.locale, version: row.version ?? 0 } : null;
}

export type ParagraphRow = { id: string; number: string; position: number; markdown: string; html: string; sourceHash: string | null };

export async function loadParagraphs({ db, sight }: ForumContext, paperId: string, version: number, locale: string): Promise<ParagraphRow[]> {
  const rows = await db.selectFrom('paper_paragraph').select(['stable_id', 'label', 'position', 'markdown', 'html', 'source_hash']).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('version', '=', version).where('locale', '=', locale).orderBy('position').execute();
  return rows.map((r) => ({ id: r.stable_id, number: r.label, position: r.position, markdown: r.markdown, html: r.html, sourceHash: r.source_hash }));
}

/** Every paragraph there ever was, with the numbers it had. */
export async function allNumbers({ db, sight }: ForumContext, paperId: string): Promise<{ id: string; label: string }[]> {
  const rows = await db.selectFrom('paper_paragraph').select(['stable_id', 'label']).distinct().where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).orderBy('stable_id').execute();
  return rows.map((r) => ({ id: r.stable_id, label: r.label }));
}

/** The versions that were circulated, oldest first. */
export async function circulatedVersions({ db, sight }: ForumContext, paperId: string): Promise<number[]> {
  const rows = await db.selectFrom('circulation').select('version').distinct().where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).orderBy('version').execute();
  return rows.map(({ version }) => version);
}

/** The newest version that was circulated; 0 while none was. */
export async function circulatedVersion({ db, sight }: ForumContext, paperId: string): Promise<number> {
  const row = await db.selectFrom('circulation').select((eb) => eb.fn.max('version').as('n')).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).executeTakeFirst();
  return row?.n ?? 0;
}

/** A paragraph of a version in each language it is written in. */
export async function loadParagraph({ db, sight }: ForumContext, paperId: string, version: number, stableId: string): Promise<{ locale: string; html: string }[]> {
  return db.selectFrom('paper_paragraph').select(['locale', 'html']).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('version', '=', version).where('stable_id', '=', stableId).orderBy('locale').execute();
}

/** The title of a version in each language it is written in. */
export function titlesOf({ db, sight }: ForumContext, paperId: string, version: number): Promise<{ locale: string; title: string }[]> {
  return db.selectFrom('paper_version').select(['locale', 'title']).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('number', '=', version).orderBy('locale').execute();
}

/** The languages of a version, the authoritative one first. */
export async function localesOf({ db, sight }: ForumContext, paperId: string, version: number): Promise<string[]> {
  const rows = await db.selectFrom('paper_version').select('locale').where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('number', '=', version).orderBy('locale').execute();
  const original = (await db.selectFrom('paper').select('locale').where('forum_id', '=', sight.forumId).where('id', '=', paperId).executeTakeFirst())?.locale;
  return rows.map(({ locale }) => locale).sort((a, b) => Number(b === original) - Number(a === original));
}

type VersionRow = { id: string; version: number; title: string; symbol: string | null; locale: string; markdown: string };

/** Keeps the text of a version in one language; the paper goes by its title in English where there is one. */
export async function savePaper({ db, sight, now }: ForumContext, row: VersionRow, found: PaperRow | null): Promise<void> {
  const title = !found || row.locale === 'en' || row.locale === found.locale ? row.title : found.title;
  await db.insertInto('paper').values({ forum_id: sight.forumId, id: row.id, title, symbol: row.symbol, locale: row.locale }).onConflict((c) => c.columns(['forum_id', 'id']).doUpdateSet({ title, symbol: row.symbol })).execute();
  await db.insertInto('paper_version').values({ forum_id: sight.forumId, paper_id: row.id, number: row.version, locale: row.locale, title: row.title, markdown: row.markdown, made_at: now }).execute();
}

/** Makes two writers of one paper take turns: the second then sees the version of the first. */
export async function holdPaper({ db, sight }: ForumContext): Promise<void> {
  await db.selectFrom('forum').select('id').where('id', '=', sight.forumId).forNoKeyUpdate().execute();
}

/** Paragraphs of a version that hold the words, each in its own language, in the paper's order. */
export async function findParagraphs({ db, sight }: ForumContext, paperId: string, version: number, words: string): Promise<{ id: string; number: string; locale: string; markdown: string }[]> {
  const { rows } = await sql<{ id: string; number: string; locale: string; markdown: string }>`
    select stable_id as id, label as number, locale, markdown from paper_paragraph
    where forum_id = ${sight.forumId} and paper_id = ${paperId} and version = ${version}
      and search_vector(locale, markdown) @@ search_query(locale, ${words})
    order by position, locale limit 60`.execute(db);
  return rows;
}
