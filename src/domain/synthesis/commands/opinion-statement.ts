import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { OpinionRefusal } from '../model.ts';
import type { ReviewStatementInput, StatementInput } from '../schema.ts';
import { holdStatement } from '../store/opinion.ts';

/**
 * A rapporteur proposes a statement, taken from a contribution that is shown, for everyone to answer.
 *
 * Writes   the statement, which nobody answers before a second person has reviewed it; one journal entry.
 * Refuses  `opinion.not_yours`; `opinion.no_such_source` for a contribution that is not there, not shown or TLP:RED.
 */
export function proposeStatement(ctx: ForumContext, input: StatementInput): Promise<Outcome<{ number: number }, OpinionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ number: number }, OpinionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'excerpt')) return refused('opinion.not_yours');
    const source = await contributionByRef(ctx, input.contribution);
    if (source?.visibility !== 'shown' || source.marking === 'TLP:RED') return refused('opinion.no_such_source');
    // Numbers have no gaps and are never used twice: who proposes waits for whoever does so now.
    await ctx.db.selectFrom('forum').select('id').where('id', '=', forumId).forNoKeyUpdate().executeTakeFirst();
    const last = await ctx.db.selectFrom('opinion_statement').select((eb) => eb.fn.max('number').as('n')).where('forum_id', '=', forumId).executeTakeFirst();
    const [id, number] = [ctx.world.mint(), (last?.n ?? 0) + 1];
    await ctx.db.insertInto('opinion_statement').values({ forum_id: forumId, id, number, question_id: source.questionId, contribution_id: source.id, revision: source.revision, text: input.text, lang: source.lang, proposed_by: seat.id, proposed_at: ctx.now }).execute();
    await journal(ctx, { kind: events.statementProposed, forumId, subject: id, facts: { number, revision: source.revision }, commit: { text: input.text } });
    return granted({ number });
  });
}

/**
 * A second person accepts a proposed statement or declines it; an accepted one may be taken out later.
 *
 * Refuses  `opinion.not_yours`, `opinion.no_such_statement`, `opinion.own_statement` to the one who proposed it,
 *          `opinion.already_reviewed`.
 */
export function reviewStatement(ctx: ForumContext, input: ReviewStatementInput): Promise<Outcome<null, OpinionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, OpinionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'write-summary')) return refused('opinion.not_yours');
    const statement = await holdStatement(ctx, input.number);
    if (!statement) return refused('opinion.no_such_statement');
    if (statement.proposedBy === seat.id) return refused('opinion.own_statement');
    if (statement.state !== (input.becomes === 'taken-out' ? 'accepted' : 'proposed')) return refused('opinion.already_reviewed');
    await ctx.db.updateTable('opinion_statement').set({ state: input.becomes, reviewed_by: seat.id, reviewed_at: ctx.now }).where('forum_id', '=', forumId).where('id', '=', statement.id).execute();
    await journal(ctx, { kind: events.statementReviewed, forumId, subject: statement.id, facts: { number: input.number, becomes: input.becomes } });
    return granted(null);
  });
}
