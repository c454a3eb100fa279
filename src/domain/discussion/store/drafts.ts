import type { ForumContext } from '../../context.ts';

/** Where a draft lies: one for each seat, question and parent. */
export type DraftKey = { seatId: string; questionId: string; parentId: string | null };
/** A text of another window, kept beside the draft. */
export type Beside = { windowId: string; markdown: string; savedAt: Date };
export type DraftSettings = { regime: string | null; marking: string | null; lang: string | null; capacity: string | null; keptBecause: string | null };
export type Draft = DraftSettings & { id: string; version: number; windowId: string | null; markdown: string; savedAt: Date; beside: readonly Beside[] };

const at = ({ sight }: Pick<ForumContext, 'sight'>, key: DraftKey) => ({ forum_id: sight.forumId, seat_id: key.seatId, question_id: key.questionId, parent_id: key.parentId });

/** One's draft with what other windows of one's own wrote; `lock` holds it until the transaction ends. */
export async function loadDraft(ctx: Pick<ForumContext, 'db' | 'sight'>, key: DraftKey, { lock = false } = {}): Promise<Draft | null> {
  const of = at(ctx, key);
  const query = ctx.db.selectFrom('draft').selectAll().where('forum_id', '=', of.forum_id).where('seat_id', '=', of.seat_id).where('question_id', '=', of.question_id).where('parent_id', of.parent_id === null ? 'is' : '=', of.parent_id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  const beside = await ctx.db.selectFrom('draft_beside').selectAll().where('draft_id', '=', row.id).orderBy('saved_at', 'desc').orderBy('window_id').execute();
  return {
    id: row.id, version: row.version, windowId: row.window_id, markdown: row.markdown, regime: row.regime, marking: row.marking, lang: row.lang, capacity: row.capacity, keptBecause: row.kept_because, savedAt: row.saved_at,
    beside: beside.map((one) => ({ windowId: one.window_id, markdown: one.markdown, savedAt: one.saved_at })),
  };
}

export type DraftText = DraftSettings & { markdown: string; windowId: string | null };
const columns = (draft: DraftText, now: Date) => ({ markdown: draft.markdown, window_id: draft.windowId, regime: draft.regime, marking: draft.marking, lang: draft.lang, capacity: draft.capacity, kept_because: draft.keptBecause, saved_at: now });

/** Makes a draft; answers whether it did: another window may have been first. */
export async function insertDraft(ctx: ForumContext, key: DraftKey, draft: DraftText): Promise<boolean> {
  const row = await ctx.db.insertInto('draft').values({ ...at(ctx, key), id: ctx.world.mint(), ...columns(draft, ctx.now) }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst();
  return row !== undefined;
}

/** The draft has a new text from now on, under a version of its own. */
export async function replaceDraft({ db, now }: ForumContext, id: string, version: number, draft: DraftText): Promise<void> {
  await db.updateTable('draft').set({ ...columns(draft, now), version }).where('id', '=', id).execute();
}

/** Keeps a window's text beside the draft, in place of what that window wrote before. */
export async function keepBeside({ db, now }: ForumContext, draftId: string, windowId: string, markdown: string): Promise<void> {
  await db.insertInto('draft_beside').values({ draft_id: draftId, window_id: windowId, markdown, saved_at: now }).onConflict((c) => c.columns(['draft_id', 'window_id']).doUpdateSet({ markdown, saved_at: now })).execute();
}

export async function dropBeside({ db }: Pick<ForumContext, 'db'>, draftId: string, windowId: string): Promise<void> {
  await db.deleteFrom('draft_beside').where('draft_id', '=', draftId).where('window_id', '=', windowId).execute();
}

/**
 * Takes away the draft of a text that has entered the forum. What another window wrote and nobody sent stays, as the
 * draft from now on; without a window only a draft of the same text is that text's.
 */
export async function dropDraft(ctx: ForumContext, key: DraftKey, sent: { text: string; windowId?: string | undefined }): Promise<void> {
  const draft = await loadDraft(ctx, key, { lock: true });
  if (!draft) return;
  const isSent = (one: { markdown: string; windowId: string | null }) => one.markdown.trim() === sent.text.trim();
  const own = draft.beside.find(({ windowId }) => windowId === sent.windowId);
  const left = draft.beside.filter((one) => one !== own && !isSent(one));
  for (const one of draft.beside) if (!left.includes(one)) await dropBeside(ctx, draft.id, one.windowId);
  if (!isSent(draft) && (own || sent.windowId === undefined)) return;
  const [newest] = left;
  if (!newest) return void (await ctx.db.deleteFrom('draft').where('id', '=', draft.id).execute());
  await dropBeside(ctx, draft.id, newest.windowId);
  await replaceDraft(ctx, draft.id, draft.version + 1, { ...draft, markdown: newest.markdown, windowId: newest.windowId, keptBecause: null });
}
