import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { itemsIn, type RoundRefusal, roundState } from '../rules/rounds.ts';
import type { RoundInput } from '../schema.ts';
import { holdRounds, loadRounds, type RoundRow } from '../store/rounds.ts';

type Refused = RoundRefusal | LocalTimeRefusal;
type Declared = { kind: RoundRow['kind']; items: string[]; rating: RoundRow['rating']; follows: number | null };

/**
 * A round is opened: what is put to everyone, on what scale, and by what criteria it will be read. None of it is
 * changed afterwards. A round that follows another puts the same items on the same scale.
 *
 * Writes   the round with its items, and one entry that declares its criteria before anybody answers.
 * Refuses  `rounds.not_yours`; `rounds.no_such_round`, `rounds.earlier_not_over` of the one it follows; `rounds.no_items`;
 *          `rounds.scale_missing`; as `instantOf` does; `rounds.opens_in_the_past`, `rounds.ends_before_opening`.
 */
export function openRound(ctx: ForumContext, input: RoundInput): Promise<Outcome<{ number: number }, Refused | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ number: number }, Refused>> => {
    if (!may(ctx.sight, 'open-round')) return refused('rounds.not_yours');
    const { forumId } = ctx.sight;
    await holdRounds(ctx);
    const [forum, rounds] = [await forumFacts(ctx, forumId), await loadRounds(ctx)];
    if (!forum) return refused('rounds.not_yours');
    const declared = declaredBy(input, rounds, ctx.now);
    if (!declared.ok) return declared;
    const opens = input.opens ? instantOf(input.opens, forum.zone) : granted(ctx.now);
    if (!opens.ok) return opens;
    const ends = instantOf(input.ends, forum.zone);
    if (!ends.ok) return ends;
    if (opens.value < ctx.now) return refused('rounds.opens_in_the_past');
    if (ends.value <= opens.value) return refused('rounds.ends_before_opening');
    const { kind, items, rating, follows } = declared.value;
    const [id, number] = [ctx.world.mint(), (rounds.at(-1)?.number ?? 0) + 1];
    const scale = rating ? { scale: rating.scale, low: rating.low, high: rating.high, max_iqr: rating.maxIqr, min_share: rating.minShare } : {};
    await ctx.db.insertInto('opinion_round').values({ forum_id: forumId, id, number, kind, title: input.title, lang: input.lang, follows, ...scale, opens_at: opens.value, ends_at: ends.value, opened_at: ctx.now }).execute();
    await ctx.db.insertInto('opinion_round_item').values(items.map((text, i) => ({ forum_id: forumId, round_id: id, number: i + 1, text }))).execute();
    const criteria = rating ? { scale: rating.scale, maxIqr: rating.maxIqr, minShare: rating.minShare } : { order: 'Schulze' };
    await journal(ctx, { kind: events.roundOpened, forumId, subject: id, facts: { number, kind, follows, items: items.length, ...criteria, opensAt: opens.value.toISOString(), endsAt: ends.value.toISOString() }, commit: { title: input.title, items: items.join('\n') } });
    return granted({ number });
  });
}

/** What is put to everyone: as its opener writes it, or as the round before had it. */
function declaredBy(input: RoundInput, rounds: readonly RoundRow[], now: Date): Outcome<Declared, RoundRefusal> {
  if (input.follows !== undefined) {
    const before = rounds.find(({ number }) => number === input.follows);
    if (!before) return refused('rounds.no_such_round');
    if (roundState(before, now) !== 'over') return refused('rounds.earlier_not_over');
    return granted({ kind: before.kind, items: before.items.map(({ text }) => text), rating: before.rating, follows: before.number });
  }
  const items = itemsIn(input.items ?? '');
  if (items.length < (input.kind === 'ranking' ? 2 : 1)) return refused('rounds.no_items');
  if (input.kind === 'ranking') return granted({ kind: 'ranking', items, rating: null, follows: null });
  if (!input.low || !input.high) return refused('rounds.scale_missing');
  const scale = input.scale ?? 5;
  return granted({ kind: 'rating', items, rating: { scale, low: input.low, high: input.high, maxIqr: input.maxIqr ?? (scale === 9 ? 2 : 1), minShare: input.minShare ?? 75 }, follows: null });
}
