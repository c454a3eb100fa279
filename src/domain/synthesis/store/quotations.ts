import type { ForumContext } from '../../context.ts';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { loadAuthors } from './bylines.ts';

/** An excerpt that a finding quotes, with what decides whether its words may leave the forum. */
export type QuotedExcerpt = { id: string; contributionId: string; ref: string; quote: string; lang: string; marking: Marking; visibility: string; regime: string; byline: Byline | null; /** As the author may be shown outside. */ outside: Byline | null };

/** Excerpts under findings, each once, in the order of the questions. */
export async function loadQuoted(ctx: ForumContext, excerptId?: string): Promise<QuotedExcerpt[]> {
  const { db, sight } = ctx;
  let query = db
    .selectFrom('excerpt as e')
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'e.forum_id').onRef('c.id', '=', 'e.contribution_id'))
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .select(['e.id', 'e.contribution_id', 'e.quote', 'q.code', 'c.number', 'c.lang', 'c.marking', 'c.visibility', 'c.regime'])
    .where('e.forum_id', '=', sight.forumId)
    .where((eb) => eb.exists(eb.selectFrom('finding_excerpt as fe').select('fe.finding_id').whereRef('fe.forum_id', '=', 'e.forum_id').whereRef('fe.excerpt_id', '=', 'e.id')))
    .orderBy('q.position')
    .orderBy('c.number')
    .orderBy('e.range_start');
  if (excerptId) query = query.where('e.id', '=', excerptId);
  const [rows, authors] = await Promise.all([query.execute(), loadAuthors(ctx)]);
  return rows.map((r) => ({
    id: r.id, contributionId: r.contribution_id, ref: refOf(r.code, r.number), quote: r.quote, lang: r.lang, marking: r.marking as Marking, visibility: r.visibility, regime: r.regime, byline: authors.of.get(r.contribution_id)?.byline ?? null,
    outside: r.regime === 'chatham-house' ? null : (authors.of.get(r.contribution_id)?.byline ?? null),
  }));
}
