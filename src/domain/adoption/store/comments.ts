import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { AuthorFacts, Byline, Category, Regime, StateNames } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import type { Consultation, Taken } from '../model.ts';

export type ConsultationRow = Consultation & { id: string; number: number; note: string | null; findings: string[] };
export type CommentRow = {
  id: string; findingId: string; version: number; number: number; by: Byline; /** Null where a time could tell who. */ at: Date | null;
  textLang: string; quote: string | null; prefix: string; suffix: string; start: number | null; lang: string; text: string; proposal: string | null;
  answer: { taken: Taken; reason: string | null; at: Date } | null;
};

/** The consultations of the forum in sight, the first first. */
export async function loadConsultations({ db, sight }: ForumContext): Promise<ConsultationRow[]> {
  const [rows, items] = await Promise.all([
    db.selectFrom('consultation').selectAll().where('forum_id', '=', sight.forumId).orderBy('number').execute(),
    db.selectFrom('consultation_finding').selectAll().where('forum_id', '=', sight.forumId).execute(),
  ]);
  return rows.map((r) => ({ id: r.id, number: r.number, opensAt: r.opens_at, endsAt: r.ends_at, note: r.note, findings: items.filter((i) => i.consultation_id === r.id).map((i) => i.finding_id) }));
}

/** Those of one recommendation. */
export const consultationsOf = async (ctx: ForumContext, findingId: string): Promise<ConsultationRow[]> => (await loadConsultations(ctx)).filter(({ findings }) => findings.includes(findingId));

/** How many comments on a recommendation have no answer yet. */
export async function unansweredOf({ db, sight }: ForumContext, findingId: string): Promise<number> {
  const row = await db.selectFrom('finding_comment as c').leftJoin('finding_comment_answer as a', (j) => j.onRef('a.forum_id', '=', 'c.forum_id').onRef('a.comment_id', '=', 'c.id')).select((eb) => eb.fn.countAll<number>().as('n')).where('c.forum_id', '=', sight.forumId).where('c.finding_id', '=', findingId).where('a.comment_id', 'is', null).executeTakeFirst();
  return row?.n ?? 0;
}

/** How much was said of each recommendation, what of it proposes another wording, what was taken up, and what waits for an answer. */
export async function countComments({ db, sight }: ForumContext): Promise<Map<string, { comments: number; taken: number; unanswered: number }>> {
  const rows = await db.selectFrom('finding_comment as c').leftJoin('finding_comment_answer as a', (j) => j.onRef('a.forum_id', '=', 'c.forum_id').onRef('a.comment_id', '=', 'c.id'))
    .select(['c.finding_id', 'c.proposal', 'a.taken']).where('c.forum_id', '=', sight.forumId).execute();
  const found = new Map<string, { comments: number; taken: number; unanswered: number }>();
  for (const row of rows) {
    const one = found.get(row.finding_id) ?? { comments: 0, taken: 0, unanswered: 0 };
    found.set(row.finding_id, { comments: one.comments + 1, taken: one.taken + Number(row.proposal !== null && (row.taken === 'taken' || row.taken === 'in-part')), unanswered: one.unanswered + Number(row.taken === null) });
  }
  return found;
}

/** The comments on a recommendation in the order of their numbers; each with what may be shown of who made it, and no more. */
export async function loadComments(ctx: ForumContext, findingId: string, smallCell: number): Promise<CommentRow[]> {
  const { db, sight } = ctx;
  const seats = await census(ctx, sight.forumId);
  const rows = await db
    .selectFrom('finding_comment as c')
    .leftJoin('finding_comment_answer as a', (j) => j.onRef('a.forum_id', '=', 'c.forum_id').onRef('a.comment_id', '=', 'c.id'))
    .leftJoin('seat as s', (j) => j.onRef('s.forum_id', '=', 'c.forum_id').onRef('s.id', '=', 'c.seat_id'))
    .leftJoin('person as p', 'p.id', 's.person_id')
    .leftJoin('body as b', 'b.id', 's.body_id')
    .select(['c.id', 'c.finding_id', 'c.version', 'c.number', 'c.regime', 'c.at', 'c.text_lang', 'c.quote', 'c.prefix', 'c.suffix', 'c.start', 'c.lang', 'c.text', 'c.proposal', 'a.taken', 'a.reason', 'a.at as answeredAt', 's.category', 'p.name', 'p.left_at', 'p.name_kept', 'b.name as body', 'b.names as bodyNames'])
    .where('c.forum_id', '=', sight.forumId)
    .where('c.finding_id', '=', findingId)
    .orderBy('c.number')
    .execute();
  return rows.map((r): CommentRow => {
    const gone = r.left_at !== null && !r.name_kept;
    const facts: AuthorFacts = { regime: r.regime as Regime, person: gone ? null : r.name, affiliation: r.body, affiliationNames: r.bodyNames as StateNames | null, category: r.category as Category | null, capacity: 'own-name', former: gone };
    return {
      id: r.id, findingId: r.finding_id, version: r.version, number: r.number, by: byline(facts, 'inside', seats, smallCell), at: r.regime === 'unattributed' ? null : r.at,
      textLang: r.text_lang, quote: r.quote, prefix: r.prefix, suffix: r.suffix, start: r.start, lang: r.lang, text: r.text, proposal: r.proposal,
      answer: r.taken && r.answeredAt ? { taken: r.taken as Taken, reason: r.reason, at: r.answeredAt } : null,
    };
  });
}

/** The number of the next comment on a recommendation, whose row is held; none is given twice. */
export async function nextCommentNumber({ db, sight }: ForumContext, findingId: string): Promise<number> {
  const last = await db.selectFrom('finding_comment').select((eb) => eb.fn.max('number').as('n')).where('forum_id', '=', sight.forumId).where('finding_id', '=', findingId).executeTakeFirst();
  return (last?.n ?? 0) + 1;
}
