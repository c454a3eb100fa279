import { isLocale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { addressOfAuthor, isAuthor } from '../../disclosure/custody.ts';
import { withholdContribution } from '../../discussion/commands/withhold-contribution.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { events } from '../events.ts';
import { statementLetter } from '../letters/statement-of-reasons.ts';
import type { ModerationRefusal } from '../model.ts';
import { appealDays, mayDecide, ruleKey, takesFromView } from '../rules.ts';
import type { DecisionInput } from '../schema.ts';
import { flagsOf, loadCase } from '../store.ts';
import { settleSignals } from './judge-signal.ts';
import { say } from '#platform/i18n/say.ts';

export type Decided = { decisionId: string };
type Refused = ModerationRefusal | 'moderation.decision_stale' | 'discussion.no_such_contribution' | 'discussion.already_so';

/**
 * A moderator decides a case and gives reasons; the author receives them word for word.
 *
 * Writes   the decision with its statement of reasons, the text's visibility, the author's letter, one journal entry.
 * Refuses  as `mayDecide` does; `moderation.decision_stale` when somebody decided in the meantime.
 */
export function decideCase(ctx: ForumContext, number: number, input: DecisionInput): Promise<Outcome<Decided, Refused | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<Decided, Refused>> => {
    const { seat, roles, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    if (!found || !seat) return refused('moderation.no_such_case');
    const flags = await flagsOf(ctx, found.id);
    const ruling = mayDecide({ roles, state: found.state, isAuthor: await isAuthor(ctx, forumId, found.contributionId, seat.id), hasFlagged: flags.some(({ seatId }) => seatId === seat.id) });
    if (!ruling.ok) return ruling;
    if (found.version !== input.version) return refused('moderation.decision_stale');

    if (takesFromView(input.measure)) {
      const withheld = await withholdContribution(ctx, found.contributionId, input.rule);
      if (!withheld.ok) return withheld;
    }
    const id = ctx.world.mint();
    const appealUntil = input.measure === 'none' ? null : new Date(ctx.now.getTime() + appealDays * 86_400_000);
    await ctx.db.insertInto('decision').values({ forum_id: forumId, id, case_id: found.id, seat_id: seat.id, measure: input.measure, facts: input.facts, ground: input.rule, ground_text: say('en', ruleKey(input.rule) as 'moderation.rule.4_2'), scope: input.scope, aid_used: input.aidUsed, redress: input.redress, appeal_until: appealUntil, at: ctx.now }).execute();
    await ctx.db.updateTable('moderation_case').set({ state: 'decided', version: found.version + 1 }).where('forum_id', '=', forumId).where('id', '=', found.id).execute();
    await settleSignals(ctx, found, { measure: input.measure, rule: input.rule });
    await journal(ctx, { kind: events.decided, forumId, subject: found.id, facts: { measure: input.measure, rule: input.rule, contribution: found.contributionId, appealUntil: appealUntil?.toISOString() ?? null }, commit: { reasons: `${input.facts}\n${input.scope}\n${input.aidUsed}\n${input.redress}` } });
    if (appealUntil) await tellAuthor(ctx, { ...found, decisionId: id }, input, appealUntil);
    return granted({ decisionId: id });
  });
}

async function tellAuthor(ctx: ForumContext, found: { decisionId: string; contributionId: string }, input: DecisionInput, appealUntil: Date): Promise<void> {
  const { forumId } = ctx.sight;
  const [author, contribution, forum] = [await addressOfAuthor(ctx, forumId, found.contributionId), await contributionById(ctx, found.contributionId), await forumFacts(ctx, forumId)];
  if (!author || !contribution || !forum) return;
  const locale = isLocale(author.locale) ? author.locale : 'en';
  const letter = statementLetter({ ref: refOf(contribution.code, contribution.number), marking: forum.defaultMarking, measure: input.measure, rule: input.rule, facts: input.facts, scope: input.scope, aidUsed: input.aidUsed, redress: input.redress, appealUntil, zone: forum.zone }, locale);
  await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId, personId: author.personId, address: author.email, kind: 'moderation.statement-of-reasons', locale, answers: { kind: 'decision', id: found.decisionId } });
}
