import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { attributedBy } from '../../disclosure/custody.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import type { Shown } from '../model.ts';
import { anchorOf } from '../rules.ts';
import { loadQuestion } from '../store.ts';
import { countUnread, lastRead, loadUnread } from '../store/reading.ts';
import { show } from './thread-page.ts';

export type NewInQuestion = { code: string; shortText: string; count: number };
export type WhatsNew = { count: number; /** When the reader last read something here. */ since: Date | null; questions: readonly NewInQuestion[] };

/** How much is new to a reader since they were last here, by question; for that reader's eyes only. */
export async function whatsNew(ctx: ForumContext): Promise<WhatsNew> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return { count: 0, since: null, questions: [] };
  const [counts, since, aspects] = await Promise.all([countUnread(ctx, seat.id, await own(ctx, seat.id)), lastRead(ctx, seat.id), forumAspects(ctx, forumId)]);
  const of = new Map(counts.map(({ questionId, count }) => [questionId, count]));
  const questions = aspects.flatMap((aspect) => aspect.questions).map(({ id, code, shortText }) => ({ code, shortText, count: of.get(id) ?? 0 })).filter(({ count }) => count > 0);
  return { count: questions.reduce((sum, { count }) => sum + count, 0), since, questions };
}

export type ToRead = { code: string; shown: Shown };

/** The next contributions a reader has not read, across questions, in reading order. */
export async function inReadingOrder(ctx: ForumContext, limit: number): Promise<ToRead[]> {
  const { seat, forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!seat || !forum) return [];
  const [rows, seats] = await Promise.all([loadUnread(ctx, seat.id, await own(ctx, seat.id), { limit }), census(ctx, forumId)]);
  return rows.map((row) => ({ code: row.code, shown: show(row, row.code, seats, forum.smallCell) }));
}

/** The anchors in one question that are new to a reader: what the browser marks on the page that all readers share. */
export async function newIn(ctx: ForumContext, code: string): Promise<string[]> {
  const { seat } = ctx.sight;
  const question = await loadQuestion(ctx, code);
  if (!seat || !question) return [];
  const rows = await loadUnread(ctx, seat.id, await own(ctx, seat.id), { questionId: question.id, limit: 10_000 });
  return rows.map((row) => anchorOf(code, row.number));
}

/** What a seat wrote, which is never new to it. What is unattributed is new to its author as to everybody: marks that leave it out would tell. */
async function own(ctx: ForumContext, seatId: string): Promise<string[]> {
  const ids = await atomically(ctx, async (ctx) => granted(await attributedBy(ctx, ctx.sight.forumId, seatId)));
  return ids.ok ? ids.value : [];
}
