import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor, isTwoKeyedWord } from '../../disclosure/custody.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ContributionRefusal } from '../model.ts';
import { renderText } from '../queries/render-text.ts';
import { mayRevise, readRef } from '../rules.ts';
import { batchWindow } from '../rules/batch.ts';
import type { RevisionInput } from '../schema.ts';
import { isCovered, renderCovered } from '../store/covers.ts';
import { insertWithdrawal } from '../store/waiting.ts';
import { bumpThread, loadContribution } from '../store.ts';

/**
 * An author changes the wording of a contribution, or the language it is marked with; the earlier wording is kept.
 *
 * Refuses  as `mayRevise` does; a contribution of somebody else is not there, a released position is not one person's.
 */
export async function reviseContribution(ctx: ForumContext, ref: string, input: RevisionInput): Promise<Outcome<{ revision: number }, ContributionRefusal | 'platform.submission_reused'>> {
  const html = await renderText(ctx, input.text);
  return once(ctx, input.submissionId, { ref, text: input.text, lang: input.lang ?? null }, async (ctx): Promise<Outcome<{ revision: number }, ContributionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const asked = readRef(ref);
    const contribution = asked && (await loadContribution(ctx, asked, { lock: true }));
    const forum = await forumFacts(ctx, forumId);
    if (!seat || !contribution || !forum || !may(ctx.sight, 'revise')) return refused('discussion.no_such_contribution');
    const ruling = mayRevise({ receivedAt: contribution.receivedAt, windowMinutes: forum.editWindowMinutes, visibility: contribution.visibility, isAuthor: await isAuthor(ctx, forumId, contribution.id, seat.id), twoKeyed: await isTwoKeyedWord(ctx, forumId, contribution.id), regime: contribution.regime, held: contribution.held, editAskedUntil: contribution.editAskedUntil }, ctx.now);
    if (!ruling.ok) return ruling;
    const revision = contribution.revision + 1;
    // The language first: the words become findable in it as the wording is written.
    await ctx.db.updateTable('contribution').set({ revision, ...(input.lang ? { lang: input.lang } : {}) }).where('forum_id', '=', forumId).where('id', '=', contribution.id).execute();
    await ctx.db.insertInto('revision').values({ forum_id: forumId, contribution_id: contribution.id, number: revision, markdown: input.text, html, made_at: ctx.now }).execute();
    // What lay behind a moderator's cover lies behind it in the new wording too.
    if (await isCovered(ctx, contribution.id)) await renderCovered(ctx, { id: contribution.id, revision });
    await journal(ctx, { kind: events.revised, forumId, subject: contribution.id, facts: { revision }, commit: { text: createHash('sha256').update(input.text).digest('hex') } });
    await bumpThread(ctx, contribution.questionId);
    return granted({ revision });
  });
}

/**
 * An author takes a contribution back; its number stays as withdrawn. An unattributed one is withdrawn with the next
 * batch, since whoever withdraws is online. Refuses when it is not theirs or not there.
 */
export function withdrawContribution(ctx: ForumContext, ref: string): Promise<Outcome<null, ContributionRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ContributionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const asked = readRef(ref);
    const contribution = asked && (await loadContribution(ctx, asked, { lock: true }));
    if (!seat || !may(ctx.sight, 'revise') || !contribution || contribution.visibility === 'withdrawn' || !(await isAuthor(ctx, forumId, contribution.id, seat.id))) return refused('discussion.no_such_contribution');
    const forum = contribution.regime === 'unattributed' ? await forumFacts(ctx, forumId) : null;
    if (forum) {
      await insertWithdrawal(ctx, contribution.id, batchWindow(ctx.now, forum));
      return granted(null);
    }
    await ctx.db.updateTable('contribution').set({ visibility: 'withdrawn' }).where('forum_id', '=', forumId).where('id', '=', contribution.id).execute();
    await journal(ctx, { kind: events.withdrawn, forumId, subject: contribution.id });
    await bumpThread(ctx, contribution.questionId);
    return granted(null);
  });
}
