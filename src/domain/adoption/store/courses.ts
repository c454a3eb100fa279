import type { ForumContext } from '../../context.ts';
import type { Course } from '../rules/silence-steps.ts';

export type CourseRow = Course & { id: string; findingId: string; findingVersion: number; /** Of the last extension. */ reason: string };

/** The procedures of the forum in sight with when each thing happened to them. */
export async function loadCourses({ db, sight }: ForumContext): Promise<CourseRow[]> {
  const rows = await db.selectFrom('silence_procedure').select(['id', 'finding_id', 'finding_version', 'opens_at', 'ends_at', 'withdrawn_at']).where('forum_id', '=', sight.forumId).orderBy('opens_at').orderBy('id').execute();
  if (rows.length === 0) return [];
  const [objections, extensions] = await Promise.all([
    db.selectFrom('objection').select(['procedure_id', 'state_id', 'made_at']).where('forum_id', '=', sight.forumId).orderBy('made_at').execute(),
    db.selectFrom('silence_extension').select(['procedure_id', 'ends_at', 'made_at', 'reason']).where('forum_id', '=', sight.forumId).orderBy('made_at').execute(),
  ]);
  return rows.map((r) => {
    const extended = extensions.filter((e) => e.procedure_id === r.id);
    return {
      id: r.id, findingId: r.finding_id, findingVersion: r.finding_version, opensAt: r.opens_at, endsAt: r.ends_at, withdrawnAt: r.withdrawn_at, reason: extended.at(-1)?.reason ?? '',
      objections: objections.filter((o) => o.procedure_id === r.id).map((o) => ({ stateId: o.state_id, madeAt: o.made_at })),
      extensions: extended.map((e) => ({ endsAt: e.ends_at, madeAt: e.made_at })),
    };
  });
}
