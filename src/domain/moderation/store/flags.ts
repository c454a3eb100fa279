import type { ForumContext } from '../../context.ts';

/** Where those who flagged and did not take it back get letters. For the envelope only. */
export async function loadFlaggers({ db, sight }: ForumContext, caseId: string): Promise<{ personId: string; email: string; locale: string }[]> {
  return db.selectFrom('flag as f').innerJoin('seat as s', (on) => on.onRef('s.forum_id', '=', 'f.forum_id').onRef('s.id', '=', 'f.seat_id')).innerJoin('person as p', 'p.id', 's.person_id')
    .select(['p.id as personId', 'p.email', 'p.locale']).where('f.forum_id', '=', sight.forumId).where('f.case_id', '=', caseId).where('f.withdrawn_at', 'is', null).where('p.left_at', 'is', null).orderBy('f.at').orderBy('f.id').execute();
}

export type FlagRecord = { flags: number; withdrawn: number; measured: number; unfounded: number };

/**
 * What became of all that those who flagged this case have flagged in the forum, in numbers and by flag; whose they
 * are is told to nobody.
 *
 * Shape   by the id of the flag on this case.
 */
export async function loadFlagRecords({ db, sight }: ForumContext, caseId: string): Promise<ReadonlyMap<string, FlagRecord>> {
  const rows = await db.selectFrom('flag as f')
    .innerJoin('flag as g', (on) => on.onRef('g.forum_id', '=', 'f.forum_id').onRef('g.seat_id', '=', 'f.seat_id'))
    .innerJoin('moderation_case as m', (on) => on.onRef('m.forum_id', '=', 'g.forum_id').onRef('m.id', '=', 'g.case_id'))
    .leftJoin('decision as d', (on) => on.onRef('d.forum_id', '=', 'm.forum_id').onRef('d.case_id', '=', 'm.id').on('d.state', 'in', ['in-force', 'reversed']))
    .select(['f.id', 'g.withdrawn_at', 'd.measure', 'd.state'])
    .where('f.forum_id', '=', sight.forumId).where('f.case_id', '=', caseId).execute();
  const records = new Map<string, FlagRecord>();
  for (const { id, withdrawn_at, measure, state } of rows) {
    const record = records.get(id) ?? { flags: 0, withdrawn: 0, measured: 0, unfounded: 0 };
    record.flags += 1;
    if (withdrawn_at) record.withdrawn += 1;
    else if (measure) record[measure === 'none' || state === 'reversed' ? 'unfounded' : 'measured'] += 1;
    records.set(id, record);
  }
  return records;
}

export type OwnFlagRow = { id: string; caseId: string; rule: string; sentence: string; urgent: boolean; at: Date; withdrawnAt: Date | null };

/** One's own last flag on a contribution. */
export async function loadOwnFlag({ db, sight }: ForumContext, contributionId: string, seatId: string): Promise<OwnFlagRow | null> {
  const r = await db.selectFrom('flag as f').innerJoin('moderation_case as m', (on) => on.onRef('m.forum_id', '=', 'f.forum_id').onRef('m.id', '=', 'f.case_id')).select(['f.id', 'f.case_id', 'f.rule', 'f.sentence', 'f.urgent', 'f.at', 'f.withdrawn_at']).where('f.forum_id', '=', sight.forumId).where('m.contribution_id', '=', contributionId).where('f.seat_id', '=', seatId).orderBy('f.at', 'desc').limit(1).executeTakeFirst();
  return r ? { id: r.id, caseId: r.case_id, rule: r.rule, sentence: r.sentence, urgent: r.urgent, at: r.at, withdrawnAt: r.withdrawn_at } : null;
}
