import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { saveRoundAnswers } from '../../disclosure/custody-of-rounds.ts';
import { may } from '../../rights.ts';
import { mayAnswerRound, type RoundRefusal } from '../rules/rounds.ts';
import type { RoundAnswerInput } from '../schema.ts';
import { loadRounds } from '../store/rounds.ts';

/**
 * Somebody at the table answers in a round: a value for each item they have a view on, with a reason or without; until
 * the round ends they may change it.
 *
 * Writes   the answers, behind custody. Not journaled: an entry would say when somebody was there.
 * Refuses  `rounds.not_yours`, `rounds.no_such_round`; as `mayAnswerRound` does.
 */
export function answerRound(ctx: ForumContext, number: number, input: RoundAnswerInput): Promise<Outcome<null, RoundRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, RoundRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'rate')) return refused('rounds.not_yours');
    const round = (await loadRounds(ctx)).find((one) => one.number === number);
    if (!round) return refused('rounds.no_such_round');
    const ruling = mayAnswerRound({ ...round, scale: round.rating?.scale ?? null, items: round.items.map((item) => item.number) }, input.answers, ctx.now);
    if (!ruling.ok) return ruling;
    await saveRoundAnswers(ctx, { forumId, roundId: round.id, seatId: seat.id }, input.answers.map(({ item, value, reason }) => ({ item, value, reason: reason ?? null })));
    return granted(null);
  });
}
