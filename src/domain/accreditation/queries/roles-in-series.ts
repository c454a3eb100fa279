import type { Context } from '../../context.ts';
import { administratorActsAs } from '../../rights.ts';
import { type Role, roles } from '../model.ts';

/**
 * The roles an actor holds in any forum of a series, for what is done to the series as a whole: its report.
 * An administrator acts as its organiser, the operator as everyone.
 */
export async function rolesInSeries({ db, actor }: Context, slug: string): Promise<{ roles: readonly Role[] }> {
  if (actor.kind === 'operator' || actor.kind === 'clock') return { roles };
  if (!actor.personId) return { roles: [] };
  const rows = await db
    .selectFrom('seat')
    .innerJoin('forum', 'forum.id', 'seat.forum_id')
    .innerJoin('series', 'series.id', 'forum.series_id')
    .select('seat.roles')
    .where('series.slug', '=', slug)
    .where('seat.person_id', '=', actor.personId)
    .where('seat.standing', 'in', ['good', 'muted'])
    .execute();
  const held = rows.flatMap((row) => row.roles as Role[]);
  return { roles: actor.administrator ? [...held, administratorActsAs] : held };
}
