import { tellAll } from '../../accreditation/commands/tell-all.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { loadConsultations } from '../store/comments.ts';

export const consultationNotice = 'adoption.consultation';

/** The clock tells the people of a forum that recommendations are open for comment, as long as they are. Answers with the number of letters. */
export async function tellOfConsultation(ctx: ForumContext): Promise<number> {
  const [forum, consultations] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadConsultations(ctx)]);
  const items = consultations.flatMap(({ id, opensAt, endsAt }) => {
    const reached = stepReached([{ step: 'opened', at: opensAt }, { step: 'over', at: endsAt }], ctx.now);
    return reached?.step === 'opened' ? [{ key: id, at: opensAt, until: endsAt, about: { consultation: id } }] : [];
  });
  if (!forum || items.length === 0) return 0;
  return tellAll(ctx, forum, { kind: consultationNotice, items, notAfter: new Date(Math.max(...items.map(({ until }) => until.getTime()))) });
}
