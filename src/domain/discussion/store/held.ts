import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { HeldContent } from '../model.ts';
import { loadAttachment } from './attachments.ts';

export type HeldRow = { id: string; attachmentId: string | null; contributionId: string | null; sha256: Buffer; content: HeldContent | null; heldAt: Date; ended: 'released' | 'purged' | null };

/** One thing that is held, with what was taken out; `lock` holds it until the transaction ends. */
export async function loadHeld({ db, sight }: ForumContext, id: string, { lock = false } = {}): Promise<HeldRow | null> {
  const query = db.selectFrom('held_material').selectAll().where('forum_id', '=', sight.forumId).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? { id: row.id, attachmentId: row.attachment_id, contributionId: row.contribution_id, sha256: row.sha256, content: row.content as HeldContent | null, heldAt: row.held_at, ended: row.ended as HeldRow['ended'] } : null;
}

export async function insertHeld({ db, sight, now, world }: ForumContext, of: { attachmentId: string } | { contributionId: string }, sha256: Buffer, content: HeldContent): Promise<string> {
  const id = world.mint();
  await db.insertInto('held_material').values({ forum_id: sight.forumId, id, attachment_id: 'attachmentId' in of ? of.attachmentId : null, contribution_id: 'contributionId' in of ? of.contributionId : null, sha256, content: JSON.stringify(content), held_at: now }).execute();
  return id;
}

export async function endHeld({ db, sight, now }: ForumContext, id: string, ended: 'released' | 'purged'): Promise<void> {
  await db.updateTable('held_material').set({ ended, ended_at: now, content: null }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/** What a withheld text is to be once it is held no longer: a decision taken while it is held. */
export async function setBefore({ db, sight }: ForumContext, contributionId: string, before: { visibility: string; ground: string | null }): Promise<void> {
  await sql`update held_material set content = jsonb_set(content, '{before}', ${JSON.stringify(before)}::jsonb) where forum_id = ${sight.forumId} and contribution_id = ${contributionId} and ended is null`.execute(db);
}

/** Takes out of a file's row all that is readable of it. */
export async function emptyAttachment(ctx: ForumContext, id: string): Promise<Extract<HeldContent, { kind: 'attachment' }> | null> {
  const row = await loadAttachment(ctx, id);
  if (!row) return null;
  await ctx.db.updateTable('attachment').set({ held: true, description: '', words: null, given_name: null, cover: null }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
  return { kind: 'attachment', type: row.kind, number: row.number, bytes: row.bytes, description: row.description, words: row.words, givenName: row.givenName, cover: row.cover };
}

export async function fillAttachment({ db, sight }: ForumContext, id: string, { description, words, givenName, cover }: Extract<HeldContent, { kind: 'attachment' }>): Promise<void> {
  await db.updateTable('attachment').set({ held: false, description, words, given_name: givenName, cover }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/** Takes out all wordings of a text, and what was translated of them. */
export async function emptyText({ db, sight }: ForumContext, id: string): Promise<Pick<Extract<HeldContent, { kind: 'text' }>, 'wordings' | 'translations'>> {
  const wordings = await db.selectFrom('revision').select(['number', 'markdown', 'html']).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).orderBy('number').forUpdate().execute();
  const translations = await db.selectFrom('translation').select(['locale', 'markdown', 'html']).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).where('markdown', 'is not', null).orderBy('locale').execute();
  await db.updateTable('revision').set({ markdown: '', html: '' }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).execute();
  await db.updateTable('translation').set({ markdown: '', html: '' }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).where('markdown', 'is not', null).execute();
  return { wordings, translations: translations.map(({ locale, markdown, html }) => ({ locale, markdown: markdown ?? '', html: html ?? '' })) };
}

/** Puts the wordings back, the last last: its words are those that are found. */
export async function fillText({ db, sight }: ForumContext, id: string, { wordings, translations }: Pick<Extract<HeldContent, { kind: 'text' }>, 'wordings' | 'translations'>): Promise<void> {
  for (const { number, markdown, html } of wordings) await db.updateTable('revision').set({ markdown, html }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).where('number', '=', number).execute();
  for (const { locale, markdown, html } of translations) await db.updateTable('translation').set({ markdown, html }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).where('locale', '=', locale).where('status', 'in', ['machine', 'reviewed']).execute();
}

/** How a text is shown while it is held, and after. */
export async function setHeld({ db, sight }: ForumContext, id: string, held: boolean, shown: { visibility: string; ground: string | null } | null): Promise<void> {
  await db.updateTable('contribution').set({ held, ...(shown ? { visibility: shown.visibility, withheld_ground: shown.ground } : {}) }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

export type ToCompare = { id: string; sha256: Buffer; sentSha256: Buffer | null; waits: boolean; held: boolean };

/** Files not yet compared with these lists, those that wait first. */
export async function loadToCompare({ db, sight }: ForumContext, lists: string, { only = null, most }: { only?: string | null; most: number }): Promise<ToCompare[]> {
  const { rows } = await sql<ToCompare>`
    select id, sha256, sent_sha256 as "sentSha256", known = 'waiting' as waits, held from attachment
    where forum_id = ${sight.forumId} and not held and not taken_back and scan <> 'infected' and (known = 'waiting' or coalesce(compared_with, '') <> ${lists}) and (${only}::uuid is null or id = ${only}::uuid)
    order by known = 'waiting' desc, id limit ${most}`.execute(db);
  return rows;
}

export const loadForumsToCompare = async ({ db }: Pick<ForumContext, 'db'>, lists: string): Promise<string[]> => {
  const { rows } = await sql<{ forum_id: string }>`select distinct forum_id from attachment where not held and not taken_back and scan <> 'infected' and (known = 'waiting' or coalesce(compared_with, '') <> ${lists})`.execute(db);
  return rows.map(({ forum_id }) => forum_id);
};

export async function setCompared({ db, sight }: ForumContext, id: string, lists: string): Promise<void> {
  await db.updateTable('attachment').set({ known: lists === '' ? 'none' : 'clear', compared_with: lists, sent_sha256: null }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}
