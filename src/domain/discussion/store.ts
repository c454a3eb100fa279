import { sql } from 'kysely';
import { liveChannel } from '#platform/live/notify.ts';
import type { ForumContext } from '../context.ts';
import type { Category, Marking, Names, Regime, StateNames } from '../disclosure/model.ts';
import type { Channel, ContributionKind, ThreadState, Visibility } from './model.ts';
import type { Traits } from './rules/self-naming.ts';
import { shownColumns, shownJoins, type ThreadRow } from './store/shown-row.ts';

export type QuestionRow = { id: string; code: string; text: string; shortText: string; kind: 'question' | 'role'; paragraph: string | null; letter: string; aspectTitle: string | null; revision: number; /** How many contributions stand under it. */ count: number; /** The last number given to one of its own. */ lastNumber: number };

/** A question of the forum in sight by its code, with its thread's revision. */
export const loadQuestion = (ctx: ForumContext, code: string): Promise<QuestionRow | null> => questionBy(ctx, { code });
export const loadQuestionById = (ctx: ForumContext, id: string): Promise<QuestionRow | null> => questionBy(ctx, { id });

async function questionBy({ db, sight }: ForumContext, by: { code: string } | { id: string }): Promise<QuestionRow | null> {
  const row = await db
    .selectFrom('guiding_question as q')
    .innerJoin('focus_aspect as a', (on) => on.onRef('a.forum_id', '=', 'q.forum_id').onRef('a.id', '=', 'q.aspect_id'))
    .innerJoin('thread as t', (on) => on.onRef('t.forum_id', '=', 'q.forum_id').onRef('t.question_id', '=', 'q.id'))
    .select(['q.id', 'q.code', 'q.text', 'q.short_text', 'q.kind', 'q.paragraph', 'a.letter', 'a.announced_title', 'a.report_title', 't.revision', 't.last_number', 't.moved'])
    .where('q.forum_id', '=', sight.forumId)
    .where('code' in by ? 'q.code' : 'q.id', '=', 'code' in by ? by.code : by.id)
    .executeTakeFirst();
  if (!row) return null;
  return { id: row.id, code: row.code, text: row.text, shortText: row.short_text, kind: row.kind as 'question' | 'role', paragraph: row.paragraph, letter: row.letter, aspectTitle: row.announced_title ?? row.report_title, revision: row.revision, count: row.last_number + row.moved, lastNumber: row.last_number };
}

/** `questionId` is where it stands, `code` that of its number. */
export type ContributionRow = { id: string; questionId: string; code: string; number: number; parentId: string | null; rootId: string; marking: Marking; regime: Regime; lang: string; receivedAt: Date; revision: number; visibility: Visibility; withheldGround: string | null; /** Taken out of every reader’s reach. */ held: boolean; /** Moderators asked its author to change the wording until then. */ editAskedUntil: Date | null };

/** One contribution of the forum in sight, by id or by reference; `lock` holds it until the transaction ends. */
export async function loadContribution({ db, sight }: ForumContext, by: { id: string } | { code: string; number: number }, { lock = false } = {}): Promise<ContributionRow | null> {
  let query = db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .select(['c.id', 'c.stands_in', 'q.code', 'c.number', 'c.parent_id', 'c.root_id', 'c.marking', 'c.regime', 'c.lang', 'c.received_at', 'c.revision', 'c.visibility', 'c.withheld_ground', 'c.held', 'c.edit_asked_until'])
    .where('c.forum_id', '=', sight.forumId);
  query = 'id' in by ? query.where('c.id', '=', by.id) : query.where('q.code', '=', by.code).where('c.number', '=', by.number);
  if (lock) query = query.forUpdate('c');
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return { id: row.id, questionId: row.stands_in, code: row.code, number: row.number, parentId: row.parent_id, rootId: row.root_id, marking: row.marking as Marking, regime: row.regime as Regime, lang: row.lang, receivedAt: row.received_at, revision: row.revision, visibility: row.visibility as Visibility, withheldGround: row.withheld_ground, held: row.held, editAskedUntil: row.edit_asked_until };
}

/** The thread's next number and its new revision. The one row that writers of the same question share; taken last. */
export const nextNumber = (ctx: ForumContext, questionId: string): Promise<number> => turnThread(ctx, questionId, 1);

/** The same for as many as come in at once: the last of their numbers. */
export const takeNumbers = (ctx: ForumContext, questionId: string, count: number): Promise<number> => turnThread(ctx, questionId, count);

/** Tells that a thread's page is no longer what it was. */
export async function bumpThread(ctx: ForumContext, questionId: string): Promise<void> {
  await turnThread(ctx, questionId, 0);
}

/** In one statement, since writers of one question wait for each other here: the new state, and word of it to every node once this commits. */
async function turnThread({ db, sight }: ForumContext, questionId: string, added: number): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`
    update thread set last_number = last_number + ${added}::int, revision = revision + 1 where forum_id = ${sight.forumId} and question_id = ${questionId}
    returning last_number, pg_notify(${liveChannel}, json_build_object('topic', 'question:' || question_id, 'what', 'changed', 'at', last_number || '.' || revision)::text)`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a question without its thread');
  return row.last_number;
}

/** The state of a thread: how many contributions it has had, and its revision. */
export async function threadState({ db, sight }: Pick<ForumContext, 'db' | 'sight'>, questionId: string): Promise<ThreadState> {
  const row = await db.selectFrom('thread').select(['last_number', 'revision']).where('forum_id', '=', sight.forumId).where('question_id', '=', questionId).executeTakeFirstOrThrow();
  return { count: row.last_number, revision: row.revision };
}

export type NewContribution = { id: string; questionId: string; number: number; parentId: string | null; rootId: string; kind: ContributionKind; regime: Regime; marking: Marking; lang: string; channel: Channel; late: boolean; markdown: string; html: string };

/** A contribution with its first wording, in one statement: the thread's row is held meanwhile. */
export async function insertContribution({ db, sight, now }: ForumContext, c: NewContribution): Promise<void> {
  await db
    .with('placed', (with_) => with_.insertInto('contribution').values({ forum_id: sight.forumId, id: c.id, question_id: c.questionId, number: c.number, parent_id: c.parentId, root_id: c.rootId, kind: c.kind, regime: c.regime, marking: c.marking, lang: c.lang, channel: c.channel, received_at: now, received_after_closing: c.late }))
    .insertInto('revision')
    .values({ forum_id: sight.forumId, contribution_id: c.id, number: 1, markdown: c.markdown, html: c.html, made_at: now })
    .execute();
}

/** What stands in the forum with a body's name, as every reader sees it: its positions and its people's words. */
export async function loadThreadOf({ db, sight }: ForumContext, body: string): Promise<(ThreadRow & { markdown: string })[]> {
  const { rows } = await sql<ThreadRow & { markdown: string }>`
    select ${shownColumns}, r.markdown from contribution c ${shownJoins}
    where c.forum_id = ${sight.forumId} and (b.affiliation = ${body} or b.capacity = 'group')
    order by c.received_at, c.number`.execute(db);
  return rows;
}

/** The positions of delegations and statements of groups that stand under a question. */
export async function loadWordsOfBodies({ db, sight }: ForumContext, questionId: string): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select ${shownColumns} from contribution c ${shownJoins}
    where c.forum_id = ${sight.forumId} and c.stands_in = ${questionId} and b.capacity in ('delegation','group')
    order by c.place`.execute(db);
  return rows;
}

/** What the composer shows of oneself: name, body, category. */
export async function loadSelf({ db, sight }: ForumContext): Promise<{ person: string; affiliation: string; affiliationNames: Names; category: Category; defaultRegime: Regime | null } | null> {
  if (!sight.seat) return null;
  const row = await db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').innerJoin('body', 'body.id', 'seat.body_id').select(['person.name as person', 'body.name as affiliation', 'body.names', 'seat.category', 'seat.default_regime']).where('seat.forum_id', '=', sight.forumId).where('seat.id', '=', sight.seat.id).executeTakeFirst();
  return row ? { person: row.person, affiliation: row.affiliation, affiliationNames: row.names as Names, category: row.category as Category, defaultRegime: row.default_regime as Regime | null } : null;
}

/** What there is to know oneself by: for telling an author that a text names them, and for nobody else. */
export async function loadTraits({ db, sight }: ForumContext): Promise<Traits | null> {
  if (!sight.seat) return null;
  const row = await db
    .selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').innerJoin('body', 'body.id', 'seat.body_id').leftJoin('state', 'state.id', 'body.state_id')
    .select(['person.name', 'person.email', 'body.name as body', 'body.names as bodies', 'body.abbreviation', 'state.names as states'])
    .where('seat.forum_id', '=', sight.forumId).where('seat.id', '=', sight.seat.id).executeTakeFirst();
  return row ? { name: row.name, email: row.email, bodies: [row.body, ...Object.values(row.bodies as Record<string, string>)], abbreviation: row.abbreviation, states: Object.values((row.states ?? {}) as Record<string, string>) } : null;
}

/** The body of one's own seat, and its State's name in each language. */
export async function loadDelegation({ db, sight }: ForumContext): Promise<{ bodyId: string; body: string; bodyNames: Names; names: StateNames } | null> {
  if (!sight.seat) return null;
  const row = await db.selectFrom('body').innerJoin('state', 'state.id', 'body.state_id').select(['body.id', 'body.name', 'body.names as bodyNames', 'state.names']).where('body.id', '=', sight.seat.bodyId).executeTakeFirst();
  return row ? { bodyId: row.id, body: row.name, bodyNames: row.bodyNames as Names, names: row.names as StateNames } : null;
}

/** Texts announced on a question that have not come, each as its regime lets it be told. */
export async function loadAnnounced({ db, sight }: ForumContext, questionId: string): Promise<{ regime: Regime; affiliation: string | null; affiliationNames: Names | null; category: Category | null }[]> {
  const rows = await db.selectFrom('reserve_source').select(['regime', 'affiliation', 'affiliation_names', 'category']).where('forum_id', '=', sight.forumId).where('question_id', '=', questionId).orderBy('affiliation').execute();
  return rows.map((row) => ({ regime: row.regime as Regime, affiliation: row.affiliation, affiliationNames: row.affiliation_names as Names | null, category: row.category as Category | null }));
}

export async function loadRevisions({ db, sight }: ForumContext, contributionId: string): Promise<{ number: number; markdown: string; html: string; madeAt: Date }[]> {
  const rows = await db.selectFrom('revision').select(['number', 'markdown', 'html', 'made_at']).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).orderBy('number').execute();
  return rows.map((r) => ({ number: r.number, markdown: r.markdown, html: r.html, madeAt: r.made_at }));
}

