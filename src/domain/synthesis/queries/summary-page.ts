import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumAspects } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { summaryTimes } from './summary-hour.ts';

/** A sentence as it stands published; `hidden` where it rests on a text that is not shown any more: then it says nothing. */
export type ShownSentence = { text: string; html: string; remark: boolean; refs: string[]; paragraphs: string[]; hidden: boolean };
export type SummaryRevision = { number: number; publishedAt: Date; correction: string | null };
export type NotAddressed = { letter: string; title: string; /** Nothing was said under any question of the part. */ whole: boolean; codes: string[] };

export type SummaryPage = {
  day: string; /** When the first revision was published. */ publishedAt: Date | null; revision: number; revisions: SummaryRevision[]; lang: string; marking: Marking;
  sentences: ShownSentence[]; notAddressed: string[]; parts: NotAddressed[]; canWrite: boolean;
  /** When it is published; null for a day that has none. */
  at: Date | null;
};

/** The days of a forum that have a summary. */
export async function summaryDays({ db, sight }: ForumContext): Promise<string[]> {
  return (await db.selectFrom('daily_summary').select('day').where('forum_id', '=', sight.forumId).where('published_at', 'is not', null).orderBy('day').execute()).map(({ day }) => String(day));
}

/** One day's summary as it stands, or an earlier revision of it: each sentence with what it rests on, as long as that is shown. */
export async function summaryPage(ctx: ForumContext, day: string, asked: number | null = null): Promise<SummaryPage> {
  const { db, sight } = ctx;
  const { forumId } = sight;
  const times = await summaryTimes(ctx);
  const summary = await db.selectFrom('daily_summary').select(['id', 'published_at', 'revision']).where('forum_id', '=', forumId).where('day', '=', day).executeTakeFirst();
  const none: SummaryPage = { day, publishedAt: null, revision: 0, revisions: [], lang: 'en', marking: times?.forum.defaultMarking ?? 'TLP:RED', sentences: [], notAddressed: [], parts: [], canWrite: may(sight, 'write-summary'), at: times?.days.includes(day) ? times.at(day) : null };
  const revisions = summary ? await db.selectFrom('summary_revision').selectAll().where('forum_id', '=', forumId).where('summary_id', '=', summary.id).orderBy('number').execute() : [];
  const shown = revisions.find(({ number }) => number === (asked ?? summary?.revision)) ?? revisions.at(-1);
  if (!summary?.published_at || !shown) return none;
  const [sentences, notAddressed, aspects] = await Promise.all([
    sentencesOf(ctx, summary.id, shown.number),
    db.selectFrom('summary_not_addressed as n').innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'n.forum_id').onRef('q.id', '=', 'n.question_id')).select('q.code').where('n.forum_id', '=', forumId).where('n.summary_id', '=', summary.id).where('n.revision', '=', shown.number).orderBy('q.position').execute(),
    forumAspects(ctx, forumId),
  ]);
  const codes = notAddressed.map(({ code }) => code);
  return {
    ...none, publishedAt: summary.published_at, revision: shown.number, revisions: revisions.map((one) => ({ number: one.number, publishedAt: one.published_at, correction: one.correction })), lang: shown.lang, marking: shown.marking as Marking,
    sentences, notAddressed: codes,
    parts: aspects.flatMap(({ letter, announcedTitle, reportTitle, key, questions }) => {
      const own = questions.map(({ code }) => code).filter((code) => codes.includes(code));
      return own.length === 0 ? [] : [{ letter, title: announcedTitle ?? reportTitle ?? key, whole: own.length === questions.length, codes: own }];
    }),
  };
}

async function sentencesOf({ db, sight }: ForumContext, summaryId: string, revision: number): Promise<ShownSentence[]> {
  const rows = await db.selectFrom('summary_sentence').selectAll().where('forum_id', '=', sight.forumId).where('summary_id', '=', summaryId).where('revision', '=', revision).orderBy('position').execute();
  const ids = [...new Set(rows.flatMap(({ refs }) => refs))];
  const contributions = ids.length === 0 ? [] : await db.selectFrom('contribution as c').innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id')).select(['c.id', 'q.code', 'c.number', 'c.visibility']).where('c.forum_id', '=', sight.forumId).where('c.id', 'in', ids).execute();
  const known = new Map(contributions.map((c) => [c.id, { ref: refOf(c.code, c.number), shown: c.visibility === 'shown' }]));
  return rows.map((row) => {
    const sources = row.refs.map((id) => known.get(id) ?? { ref: '', shown: false });
    const hidden = sources.some(({ shown }) => !shown);
    return { text: hidden ? '' : row.text, html: hidden ? '' : row.html, remark: row.remark, refs: sources.map(({ ref }) => ref).filter(Boolean), paragraphs: row.paragraphs, hidden };
  });
}
