import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { roundAnswers } from '../../disclosure/custody-of-rounds.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import { type Answered, type ShownRound, shownRanking, shownRating } from '../rules/round-shown.ts';
import { roundState } from '../rules/rounds.ts';
import { holdRounds, loadRounds, type RoundRow } from '../store/rounds.ts';

/**
 * The clock computes what each round that is over came to, once: nobody sees a result move, and with it one person's
 * answer.
 *
 * Writes   what may be shown, the digest of the answers it was computed from, and one entry with that digest.
 */
export function computeRounds(ctx: ForumContext): Promise<Outcome<{ rounds: number }, never>> {
  return atomically(ctx, async (ctx) => {
    const { forumId } = ctx.sight;
    const due = (all: readonly RoundRow[]) => all.filter((round) => round.result === null && roundState(round, ctx.now) === 'over');
    if (due(await loadRounds(ctx)).length === 0) return granted({ rounds: 0 });
    await holdRounds(ctx);
    const [rounds, forum] = [await loadRounds(ctx), await forumFacts(ctx, forumId)];
    for (const round of due(rounds)) {
      const answers = await answersOf(ctx, round.id);
      const before = rounds.find(({ number }) => number === round.follows);
      const earlier = before ? new Map((await answersOf(ctx, before.id)).map(({ key, values }) => [key, values])) : null;
      const shown = shownOf(round, answers, { smallCell: forum?.smallCell ?? 5, earlier });
      const digest = digestOf(answers);
      await ctx.db.insertInto('opinion_round_result').values({ forum_id: forumId, round_id: round.id, computed_at: ctx.now, answers: digest, shown: JSON.stringify(shown) }).execute();
      await journal(ctx, { kind: events.roundComputed, forumId, subject: round.id, facts: { number: round.number, answers: digest } });
    }
    return granted({ rounds: due(rounds).length });
  });
}

function shownOf(round: RoundRow, answers: readonly Answered[], options: { smallCell: number; earlier: ReadonlyMap<string, Answered['values']> | null }): ShownRound {
  const numbers = round.items.map(({ number }) => number);
  return round.rating ? shownRating(answers, numbers, round.rating, options) : shownRanking(answers, numbers, options);
}

async function answersOf(ctx: ForumContext, roundId: string): Promise<Answered[]> {
  const people = new Map<string, { key: string; category: Answered['category']; values: Record<number, number>; reasons: Record<number, string> }>();
  for (const { key, category, item, value, reason } of await roundAnswers(ctx, ctx.sight.forumId, roundId)) {
    const one = people.get(key) ?? { key, category, values: {}, reasons: {} };
    one.values[item] = value;
    if (reason) one.reasons[item] = reason;
    people.set(key, one);
  }
  return [...people.values()];
}

/** Of the answers without who gave them, in an order that says nothing of who. */
const digestOf = (answers: readonly Answered[]): string => createHash('sha256').update(answers.map(({ category, values }) => `${category} ${JSON.stringify(values)}`).sort().join('\n')).digest('hex');
