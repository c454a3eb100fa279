import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { attributedBy } from '../../disclosure/custody.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import type { Shown } from '../model.ts';
import { anchorOf, readRef, refOf } from '../rules.ts';
import { loadQuestion, type QuestionRow } from '../store.ts';
import { countUnread, lastRead, loadNextUnread, loadUnread, loadUnreadAmong } from '../store/reading.ts';
import { loadSliceRefs, loadSpot } from '../store/thread.ts';
import { cursorOf, type Landing, landing, perPage, show, start, type Turn } from './thread-page.ts';

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
  return rows.map((row) => ({ code: row.stands_in_code, shown: show(row, seats, forum.smallCell) }));
}

export type NewHere = { /** What is new on one page, as the browser marks it there. */ anchors: string[]; /** In the whole question. */ count: number; first: string | null };

/** What is new to a reader in one question and on one page of it; fetched apart from the page that all readers share. */
export async function newIn(ctx: ForumContext, code: string, turn: Turn = start): Promise<NewHere> {
  const { seat } = ctx.sight;
  const question = await loadQuestion(ctx, code);
  if (!seat || !question) return { anchors: [], count: 0, first: null };
  const written = await own(ctx, seat.id);
  const page = await loadSliceRefs(ctx, question.id, turn.order, await cursorOf(ctx, question.id, turn), perPage);
  const [among, counts] = [await loadUnreadAmong(ctx, seat.id, written, page), await countUnread(ctx, seat.id, written, question.id)];
  const count = counts[0]?.count ?? 0;
  const anchors = among.map((ref) => anchorOf(ref.code, ref.number));
  const [first] = count > 0 && anchors.length === 0 ? await loadUnread(ctx, seat.id, written, { questionId: question.id, limit: 1 }) : [];
  return { anchors, count, first: anchors[0] ?? (first ? anchorOf(first.code, first.number) : null) };
}

/** What is new to a reader in one question, to be read in order. */
export async function newOnly(ctx: ForumContext, code: string, limit: number): Promise<{ question: QuestionRow; count: number; items: Shown[] } | null> {
  const { seat, forumId } = ctx.sight;
  const [question, forum] = [await loadQuestion(ctx, code), await forumFacts(ctx, forumId)];
  if (!question || !forum) return null;
  if (!seat) return { question, count: 0, items: [] };
  const written = await own(ctx, seat.id);
  const [rows, counts, seats] = [await loadUnread(ctx, seat.id, written, { questionId: question.id, limit }), await countUnread(ctx, seat.id, written, question.id), await census(ctx, forumId)];
  return { question, count: counts[0]?.count ?? 0, items: rows.map((row) => show(row, seats, forum.smallCell)) };
}

/** Where the next new contribution is read after a given one, across questions; from the beginning again after the last. */
export async function nextNew(ctx: ForumContext, after: string | null): Promise<Landing | null> {
  const { seat } = ctx.sight;
  if (!seat) return null;
  const asked = readRef(after ?? '');
  const spot = asked && (await loadSpot(ctx, asked));
  const written = await own(ctx, seat.id);
  const next = (await loadNextUnread(ctx, seat.id, written, spot?.id ?? null)) ?? (spot ? await loadNextUnread(ctx, seat.id, written, null) : null);
  return next && landing(ctx, refOf(next.code, next.number));
}

/** What a seat wrote, which is never new to it. What is unattributed is new to its author as to everybody: marks that leave it out would tell. */
async function own(ctx: ForumContext, seatId: string): Promise<string[]> {
  const ids = await atomically(ctx, async (ctx) => granted(await attributedBy(ctx, ctx.sight.forumId, seatId)));
  return ids.ok ? ids.value : [];
}
