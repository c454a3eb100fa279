import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { circulatedVersion, type PaperRow } from '../store.ts';

/** What a wording is known by: a translation keeps it of the original it was made of. */
export const hashOf = (markdown: string): string => createHash('sha256').update(markdown).digest('hex');

/** The number of the version that may be edited: the newest while it is not circulated, else a copy of it in every language. */
export async function openDraft(ctx: ForumContext, { id, version }: PaperRow): Promise<number> {
  if ((await circulatedVersion(ctx, id)) < version) return version;
  const { db, sight, now } = ctx;
  const draft = version + 1;
  await sql`insert into paper_version (forum_id, paper_id, number, locale, title, markdown, made_at)
    select forum_id, paper_id, ${draft}, locale, title, markdown, ${now} from paper_version where forum_id = ${sight.forumId} and paper_id = ${id} and number = ${version}`.execute(db);
  await sql`insert into paper_paragraph (forum_id, paper_id, version, locale, stable_id, position, markdown, html, label, source_hash)
    select forum_id, paper_id, ${draft}, locale, stable_id, position, markdown, html, label, source_hash from paper_paragraph where forum_id = ${sight.forumId} and paper_id = ${id} and version = ${version}`.execute(db);
  return draft;
}

export type NewRow = { paperId: string; version: number; locale: string; id: string; position: number; label: string; markdown: string; sourceHash: string | null };

/** Keeps the wording of a paragraph in one language, new or changed. */
export async function saveParagraph({ db, sight }: ForumContext, row: NewRow): Promise<void> {
  const wording = { markdown: row.markdown, html: renderMarkdown(row.markdown), source_hash: row.sourceHash };
  await db
    .insertInto('paper_paragraph')
    .values({ forum_id: sight.forumId, paper_id: row.paperId, version: row.version, locale: row.locale, stable_id: row.id, position: row.position, label: row.label, ...wording })
    .onConflict((c) => c.columns(['forum_id', 'paper_id', 'version', 'locale', 'stable_id']).doUpdateSet(wording))
    .execute();
}

/** Takes a paragraph out of a draft in every language. */
export async function deleteParagraph({ db, sight }: ForumContext, paperId: string, version: number, id: string): Promise<void> {
  await db.deleteFrom('paper_paragraph').where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('version', '=', version).where('stable_id', '=', id).execute();
}

/** Moves the paragraphs after a place on, or back, in every language. */
export async function shiftAfter({ db, sight }: ForumContext, paperId: string, version: number, { position, by }: { position: number; by: 1 | -1 }): Promise<void> {
  await db.updateTable('paper_paragraph').set((eb) => ({ position: eb('position', '+', by) })).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('version', '=', version).where('position', '>', position).execute();
}

/** A language of a draft that has not begun: it goes by the title of the original. */
export async function beginLanguage({ db, sight, now }: ForumContext, { id, title }: PaperRow, version: number, locale: string): Promise<void> {
  await db.insertInto('paper_version').values({ forum_id: sight.forumId, paper_id: id, number: version, locale, title, markdown: '', made_at: now }).onConflict((c) => c.doNothing()).execute();
}

/** The text of a version as a whole follows its paragraphs. */
export async function gatherText({ db, sight }: ForumContext, paperId: string, version: number): Promise<void> {
  await sql`update paper_version v set markdown = coalesce((
      select string_agg(p.markdown, E'\n\n' order by p.position) from paper_paragraph p
      where p.forum_id = v.forum_id and p.paper_id = v.paper_id and p.version = v.number and p.locale = v.locale), '')
    where v.forum_id = ${sight.forumId} and v.paper_id = ${paperId} and v.number = ${version}`.execute(db);
}

/** The other languages of the version before go into the new one, for the paragraphs that are still there. */
export async function copyTranslations(ctx: ForumContext, { id, locale }: PaperRow, { from, to }: { from: number; to: number }): Promise<void> {
  const { db, sight, now } = ctx;
  await sql`insert into paper_version (forum_id, paper_id, number, locale, title, markdown, made_at)
    select forum_id, paper_id, ${to}, locale, title, markdown, ${now} from paper_version where forum_id = ${sight.forumId} and paper_id = ${id} and number = ${from} and locale <> ${locale}`.execute(db);
  await sql`insert into paper_paragraph (forum_id, paper_id, version, locale, stable_id, position, markdown, html, label, source_hash)
    select t.forum_id, t.paper_id, ${to}, t.locale, t.stable_id, o.position, t.markdown, t.html, o.label, t.source_hash
    from paper_paragraph t join paper_paragraph o on o.forum_id = t.forum_id and o.paper_id = t.paper_id and o.version = ${to} and o.locale = ${locale} and o.stable_id = t.stable_id
    where t.forum_id = ${sight.forumId} and t.paper_id = ${id} and t.version = ${from} and t.locale <> ${locale}`.execute(db);
  await gatherText(ctx, id, to);
}

/** The questions that a paragraph raises. */
export async function questionsOf({ db, sight }: ForumContext, paragraph: string): Promise<string[]> {
  return (await db.selectFrom('guiding_question').select('code').where('forum_id', '=', sight.forumId).where('paragraph', '=', paragraph).orderBy('position').execute()).map(({ code }) => code);
}
