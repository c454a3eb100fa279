import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { type GuideKind, guideKinds } from '../model.ts';
import { readRef, refOf } from '../rules.ts';
import { guideKindsNow } from '../rules/facilitation.ts';
import { loadContribution, loadQuestion, type QuestionRow } from '../store.ts';

export type FacilitationPage = { question: QuestionRow; parent: { ref: string; marking: Marking } | null; kinds: GuideKind[]; defaultMarking: Marking };

/** What a facilitator may say under a question now; null where there is no such question, or nothing shown to reply to. */
export async function facilitationPage(ctx: ForumContext, code: string, to: string | null): Promise<FacilitationPage | null> {
  const { seat, forumId, roles } = ctx.sight;
  const [question, forum] = [await loadQuestion(ctx, code), await forumFacts(ctx, forumId)];
  if (!question || !forum) return null;
  const asked = to ? readRef(to) : null;
  const parent = asked && (await loadContribution(ctx, asked));
  if (to && (parent?.visibility !== 'shown' || parent.questionId !== question.id)) return null;
  const kinds = guideKindsNow({ ...forum, roles, standing: seat?.standing ?? null }, guideKinds, ctx.now);
  return { question, parent: parent ? { ref: refOf(parent.code, parent.number), marking: parent.marking } : null, kinds, defaultMarking: parent?.marking ?? forum.defaultMarking };
}
