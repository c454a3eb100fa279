import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';

export type SummaryPage = { day: string; publishedAt: Date | null; sentences: { text: string; remark: boolean; refs: string[] }[]; notAddressed: string[]; canWrite: boolean };

/** The days of a forum that have a summary. */
export async function summaryDays({ db, sight }: ForumContext): Promise<string[]> {
  return (await db.selectFrom('daily_summary').select('day').where('forum_id', '=', sight.forumId).where('published_at', 'is not', null).orderBy('day').execute()).map(({ day }) => String(day));
}

/** One day's summary, each sentence with what it rests on; sources that are no longer shown are left out. */
export async function summaryPage(ctx: ForumContext, day: string): Promise<SummaryPage> {
  const { db, sight } = ctx;
  const canWrite = may(sight, 'write-summary');
  const summary = await db.selectFrom('daily_summary').select(['id', 'published_at']).where('forum_id', '=', sight.forumId).where('day', '=', day).executeTakeFirst();
  if (!summary) return { day, publishedAt: null, sentences: [], notAddressed: [], canWrite };
  const [sentences, contributions, questions] = await Promise.all([
    db.selectFrom('summary_sentence').selectAll().where('forum_id', '=', sight.forumId).where('summary_id', '=', summary.id).orderBy('position').execute(),
    db.selectFrom('contribution as c').innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id')).select(['c.id', 'q.code', 'c.number']).where('c.forum_id', '=', sight.forumId).where('c.visibility', '=', 'shown').execute(),
    db.selectFrom('summary_not_addressed as n').innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'n.forum_id').onRef('q.id', '=', 'n.question_id')).select('q.code').where('n.forum_id', '=', sight.forumId).where('n.summary_id', '=', summary.id).orderBy('q.position').execute(),
  ]);
  const refs = new Map(contributions.map((c) => [c.id, refOf(c.code, c.number)]));
  return { day, publishedAt: summary.published_at, sentences: sentences.map((s) => ({ text: s.text, remark: s.remark, refs: s.refs.flatMap((id) => refs.get(id) ?? []) })), notAddressed: questions.map(({ code }) => code), canWrite };
}
