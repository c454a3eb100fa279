import type { ForumContext } from '../../context.ts';
import type { Course } from '../rules/silence-steps.ts';
import { loadProcedures } from '../store.ts';

export type CourseRow = Course & { id: string; findingId: string; findingVersion: number; symbol: string | null; /** Of the last extension, or of the withdrawal. */ reason: string };

/** The procedures of the forum in sight with when each thing happened to them, the first first. */
export async function loadCourses(ctx: ForumContext): Promise<CourseRow[]> {
  return (await loadProcedures(ctx)).reverse().map((p) => ({
    id: p.id, findingId: p.findingId, findingVersion: p.findingVersion, opensAt: p.opensAt, endsAt: p.endsAt, withdrawnAt: p.withdrawnAt, issuedAt: p.issuedAt, symbol: p.numberIssued,
    reason: p.withdrawnReason ?? p.extended.at(-1)?.reason ?? '', objections: p.objections, extensions: p.extended,
  }));
}
