import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { ownRoundAnswers, type RoundAnswer } from '../../disclosure/custody-of-rounds.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { holds, may } from '../../rights.ts';
import { roundState } from '../rules/rounds.ts';
import { loadRounds, type RoundRow } from '../store/rounds.ts';

export type RoundLine = Pick<RoundRow, 'number' | 'kind' | 'title' | 'lang' | 'opensAt' | 'endsAt'> & { state: 'to-come' | 'open' | 'over' };
export type RoundPage = {
  round: RoundRow & { state: 'to-come' | 'open' | 'over' };
  /** The round it follows, with what that came to. */
  before: RoundRow | null;
  /** The reader's own answers, in this round and in the one before. */
  own: RoundAnswer[];
  ownBefore: RoundAnswer[];
  canAnswer: boolean;
  smallCell: number;
};

/** The rounds of a forum, the newest first, and whether the reader may open one. */
export async function roundsPage(ctx: ForumContext): Promise<{ rounds: RoundLine[]; canOpen: boolean }> {
  const rounds = await loadRounds(ctx);
  return { rounds: rounds.reverse().map((r) => ({ number: r.number, kind: r.kind, title: r.title, lang: r.lang, opensAt: r.opensAt, endsAt: r.endsAt, state: roundState(r, ctx.now) })), canOpen: may(ctx.sight, 'open-round') };
}

/** One round: what is asked, one's own answers and last ones, and what it came to. What others answer is not shown while it runs. */
export async function roundPage(ctx: ForumContext, number: number): Promise<RoundPage | null> {
  const { seat, forumId } = ctx.sight;
  const [rounds, forum] = [await loadRounds(ctx), await forumFacts(ctx, forumId)];
  const round = rounds.find((one) => one.number === number);
  if (!round || !forum) return null;
  const before = rounds.find((one) => one.number === round.follows) ?? null;
  const own = async (roundId: string | undefined): Promise<RoundAnswer[]> => {
    if (!seat || !roundId) return [];
    const read = await atomically(ctx, async (ctx) => granted(await ownRoundAnswers(ctx, { forumId, roundId, seatId: seat.id })));
    return read.ok ? read.value : [];
  };
  const state = roundState(round, ctx.now);
  return { round: { ...round, state }, before, own: await own(round.id), ownBefore: await own(before?.id), canAnswer: state === 'open' && holds(ctx.sight, 'rate'), smallCell: forum.smallCell };
}
