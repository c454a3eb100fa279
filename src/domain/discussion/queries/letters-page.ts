import type { Answered, Fate } from '#platform/mail/inbox.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { Byline, Category, Marking, Regime } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { LetterPart } from './letter-page.ts';

/** How many letters of each fate; null: not read yet. */
export type Sums = { fate: Fate | null; count: number }[];
export type LedgerLine = {
  id: string; hour: Date; code: string | null; fate: Fate | null; answer: Answered | null; outcome: 'posted' | 'done' | 'discarded' | null; marking: Marking | null;
  /** Null where the regime of the text, or that its author has not sent it for good, hides whom it came from. */
  from: Byline | null;
  lang: string | null; kept: string | null; parts: readonly LetterPart[] | null;
};
export type LettersPage = { sums: Sums; total: number; shown: Fate | null; lines: LedgerLine[]; zone: string; more: boolean };

/** A page of it is read, not searched: who looks for one letter filters by fate. */
export const maxLines = 200;

/** The ledger of a forum's letters: how each ended, by the hour, and no more of it than its readers may know. */
export async function lettersPage(ctx: ForumContext, shown: Fate | null): Promise<LettersPage | null> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!forum) return null;
  const [sums, seats] = [await sumsOf(ctx, forumId), await census(ctx, forumId)];
  let query = ctx.db.selectFrom('inbound_ledger').selectAll().where('forum_id', '=', forumId);
  if (shown) query = query.where('fate', '=', shown);
  // Within an hour by id, which is random: the order would tell more than the hour.
  const rows = await query.orderBy('hour', 'desc').orderBy('id').limit(maxLines + 1).execute();
  const lines = rows.slice(0, maxLines).map((row): LedgerLine => {
    const sees = row.person !== null || row.affiliation !== null || row.category !== null;
    return {
      id: row.id ?? '', hour: row.hour ?? new Date(0), code: row.code, fate: row.fate as Fate | null, answer: row.answer as Answered | null, outcome: row.outcome as LedgerLine['outcome'], marking: row.marking as Marking | null,
      from: sees && row.regime ? byline({ regime: row.regime as Regime, person: row.person, affiliation: row.affiliation, category: row.category as Category | null, capacity: 'own-name' }, 'inside', seats, forum.smallCell) : null,
      lang: row.lang, kept: row.kept, parts: row.parts as unknown as LetterPart[] | null,
    };
  });
  return { sums, total: sums.reduce((sum, { count }) => sum + count, 0), shown, lines, zone: forum.zone, more: rows.length > maxLines };
}

/** All letters of the site by fate, those that belong to no forum included. */
export const lettersOfSite = (ctx: Pick<Context, 'db'>): Promise<Sums> => sumsOf(ctx, null);

async function sumsOf({ db }: Pick<Context, 'db'>, forumId: string | null): Promise<Sums> {
  let query = db.selectFrom('inbound_ledger').select((eb) => ['fate', eb.fn.countAll<number>().as('count')]).groupBy('fate');
  if (forumId) query = query.where('forum_id', '=', forumId);
  return (await query.orderBy('fate').execute()).map(({ fate, count }) => ({ fate: fate as Fate | null, count }));
}
