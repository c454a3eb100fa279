import { dayIn } from '#platform/instant.ts';
import { peopleToTell } from '../../accreditation/queries/people-to-tell.ts';
import { participates } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { Objector } from '../rules.ts';

/** For which State, if any, a reader sits here, and whether it is a participating State on the day: membership is dated. */
export async function objectorOf(ctx: ForumContext, now: Date = ctx.now): Promise<Objector> {
  const { seat } = ctx.sight;
  const stateId = seat?.stateId ?? null;
  return { stateId, speaksForState: seat?.speaksForState ?? false, participating: stateId !== null && (await participates(ctx, stateId, dayIn(now, 'Europe/Vienna'))) };
}

/** The code of a State, which says in the record whose a statement is: outside this database its id says nothing. */
export const stateCode = async ({ db }: Pick<ForumContext, 'db'>, stateId: string): Promise<string> => (await db.selectFrom('state').select('code').where('id', '=', stateId).executeTakeFirstOrThrow()).code;

/** Whether a reader sees which State broke silence and in what words: the participating States, and those who put the text to them. */
export const seesWhoBroke = (ctx: ForumContext, { participating }: Objector): boolean => participating || may(ctx.sight, 'open-silence') || may(ctx.sight, 'draft-finding');

/** The States of the forum's authorised senders that are participating States today. */
export async function authorisedStates(ctx: ForumContext): Promise<Set<string>> {
  const day = dayIn(ctx.now, 'Europe/Vienna');
  const states = new Set((await peopleToTell(ctx, ctx.sight.forumId)).flatMap(({ speaksFor }) => speaksFor ?? []));
  const found = new Set<string>();
  for (const state of states) if (await participates(ctx, state, day)) found.add(state);
  return found;
}
