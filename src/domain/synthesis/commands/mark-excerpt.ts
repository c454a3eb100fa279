import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { type Place, placeOf } from '../rules/place.ts';
import { sliceByCodePoints } from '../rules.ts';
import type { ExcerptInput } from '../schema.ts';
import { backToDraft, loadFindings } from '../store.ts';
import { saveCodes } from './code-excerpt.ts';

/**
 * A rapporteur marks exact words of a contribution, and may put them under a finding at once.
 *
 * Shape    `start`, `end` in code points, half-open; without them the first place where the quotation stands.
 * Refuses  `synthesis.quote_differs` when the range holds other words than the quotation, by so much as a byte;
 *          `synthesis.quote_not_there`; `synthesis.no_such_code`; `synthesis.may_not_be_quoted` for a text withheld, withdrawn or TLP:RED.
 */
export function markExcerpt(ctx: ForumContext, input: ExcerptInput): Promise<Outcome<{ excerptId: string }, SynthesisRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ excerptId: string }, SynthesisRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const contribution = await contributionByRef(ctx, input.contribution);
    if (!contribution) return refused('synthesis.no_such_contribution');
    if (contribution.visibility !== 'shown' || contribution.marking === 'TLP:RED') return refused('synthesis.may_not_be_quoted');
    const number = Number(input.revision ?? contribution.revision);
    const wording = (await wordingsOf(ctx, contribution.id)).find((w) => w.number === number);
    if (!wording) return refused('synthesis.no_such_contribution');
    const range = input.start !== undefined && input.end !== undefined ? atPlace(wording.markdown, Number(input.start), Number(input.end), input.quote) : placeOf(wording.markdown, input.quote, input.before);
    if (!range) return refused('synthesis.quote_not_there');
    if (sliceByCodePoints(wording.markdown, range.start, range.end) !== range.quote) return refused('synthesis.quote_differs');

    const excerptId = ctx.world.mint();
    await ctx.db.insertInto('excerpt').values({ forum_id: forumId, id: excerptId, contribution_id: contribution.id, revision: number, range_start: range.start, range_end: range.end, quote: range.quote, seat_id: seat.id, made_at: ctx.now }).execute();
    const coded = await saveCodes(ctx, excerptId, input.codes ?? []);
    if (!coded.ok) return coded;
    if (input.finding) {
      const [finding] = await loadFindings(ctx, { reference: input.finding });
      if (!finding) return refused('synthesis.no_such_finding');
      await ctx.db.insertInto('finding_excerpt').values({ forum_id: forumId, finding_id: finding.id, excerpt_id: excerptId, opposing: input.opposing === 'yes' }).execute();
      await backToDraft(ctx, finding.id);
    }
    await journal(ctx, { kind: events.excerptMarked, forumId, subject: contribution.id, facts: { excerpt: excerptId, revision: number, start: range.start, end: range.end }, commit: { quote: range.quote } });
    return granted({ excerptId });
  });
}

/** The quotation at its place, its line ends as the text has them. */
function atPlace(text: string, start: number, end: number, quote: string): Place {
  const there = sliceByCodePoints(text, start, end);
  return { start, end, quote: there === quote.replace(/\r\n?/g, '\n') ? there : quote };
}
