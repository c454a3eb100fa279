import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';

export type StreamRow = { id: string; code: string; number: number; question: string; letter: string; lang: string; marking: string; revision: number; /** The whole text, or as much of it as was asked for. */ markdown: string; excerpts: number };

/** What participants said under a focus aspect and is shown, in reading order; of the whole forum without one. With `firstWords`, only so many signs of each text. */
export async function loadStream({ db, sight }: ForumContext, letter: string | null, { firstWords }: { firstWords?: number } = {}): Promise<StreamRow[]> {
  let query = db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .innerJoin('guiding_question as at', (on) => on.onRef('at.forum_id', '=', 'c.forum_id').onRef('at.id', '=', 'c.stands_in'))
    .innerJoin('focus_aspect as a', (on) => on.onRef('a.forum_id', '=', 'at.forum_id').onRef('a.id', '=', 'at.aspect_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision'))
    .leftJoin(
      db.selectFrom('excerpt').select(['contribution_id', (eb) => eb.fn.countAll<number>().as('n')]).where('forum_id', '=', sight.forumId).groupBy('contribution_id').as('e'),
      (on) => on.onRef('e.contribution_id', '=', 'c.id'),
    )
    .select(['c.id', 'q.code', 'c.number', 'at.code as question', 'a.letter', 'c.lang', 'c.marking', 'c.revision', (firstWords === undefined ? sql<string>`r.markdown` : sql<string>`left(r.markdown, ${firstWords})`).as('markdown'), 'e.n'])
    .where('c.forum_id', '=', sight.forumId)
    .where('c.visibility', '=', 'shown')
    // What facilitators say is no input that a finding could rest on.
    .where('c.kind', '=', 'contribution')
    .orderBy('at.position')
    .orderBy('c.place');
  if (letter) query = query.where('a.letter', '=', letter);
  return (await query.execute()).map(({ n, ...row }) => ({ ...row, excerpts: Number(n ?? 0) }));
}

/** The wordings that stand of some contributions, whole. */
export async function loadTexts({ db, sight }: ForumContext, ids: readonly string[]): Promise<{ id: string; code: string; number: number; lang: string; revision: number; markdown: string }[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision'))
    .select(['c.id', 'q.code', 'c.number', 'c.lang', 'c.revision', 'r.markdown'])
    .where('c.forum_id', '=', sight.forumId)
    .where('c.visibility', '=', 'shown')
    .where('c.id', 'in', [...ids])
    .execute();
}
