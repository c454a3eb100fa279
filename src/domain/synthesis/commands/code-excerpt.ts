import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { loadCodes, seriesOf } from '../store/codes.ts';

/**
 * A rapporteur says which codes they put on an excerpt; those that others put there stay.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_excerpt`, `synthesis.no_such_code`.
 */
export function codeExcerpt(ctx: ForumContext, excerptId: string, codeIds: readonly string[]): Promise<Outcome<{ ref: string }, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ ref: string }, SynthesisRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const excerpt = await ctx.db.selectFrom('excerpt').select('contribution_id').where('forum_id', '=', forumId).where('id', '=', excerptId).executeTakeFirst();
    if (!excerpt) return refused('synthesis.no_such_excerpt');
    const saved = await saveCodes(ctx, excerptId, codeIds);
    if (!saved.ok) return saved;
    await journal(ctx, { kind: events.excerptCoded, forumId, subject: excerptId, facts: { codes: [...codeIds] } });
    const contribution = await contributionById(ctx, excerpt.contribution_id);
    return contribution ? granted({ ref: refOf(contribution.code, contribution.number) }) : refused('synthesis.no_such_contribution');
  });
}

/** Puts the actor's codes on an excerpt in the place of those they had put there, in the transaction of `ctx`. */
export async function saveCodes(ctx: ForumContext, excerptId: string, codeIds: readonly string[]): Promise<Outcome<null, SynthesisRefusal>> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return refused('synthesis.not_yours');
  const known = new Set((await loadCodes(ctx, await seriesOf(ctx))).map(({ id }) => id));
  if (!codeIds.every((id) => known.has(id))) return refused('synthesis.no_such_code');
  await ctx.db.deleteFrom('excerpt_code').where('forum_id', '=', forumId).where('excerpt_id', '=', excerptId).where('seat_id', '=', seat.id).execute();
  const rows = [...new Set(codeIds)].map((code_id) => ({ forum_id: forumId, excerpt_id: excerptId, code_id, seat_id: seat.id, coded_at: ctx.now }));
  if (rows.length > 0) await ctx.db.insertInto('excerpt_code').values(rows).execute();
  return granted(null);
}
