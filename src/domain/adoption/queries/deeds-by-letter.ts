import type { Outcome } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import type { AdoptionRefusal } from '../model.ts';
import { endOf, mayObject } from '../rules.ts';
import { loadProcedures } from '../store.ts';
import { objectorOf } from './acting.ts';

type Range = { first: string; last: string };

/** Silence procedures whose ids lie in a range, as a reply address names them. */
export const silencesIn = ({ db }: Pick<Context, 'db'>, { first, last }: Range): Promise<{ id: string; forumId: string }[]> =>
  db.selectFrom('silence_procedure').select(['id', 'forum_id as forumId']).where('id', '>=', first).where('id', '<=', last).limit(20).execute();

export type SilenceToBreak = { reference: string; endsAt: Date; /** The command's own rule, asked before the letter is held. */ ruling: Outcome<string, AdoptionRefusal> };

/** A text under silence as a letter names it; null where a later procedure on the same text has taken its place. */
export async function silenceToBreak(ctx: ForumContext, id: string): Promise<SilenceToBreak | null> {
  const all = await loadProcedures(ctx);
  const procedure = all.find((one) => one.id === id);
  const newest = procedure && all.find(({ findingId }) => findingId === procedure.findingId);
  const finding = procedure && (await findingsOf(ctx)).find((one) => one.id === procedure.findingId);
  if (!procedure || !finding || newest?.id !== id) return null;
  return { reference: finding.reference, endsAt: endOf(procedure), ruling: mayObject(procedure, await objectorOf(ctx), ctx.now) };
}
