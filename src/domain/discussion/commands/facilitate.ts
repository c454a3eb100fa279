import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import type { ContributionRefusal } from '../model.ts';
import { renderText } from '../queries/render-text.ts';
import { readRef } from '../rules.ts';
import { mayFacilitate } from '../rules/facilitation.ts';
import type { FacilitationInput } from '../schema.ts';
import { enterContribution, type Posted } from '../store/enter-contribution.ts';
import { loadContribution, loadQuestion } from '../store.ts';

/**
 * A facilitator opens, prompts, sums up or closes under a question, as the secretariat: told from participants' words
 * wherever it stands, and no voice.
 *
 * Writes   the contribution with its first wording, who wrote it, one journal entry.
 * Refuses  as `mayFacilitate` does, `discussion.no_such_question`, `discussion.no_such_contribution`, and as `once` does.
 */
export async function facilitate(ctx: ForumContext, code: string, input: FacilitationInput): Promise<Outcome<Posted, ContributionRefusal | 'platform.submission_reused'>> {
  const { submissionId, ...body } = input;
  const html = await renderText(ctx, input.text);
  return once(ctx, submissionId, { code, ...body }, async (ctx): Promise<Outcome<Posted, ContributionRefusal>> => {
    const { seat, forumId, roles } = ctx.sight;
    const [forum, question] = [await forumFactsHeld(ctx, forumId), await loadQuestion(ctx, code)];
    if (!forum || !question) return refused('discussion.no_such_question');
    const asked = input.parent ? readRef(input.parent) : null;
    const parent = asked ? await loadContribution(ctx, asked) : null;
    if (input.parent && (parent?.visibility !== 'shown' || parent.questionId !== question.id)) return refused('discussion.no_such_contribution');
    const { kind, marking, lang, text } = input;
    const ruling = mayFacilitate({ ...forum, roles, standing: seat?.standing ?? null, parent }, { kind, marking }, ctx.now);
    if (!ruling.ok) return ruling;
    if (!seat) return refused('discussion.not_yours');
    // The body's name, whatever regimes participants may choose among: who facilitates speaks for the secretariat.
    const posted = await enterContribution(ctx, { forum, question, parent, kind, text, html, regime: 'institution', marking, lang, channel: 'web', late: false }, { capacity: 'secretariat', seatId: seat.id });
    if ('waitsUntil' in posted) throw new Error('what the secretariat says waits for nobody');
    return granted(posted);
  });
}
