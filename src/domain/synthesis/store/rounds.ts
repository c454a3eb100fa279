import type { ForumContext } from '../../context.ts';
import type { Criteria } from '../rules/round-figures.ts';
import type { ShownRound } from '../rules/round-shown.ts';
import type { RoundHours, RoundKind } from '../rules/rounds.ts';

export type RoundRow = RoundHours & {
  id: string; number: number; kind: RoundKind; title: string; lang: string; follows: number | null;
  /** Null of a ranking. */
  rating: (Criteria & { low: string; high: string }) | null;
  items: { number: number; text: string }[];
  result: { computedAt: Date; answers: string; shown: ShownRound } | null;
};

/** Rounds of the forum in sight, the first first, each with its items and what it came to. */
export async function loadRounds({ db, sight }: ForumContext): Promise<RoundRow[]> {
  const [rounds, items, results] = await Promise.all([
    db.selectFrom('opinion_round').selectAll().where('forum_id', '=', sight.forumId).orderBy('number').execute(),
    db.selectFrom('opinion_round_item').selectAll().where('forum_id', '=', sight.forumId).orderBy('number').execute(),
    db.selectFrom('opinion_round_result').selectAll().where('forum_id', '=', sight.forumId).execute(),
  ]);
  return rounds.map((r): RoundRow => {
    const result = results.find(({ round_id }) => round_id === r.id);
    return {
      id: r.id, number: r.number, kind: r.kind as RoundKind, title: r.title, lang: r.lang, follows: r.follows, opensAt: r.opens_at, endsAt: r.ends_at,
      rating: r.scale === null ? null : { scale: r.scale, maxIqr: Number(r.max_iqr), minShare: r.min_share ?? 75, low: r.low ?? '', high: r.high ?? '' },
      items: items.filter(({ round_id }) => round_id === r.id).map(({ number, text }) => ({ number, text })),
      result: result ? { computedAt: result.computed_at, answers: result.answers, shown: result.shown as ShownRound } : null,
    };
  });
}

/** Holds the rounds of a forum until the transaction ends, so that numbers have no gaps and results are made once. */
export async function holdRounds({ db, sight }: ForumContext): Promise<void> {
  await db.selectFrom('forum').select('id').where('id', '=', sight.forumId).forNoKeyUpdate().executeTakeFirst();
}
