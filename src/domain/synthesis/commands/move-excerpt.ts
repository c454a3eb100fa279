import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionById, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { placeOf } from '../rules/place.ts';
import { backToDraft, loadFindings } from '../store.ts';

/**
 * An excerpt whose source was revised since quotes the wording that stands now; findings that rest on it are in draft
 * again.
 *
 * Shape    `revision`: the wording that was read; `quote`: its words there, exactly.
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_excerpt`, `synthesis.text_changed`, `synthesis.quote_not_there`,
 *          `synthesis.may_not_be_quoted`.
 */
export function moveExcerpt(ctx: ForumContext, excerptId: string, { revision, quote }: { revision: number; quote: string }): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const { db, sight: { forumId } } = ctx;
    const excerpt = await db.selectFrom('excerpt').select(['contribution_id']).where('forum_id', '=', forumId).where('id', '=', excerptId).forUpdate().executeTakeFirst();
    const contribution = excerpt && (await contributionById(ctx, excerpt.contribution_id));
    if (!excerpt || !contribution) return refused('synthesis.no_such_excerpt');
    if (contribution.visibility !== 'shown' || contribution.marking === 'TLP:RED') return refused('synthesis.may_not_be_quoted');
    if (contribution.revision !== revision) return refused('synthesis.text_changed', { ref: `${contribution.code}·${contribution.number}` });
    const wording = (await wordingsOf(ctx, contribution.id)).find(({ number }) => number === revision);
    const place = wording ? placeOf(wording.markdown, quote) : null;
    if (!place) return refused('synthesis.quote_not_there');
    await db.updateTable('excerpt').set({ revision, range_start: place.start, range_end: place.end, quote: place.quote }).where('forum_id', '=', forumId).where('id', '=', excerptId).execute();
    const under = await db.selectFrom('finding_excerpt').select('finding_id').where('forum_id', '=', forumId).where('excerpt_id', '=', excerptId).execute();
    for (const { finding_id } of under) await backToDraft(ctx, finding_id);
    await journal(ctx, { kind: events.excerptMoved, forumId, subject: excerptId, facts: { revision, start: place.start, end: place.end }, commit: { quote: place.quote } });
    return granted(null);
  });
}

/** An excerpt is taken out of a finding; it stays marked in its text. Refuses `synthesis.not_yours`, `synthesis.no_such_finding`, `synthesis.no_such_excerpt`. */
export function dropExcerpt(ctx: ForumContext, reference: string, excerptId: string): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const [finding] = await loadFindings(ctx, { reference });
    if (!finding) return refused('synthesis.no_such_finding');
    const gone = await ctx.db.deleteFrom('finding_excerpt').where('forum_id', '=', forumId).where('finding_id', '=', finding.id).where('excerpt_id', '=', excerptId).executeTakeFirst();
    if (Number(gone.numDeletedRows) === 0) return refused('synthesis.no_such_excerpt');
    await backToDraft(ctx, finding.id);
    await journal(ctx, { kind: events.excerptDropped, forumId, subject: finding.id, facts: { reference, excerpt: excerptId } });
    return granted(null);
  });
}
