import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import type { RatingInput } from '../schema.ts';

/**
 * A participant says what they think of a draft finding; a later rating replaces their earlier one.
 *
 * Refuses  `adoption.not_yours`, `adoption.no_such_finding`, `adoption.concern_needs_sentence`.
 */
export function rateFinding(ctx: ForumContext, reference: string, input: RatingInput): Promise<Outcome<null, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, ...input }, async (ctx): Promise<Outcome<null, AdoptionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'rate')) return refused('adoption.not_yours');
    const [finding] = await findingsOf(ctx, reference);
    if (!finding) return refused('adoption.no_such_finding');
    if (input.value === 'have-concerns' && !input.comment) return refused('adoption.concern_needs_sentence');
    const row = { value: input.value, comment: input.comment ?? null, at: ctx.now };
    await ctx.db.insertInto('rating').values({ forum_id: forumId, finding_id: finding.id, seat_id: seat.id, ...row }).onConflict((c) => c.columns(['forum_id', 'finding_id', 'seat_id']).doUpdateSet(row)).execute();
    await journal(ctx, { kind: events.rated, forumId, subject: finding.id, commit: { rating: `${input.value}\n${input.comment ?? ''}` } });
    return granted(null);
  });
}
