import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { waitingOf } from '../../disclosure/custody.ts';
import type { Marking } from '../../disclosure/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { refOf } from '../rules.ts';
import { forumsWithBatches, loadWaiting } from '../store/waiting.ts';
import { loadContribution, loadQuestion, type QuestionRow } from '../store.ts';

export type OwnWaiting = { id: string; parentRef: string | null; marking: Marking; lang: string; html: string; until: Date; canTakeBack: boolean };
export type WaitingPage = { question: QuestionRow; authors: number; zone: string; texts: OwnWaiting[] };

/** What of one's own waits under a question to be released with others: for its author's eyes, and nobody else's. */
export async function waitingPage(ctx: ForumContext, code: string): Promise<WaitingPage | null> {
  const [question, forum] = [await loadQuestion(ctx, code), await forumFacts(ctx, ctx.sight.forumId)];
  if (!question || !forum) return null;
  const own = await ownWaiting(ctx);
  const rows = await loadWaiting(ctx, question.id, [...own.keys()]);
  const texts = await Promise.all(rows.map(async (row): Promise<OwnWaiting> => {
    const parent = row.parentId ? await loadContribution(ctx, { id: row.parentId }) : null;
    return { id: row.id, parentRef: parent && refOf(parent.code, parent.number), marking: row.marking, lang: row.lang, html: row.html, until: row.latest, canTakeBack: own.get(row.id) === false };
  }));
  return { question, authors: forum.batchAuthors, zone: forum.zone, texts };
}

/** The waiting texts of the reader's seat; true for a delegation's word. */
export async function ownWaiting(ctx: ForumContext): Promise<Map<string, boolean>> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return new Map();
  const found = await atomically(ctx, async (ctx) => granted(await waitingOf(ctx, forumId, seat.id)));
  return new Map(found.ok ? found.value.map((one) => [one.id, one.twoKeyed]) : []);
}

/** Forums in which a batch may be due, for the clock. */
export const forumsToRelease = (ctx: Context): Promise<string[]> => forumsWithBatches(ctx);
