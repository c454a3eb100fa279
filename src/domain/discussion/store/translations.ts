import { createHash } from 'node:crypto';
import type { Context, ForumContext } from '../../context.ts';

export type TranslationStatus = 'asked' | 'machine' | 'reviewed' | 'failed';
export type TranslationRow = { contributionId: string; locale: string; revision: number; status: TranslationStatus; sourceHash: Buffer; corrected: boolean; markdown: string | null; html: string | null };

/** What a translation is bound to: the wording itself, whatever its number. */
export const hashOf = (markdown: string): Buffer => createHash('sha256').update(markdown).digest();

const rows = ({ db, sight }: ForumContext) => db.selectFrom('translation').selectAll().where('forum_id', '=', sight.forumId);
type Read = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
const asRow = (r: Read): TranslationRow => ({ contributionId: r.contribution_id, locale: r.locale, revision: r.revision, status: r.status as TranslationStatus, sourceHash: r.source_hash, corrected: r.corrected, markdown: r.markdown, html: r.html });

/** One translation; `lock` holds it until the transaction ends. */
export async function loadTranslation(ctx: ForumContext, contributionId: string, locale: string, { lock = false } = {}): Promise<TranslationRow | null> {
  const query = rows(ctx).where('contribution_id', '=', contributionId).where('locale', '=', locale);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? asRow(row) : null;
}

/** The translations into one language of what stands under a question, each with the hash of the wording that stands. */
export async function loadTranslationsOf(ctx: ForumContext, questionId: string, locale: string): Promise<{ row: TranslationRow; standing: Buffer }[]> {
  const found = await ctx.db
    .selectFrom('translation as t')
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 't.forum_id').onRef('c.id', '=', 't.contribution_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision'))
    .selectAll('t')
    .select('r.markdown as standing')
    .where('t.forum_id', '=', ctx.sight.forumId)
    .where('c.stands_in', '=', questionId)
    .where('c.visibility', '=', 'shown')
    .where('t.locale', '=', locale)
    .execute();
  return found.map(({ standing, ...row }) => ({ row: asRow(row), standing: hashOf(standing) }));
}

/** The translation is asked for, whether for the first time or anew. */
export async function askTranslation({ db, sight }: ForumContext, of: { contributionId: string; locale: string; revision: number; sourceHash: Buffer }): Promise<void> {
  const asked = { revision: of.revision, status: 'asked', source_hash: of.sourceHash, corrected: false, markdown: null, html: null };
  await db.insertInto('translation').values({ forum_id: sight.forumId, contribution_id: of.contributionId, locale: of.locale, ...asked }).onConflict((c) => c.columns(['forum_id', 'contribution_id', 'locale']).doUpdateSet(asked)).execute();
}

export async function setTranslation({ db, sight }: ForumContext, { contributionId, locale }: { contributionId: string; locale: string }, change: { status: TranslationStatus; revision?: number; source_hash?: Buffer; markdown?: string; html?: string; corrected?: boolean }): Promise<void> {
  await db.updateTable('translation').set(change).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).where('locale', '=', locale).execute();
}

/** Translations that wait for the provider, in all forums. */
export async function loadAsked({ db }: Pick<Context, 'db'>): Promise<{ forumId: string; contributionId: string; locale: string }[]> {
  const found = await db.selectFrom('translation').select(['forum_id', 'contribution_id', 'locale']).where('status', '=', 'asked').limit(50).execute();
  return found.map((r) => ({ forumId: r.forum_id, contributionId: r.contribution_id, locale: r.locale }));
}
