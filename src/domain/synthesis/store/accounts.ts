import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import type { Account, Fate } from '../model.ts';

export type AccountRow = Account & { id: string; ref: string; /** Said by a participant and released: it must end in some way. */ counts: boolean };

/**
 * What is known of the end of each contribution of the forum in sight, in the order of its questions. A text withheld
 * by a decision of moderators is accounted for there, and what facilitators say is no input that a finding could rest
 * on: an end may be recorded for both, and none is asked for.
 */
export async function loadAccounts({ db, sight }: ForumContext, contributionId?: string): Promise<AccountRow[]> {
  let query = db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .leftJoin('disposition as d', (on) => on.onRef('d.forum_id', '=', 'c.forum_id').onRef('d.contribution_id', '=', 'c.id'))
    .select(['c.id', 'c.visibility', 'c.kind', 'c.revision', 'q.code', 'c.number', 'd.fate', 'd.reason', 'd.revision as decided'])
    .where('c.forum_id', '=', sight.forumId)
    .orderBy('q.position')
    .orderBy('c.number');
  if (contributionId) query = query.where('c.id', '=', contributionId);
  const quoted = db
    .selectFrom('excerpt as e')
    .innerJoin('finding_excerpt as fe', (on) => on.onRef('fe.forum_id', '=', 'e.forum_id').onRef('fe.excerpt_id', '=', 'e.id'))
    .select(['e.contribution_id', 'e.revision'])
    .distinct()
    .where('e.forum_id', '=', sight.forumId);
  const [rows, quotes] = await Promise.all([query.execute(), quoted.execute()]);
  const revisions = new Map<string, number[]>();
  for (const { contribution_id, revision } of quotes) revisions.set(contribution_id, [...(revisions.get(contribution_id) ?? []), revision]);
  return rows.map((r) => ({
    id: r.id,
    ref: refOf(r.code, r.number),
    counts: r.kind === 'contribution' && r.visibility !== 'withheld',
    visibility: r.visibility as Account['visibility'],
    revision: r.revision,
    quotedRevisions: revisions.get(r.id) ?? [],
    decision: r.fate && r.decided ? { fate: r.fate as Fate, reason: r.reason, revision: r.decided } : null,
  }));
}
