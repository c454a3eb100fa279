import { createHash } from 'node:crypto';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { paragraphsOf, stableIds } from '../rules.ts';
import type { PaperInput } from '../schema.ts';
import { allIds, loadPaper, loadParagraphs } from '../store.ts';

/**
 * A version of the discussion paper is written: Markdown in, numbered paragraphs out. Another language of the same
 * version takes the ids of the paragraphs at its places, so that the languages stay aligned.
 *
 * Shape    `sameVersion`: the text is a further language of the newest version.
 * Refuses  `paper.not_yours`.
 */
export function writePaper(ctx: ForumContext, input: PaperInput, { sameVersion = false } = {}): Promise<Outcome<{ version: number; paragraphs: number }, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ...input, sameVersion }, async (ctx): Promise<Outcome<{ version: number; paragraphs: number }, PaperRefusal>> => {
    if (!may(ctx.sight, 'write-paper')) return refused('paper.not_yours');
    const { forumId } = ctx.sight;
    const found = await loadPaper(ctx);
    const id = found?.id ?? ctx.world.mint();
    if (!found) await ctx.db.insertInto('paper').values({ forum_id: forumId, id, title: input.title, symbol: input.symbol ?? null }).execute();
    else await ctx.db.updateTable('paper').set({ title: input.locale === 'en' ? input.title : found.title, symbol: input.symbol ?? found.symbol }).where('forum_id', '=', forumId).where('id', '=', id).execute();
    const version = sameVersion && found ? found.version : (found?.version ?? 0) + 1;
    const paragraphs = paragraphsOf(input.markdown);
    const before = found ? await loadParagraphs(ctx, id, found.version, sameVersion ? 'en' : input.locale) : [];
    const ids = sameVersion ? paragraphs.map((_, i) => before[i]?.id ?? `p${i + 1}`) : stableIds(before, paragraphs, await allIds(ctx, id));
    await ctx.db.insertInto('paper_version').values({ forum_id: forumId, paper_id: id, number: version, locale: input.locale, title: input.title, markdown: input.markdown, made_at: ctx.now }).execute();
    await ctx.db.insertInto('paper_paragraph').values(paragraphs.map((markdown, i) => ({ forum_id: forumId, paper_id: id, version, locale: input.locale, stable_id: ids[i] ?? `p${i + 1}`, position: i + 1, markdown, html: renderMarkdown(markdown) }))).execute();
    await journal(ctx, { kind: events.written, forumId, subject: id, facts: { version, locale: input.locale, paragraphs: paragraphs.length }, commit: { text: createHash('sha256').update(input.markdown).digest('hex') } });
    return granted({ version, paragraphs: paragraphs.length });
  });
}
