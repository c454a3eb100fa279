import { dayIn } from '#platform/instant.ts';
import type { ForumContext } from '../../context.ts';
import { loadForum } from '../store.ts';

/**
 * Gives something of a forum its symbol from the register of its series: `OEF2.REC/3/12`. For the stage that issues it,
 * in its transaction. What has a symbol of that kind keeps it; a number is never given twice.
 *
 * Shape  numbers run by forum, kind and year of issue, in the forum's zone.
 */
export async function issueSymbol(ctx: ForumContext, { kind, subject }: { kind: 'REC'; subject: string }, now: Date): Promise<{ symbol: string }> {
  const forum = await loadForum(ctx, { id: ctx.sight.forumId });
  if (!forum) throw new Error('a symbol is issued in a forum that is there');
  // One at a time: whoever comes second counts on from the first.
  await ctx.db.selectFrom('series').select('id').where('id', '=', forum.seriesId).forUpdate().executeTakeFirst();
  const known = await ctx.db.selectFrom('series_symbol').select('symbol').where('series_id', '=', forum.seriesId).where('kind', '=', kind).where('subject', '=', subject).executeTakeFirst();
  if (known) return known;
  const [body, year] = [`OEF${forum.number}`, Number(dayIn(now, forum.zone).slice(0, 4))];
  const last = await ctx.db.selectFrom('series_symbol').select((eb) => eb.fn.max('number').as('n')).where('series_id', '=', forum.seriesId).where('body', '=', body).where('kind', '=', kind).where('year', '=', year).executeTakeFirst();
  const number = (last?.n ?? 0) + 1;
  const symbol = `${body}.${kind}/${number}/${String(year % 100).padStart(2, '0')}`;
  await ctx.db.insertInto('series_symbol').values({ series_id: forum.seriesId, body, kind, year, number, symbol, subject, issued_at: now }).execute();
  return { symbol };
}
