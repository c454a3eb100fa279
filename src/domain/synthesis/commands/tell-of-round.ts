import { tellAll } from '../../accreditation/commands/tell-all.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { loadRounds } from '../store/rounds.ts';

export const roundNotice = 'synthesis.round';

/** The clock tells the people of a forum that a round is open, as long as it is. Answers with the number of letters. */
export async function tellOfRound(ctx: ForumContext): Promise<number> {
  const [forum, rounds] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadRounds(ctx)]);
  const items = rounds.flatMap(({ id, opensAt, endsAt }) => {
    const reached = stepReached([{ step: 'opened', at: opensAt }, { step: 'over', at: endsAt }], ctx.now);
    return reached?.step === 'opened' ? [{ key: id, at: opensAt, until: endsAt, about: { round: id } }] : [];
  });
  if (!forum || items.length === 0) return 0;
  return tellAll(ctx, forum, { kind: roundNotice, items, notAfter: new Date(Math.max(...items.map(({ until }) => until.getTime()))) });
}
