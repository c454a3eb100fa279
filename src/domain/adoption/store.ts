import type { ForumContext } from '../context.ts';
import type { Silence } from './model.ts';

export type Procedure = Omit<Silence, 'objections'> & { id: string; findingId: string; findingVersion: number; temporaryTitle: string; numberIssued: string | null; objections: { stateId: string; kind: string; text: string | null; madeAt: Date }[]; reservations: { stateId: string; text: string }[] };

/** Procedures of the forum in sight, the newest of each finding first. `lock` holds one until the transaction ends. */
export async function loadProcedures({ db, sight }: ForumContext, by: { findingId?: string; lock?: boolean } = {}): Promise<Procedure[]> {
  let query = db.selectFrom('silence_procedure').selectAll().where('forum_id', '=', sight.forumId).orderBy('opens_at', 'desc');
  if (by.findingId) query = query.where('finding_id', '=', by.findingId);
  if (by.lock) query = query.forUpdate();
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const [objections, extensions, reservations] = await Promise.all([
    db.selectFrom('objection').selectAll().where('forum_id', '=', sight.forumId).orderBy('made_at').execute(),
    db.selectFrom('silence_extension').selectAll().where('forum_id', '=', sight.forumId).execute(),
    db.selectFrom('reservation').selectAll().where('forum_id', '=', sight.forumId).orderBy('made_at').execute(),
  ]);
  return rows.map((r) => ({
    id: r.id, findingId: r.finding_id, findingVersion: r.finding_version, temporaryTitle: r.temporary_title, opensAt: r.opens_at, endsAt: r.ends_at, withdrawnAt: r.withdrawn_at, numberIssued: r.number_issued,
    objections: objections.filter((o) => o.procedure_id === r.id).map((o) => ({ stateId: o.state_id, kind: o.kind, text: o.text, madeAt: o.made_at })),
    extensions: extensions.filter((e) => e.procedure_id === r.id).map((e) => e.ends_at),
    reservations: reservations.filter((x) => x.procedure_id === r.id).map((x) => ({ stateId: x.state_id, text: x.text })),
  }));
}
