import { renderMarkdown } from '#platform/text/markdown.ts';
import { coverBlocks } from '#platform/text/cover.ts';
import type { ForumContext } from '../../context.ts';
import { type CoverFacts, coversOn } from '../rules/cover.ts';
import { loadRevisions } from '../store.ts';

export type CoverRow = CoverFacts & { id: string; attachmentId: string | null };

const standing = ({ db, sight }: ForumContext) => db.selectFrom('cover').where('cover.forum_id', '=', sight.forumId).where('lifted', '=', false);

/** The covers that lie on a contribution and its files. */
export async function loadCovers(ctx: ForumContext, contributionId: string): Promise<CoverRow[]> {
  const rows = await standing(ctx).selectAll().where('contribution_id', '=', contributionId).orderBy('block_from').orderBy('id').execute();
  return rows.map((r) => ({ id: r.id, attachmentId: r.attachment_id, revision: r.revision, range: r.block_from === null || r.block_to === null ? null : { from: r.block_from, to: r.block_to }, description: r.description }));
}

/** Whether a moderator has put anything of a contribution's text behind a cover. */
export async function isCovered(ctx: ForumContext, contributionId: string): Promise<boolean> {
  return (await standing(ctx).select('id').where('contribution_id', '=', contributionId).where('attachment_id', 'is', null).executeTakeFirst()) !== undefined;
}

/** The contributions under a question of whose text something lies behind a moderator's cover. */
export async function loadCoveredOf(ctx: ForumContext, questionId: string): Promise<ReadonlySet<string>> {
  const rows = await standing(ctx)
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'cover.forum_id').onRef('c.id', '=', 'cover.contribution_id'))
    .select('cover.contribution_id')
    .where('c.stands_in', '=', questionId)
    .where('cover.attachment_id', 'is', null)
    .execute();
  return new Set(rows.map((r) => r.contribution_id));
}

export async function insertCover({ db, sight }: ForumContext, contributionId: string, c: CoverRow): Promise<void> {
  await db.insertInto('cover').values({ forum_id: sight.forumId, id: c.id, contribution_id: contributionId, attachment_id: c.attachmentId, revision: c.revision, block_from: c.range?.from ?? null, block_to: c.range?.to ?? null, description: c.description }).execute();
}

export async function liftCoverRow({ db, sight }: ForumContext, id: string): Promise<void> {
  await db.updateTable('cover').set({ lifted: true }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

export async function setAttachmentCover({ db, sight }: ForumContext, id: string, description: string | null): Promise<void> {
  await db.updateTable('attachment').set({ cover: description }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/**
 * Renders every wording of a contribution anew with the covers that lie on it, the one that stands last: what search
 * knows is what was rendered last.
 */
export async function renderCovered(ctx: ForumContext, { id, revision }: { id: string; revision: number }): Promise<void> {
  const covers = (await loadCovers(ctx, id)).filter(({ attachmentId }) => attachmentId === null);
  const wordings = await loadRevisions(ctx, id);
  for (const { number, markdown } of [...wordings].sort((a, b) => Number(a.number === revision) - Number(b.number === revision))) {
    const html = coversOn(covers, number).reduce((html, { description, range }) => coverBlocks(html, description, range), renderMarkdown(markdown));
    await setHtml(ctx, id, number, html);
  }
}

async function setHtml({ db, sight }: ForumContext, contributionId: string, number: number, html: string): Promise<void> {
  await db.updateTable('revision').set({ html }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).where('number', '=', number).execute();
}
