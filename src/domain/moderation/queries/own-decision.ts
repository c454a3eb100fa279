import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor } from '../../disclosure/custody.ts';
import { contributionById, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import type { StatementView } from '../model.ts';
import { caseRef, mayAppeal } from '../rules.ts';
import { type AppealRow, appealOf, decisionOf } from '../store/decisions.ts';
import { loadCase } from '../store.ts';
import { statementOf } from './statement.ts';

export type OwnDecision = {
  case: string; forum: { key: string; title: string };
  statement: StatementView;
  /** One's own wording as it was decided on, rendered. */
  html: string; lang: string;
  appeal: AppealRow | null; canAppeal: boolean;
  /** The forum is closed to this person: they read this page and nothing else of it. */
  suspended: boolean;
};

/**
 * A decision for the author of the text it is about, whether they see the forum or not; for everybody else, moderators
 * as well, it is not there. A proposal is shown where it is in force already.
 */
export async function ownDecision(ctx: ForumContext, number: number): Promise<OwnDecision | null> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return null;
  const found = await loadCase(ctx, number);
  // Asked even where there is no case: whether there is one is told neither in words nor by the time the answer takes.
  const asked = await atomically(ctx, async (ctx) => granted(await isAuthor(ctx, forumId, found?.contributionId ?? seat.id, seat.id)));
  if (!found || !asked.ok || !asked.value) return null;
  const decision = await decisionOf(ctx, found.id);
  if (!decision || (decision.state === 'proposed' && decision.interimUntil === null)) return null;
  const [contribution, forum, statement, appeal] = [await contributionById(ctx, found.contributionId), await forumFacts(ctx, forumId), await statementOf(ctx, found, decision), await appealOf(ctx, decision.id)];
  if (!contribution || !forum || !statement) return null;
  return {
    case: caseRef(found.number), forum: { key: forum.key, title: titleOf(forum) }, statement,
    html: (await wordingsOf(ctx, found.contributionId)).find((wording) => wording.number === found.revision)?.html ?? '', lang: contribution.lang,
    appeal, canAppeal: !appeal && mayAppeal({ isAuthor: true, state: found.state, appealUntil: decision.appealUntil }, ctx.now).ok,
    suspended: seat.standing === 'suspended',
  };
}
