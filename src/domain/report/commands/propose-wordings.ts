import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import type { Tracked } from '#platform/docx/read-tracked.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { editFinding } from '../../synthesis/commands/edit-finding.ts';
import type { SynthesisRefusal } from '../../synthesis/model.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { ReportRefusal } from '../model.ts';
import { findingByReference } from '../queries/finding-by-reference.ts';
import { markedBy } from '../rules/proposals.ts';
import { withoutRoman } from '../rules/sentences.ts';
import type { ProposalDecision } from '../schema.ts';
import { loadParagraphs } from '../store.ts';

/**
 * What a Word document of the report came back with: each tracked change of a paragraph or finding, and each remark on
 * one, becomes a proposal. Whoever made it in the document is not taken over. The same document twice proposes once.
 *
 * Shape    how many proposals are new, and how many changes stand where nothing may be proposed.
 * Refuses  `report.not_yours`, `report.no_such_series`.
 */
export function proposeWordings(ctx: Context, slug: string, tracked: readonly Tracked[]): Promise<Outcome<{ proposed: number; passedOver: number }, ReportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ proposed: number; passedOver: number }, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const whole = await wholeSeries(ctx, slug);
    if (!whole) return refused('report.no_such_series');
    const seriesId = whole.series.id;
    const [paragraphs, known] = [await loadParagraphs(ctx, seriesId), await ctx.db.selectFrom('wording_proposal').select(['subject_id', 'before', 'after', 'comments']).where('series_id', '=', seriesId).execute()];
    const seen = new Set(known.map((row) => fingerprint(row.subject_id, row.before, row.after, row.comments as unknown as string[])));
    let [proposed, passedOver] = [0, 0];
    for (const { bookmarks, before, after, comments } of tracked) {
      const marked = markedBy(bookmarks);
      const finding = marked?.subject === 'finding' ? await findingByReference(ctx, slug, marked.reference) : null;
      const paragraph = marked?.subject === 'paragraph' ? paragraphs.find(({ id }) => id.replaceAll('-', '').endsWith(marked.tail)) : undefined;
      const subjectId = finding?.findingId ?? paragraph?.id;
      if (!marked || !subjectId) {
        passedOver += 1;
        continue;
      }
      const print = fingerprint(subjectId, before, after, comments);
      if (seen.has(print)) continue;
      seen.add(print);
      const id = ctx.world.mint();
      await ctx.db.insertInto('wording_proposal').values({ series_id: seriesId, id, subject: marked.subject, subject_id: subjectId, forum_id: finding?.forumId ?? paragraph?.forumId ?? null, reference: marked.subject === 'finding' ? marked.reference : null, before: before.slice(0, 20_000), after: after.slice(0, 20_000), comments: JSON.stringify(comments.slice(0, 50)), proposed_at: ctx.now }).execute();
      await journal(ctx, { kind: events.proposed, forumId: finding?.forumId ?? paragraph?.forumId ?? null, subject: id, facts: { subject: marked.subject, of: subjectId, comments: comments.length }, commit: { before, after } });
      proposed += 1;
    }
    return granted({ proposed, passedOver });
  });
}

const fingerprint = (subjectId: string, before: string, after: string, comments: readonly string[]): string => createHash('sha256').update(JSON.stringify([subjectId, before, after, comments])).digest('hex');

/**
 * A proposal is taken or declined, the latter with a reason. A finding whose wording is still the one the proposal was
 * made on gets the new one; a paragraph, whose sentences have their evidence, is edited by hand.
 *
 * Refuses  `report.not_yours`, `report.no_such_proposal`, `report.proposal_already_decided`,
 *          `report.proposal_needs_reason`; as `editFinding` does; `synthesis.finding_stale` where the finding was
 *          worded otherwise since.
 */
export function decideProposal(ctx: Context, slug: string, input: ProposalDecision): Promise<Outcome<{ subject: string; subjectId: string }, ReportRefusal | SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ subject: string; subjectId: string }, ReportRefusal | SynthesisRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const whole = await wholeSeries(ctx, slug);
    const row = whole && (await ctx.db.selectFrom('wording_proposal').selectAll().where('series_id', '=', whole.series.id).where('id', '=', input.proposal).forUpdate().executeTakeFirst());
    if (!row) return refused('report.no_such_proposal');
    if (row.decision) return refused('report.proposal_already_decided');
    if (input.decision === 'declined' && !input.reason) return refused('report.proposal_needs_reason');
    if (input.decision === 'taken' && row.subject === 'finding' && row.forum_id && row.reference && row.before !== row.after) {
      const inside = await enter(ctx, row.forum_id);
      const [finding] = inside ? await findingsOf(inside, withoutRoman(row.reference)) : [];
      if (!inside || !finding) return refused('synthesis.no_such_finding');
      if (finding.text.trim() !== row.before) return refused('synthesis.finding_stale');
      const edited = await editFinding(inside, finding.reference, { version: finding.version, text: row.after, part: finding.letter, ...(finding.addressee ? { addressee: finding.addressee } : {}) });
      if (!edited.ok) return edited;
    }
    await ctx.db.updateTable('wording_proposal').set({ decision: input.decision, reason: input.reason ?? null, decided_at: ctx.now }).where('series_id', '=', row.series_id).where('id', '=', row.id).execute();
    await journal(ctx, { kind: events.proposalDecided, forumId: row.forum_id, subject: row.id, facts: { decision: input.decision }, commit: { reason: input.reason ?? '' } });
    return granted({ subject: row.subject, subjectId: row.subject_id });
  });
}
