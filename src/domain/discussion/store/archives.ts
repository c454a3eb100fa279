import { type Selectable, sql } from 'kysely';
import type { ArchiveRun } from '#platform/db/schema.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import type { OmitReason, Omitted, Standing } from '../rules/archive.ts';
import { fateOf } from '../rules/archive.ts';
import type { Traits } from '../rules/self-naming.ts';

/** How far an archive is: the next byte of its file, and what came of the letters before it. */
export type Run = { id: string; questionId: string; regime: Regime; marking: Marking; nextByte: number; letters: number; imported: number; attachments: number; masked: number; foundTo: number; fromNumber: number | null; read: boolean; finished: boolean };

const toRun = (row: Selectable<ArchiveRun>): Run => ({ id: row.id, questionId: row.question_id, regime: row.regime as Regime, marking: row.marking as Marking, nextByte: row.next_byte, letters: row.letters, imported: row.imported, attachments: row.attachments, masked: row.masked, foundTo: row.found_to, fromNumber: row.from_number, read: row.read_at !== null, finished: row.finished_at !== null });

/** The run of a file into a question, if there was one. */
export async function findRun({ db, sight }: ForumContext, questionId: string, fileHash: Buffer): Promise<Run | null> {
  const row = await db.selectFrom('archive_run').selectAll().where('forum_id', '=', sight.forumId).where('question_id', '=', questionId).where('file_hash', '=', fileHash).executeTakeFirst();
  return row ? toRun(row) : null;
}

/** A run, held until the transaction ends: two of the same file take turns. */
export async function holdRun({ db, sight }: ForumContext, id: string): Promise<Run | null> {
  const row = await db.selectFrom('archive_run').selectAll().where('forum_id', '=', sight.forumId).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toRun(row) : null;
}

export async function insertRun({ db, sight, world, now }: ForumContext, run: { questionId: string; fileHash: Buffer; bytes: number; regime: Regime; marking: Marking }): Promise<string> {
  const id = world.mint();
  await db.insertInto('archive_run').values({ forum_id: sight.forumId, id, question_id: run.questionId, file_hash: run.fileHash, bytes: run.bytes, regime: run.regime, marking: run.marking, begun_at: now }).execute();
  return id;
}

/** Changes what is known of a run; answers with all of it. */
export async function saveRun({ db, sight }: ForumContext, id: string, change: Partial<Pick<Selectable<ArchiveRun>, 'next_byte' | 'letters' | 'imported' | 'attachments' | 'masked' | 'found_to' | 'from_number' | 'read_at' | 'finished_at'>>): Promise<Run> {
  return toRun(await db.updateTable('archive_run').set(change).where('forum_id', '=', sight.forumId).where('id', '=', id).returningAll().executeTakeFirstOrThrow());
}

/** Whether anything stands in the forum that no archive brought. */
export async function hasSpoken({ db, sight }: ForumContext): Promise<boolean> {
  const found = await db.selectFrom('contribution').select('id').where('forum_id', '=', sight.forumId).where('channel', '!=', 'import').limit(1).executeTakeFirst();
  return found !== undefined;
}

/** Whether an archive that is not whole comes in under a question; numbers of one file follow each other. */
export async function hasUnfinishedRun({ db, sight }: ForumContext, questionId: string): Promise<boolean> {
  const found = await db.selectFrom('archive_run').select('id').where('forum_id', '=', sight.forumId).where('question_id', '=', questionId).where('finished_at', 'is', null).limit(1).executeTakeFirst();
  return found !== undefined;
}

/** How many contributions an archive made that stand, shown or not: counted, not remembered. */
export async function countStanding({ db, sight }: ForumContext, run: Run): Promise<number> {
  const from = run.fromNumber ?? 1;
  const row = await db.selectFrom('contribution').select((eb) => eb.fn.countAll<number>().as('n')).where('forum_id', '=', sight.forumId).where('question_id', '=', run.questionId).where('channel', '=', 'import').where('number', '>=', from).where('number', '<', from + run.imported).executeTakeFirstOrThrow();
  return row.n;
}

export async function insertOmissions({ db, sight }: ForumContext, runId: string, omitted: readonly Omitted[]): Promise<void> {
  if (omitted.length > 0) await db.insertInto('archive_omission').values(omitted.map(({ atByte, omitted: reason }) => ({ forum_id: sight.forumId, run_id: runId, at_byte: atByte, fate: fateOf(reason), reason }))).execute();
}

/** What did not come in, by reason. */
export async function omissionSums({ db, sight }: ForumContext, runId: string): Promise<{ fate: 'skipped' | 'refused'; reason: OmitReason; count: number }[]> {
  const rows = await db.selectFrom('archive_omission').select((eb) => ['fate', 'reason', eb.fn.countAll<number>().as('count')]).where('forum_id', '=', sight.forumId).where('run_id', '=', runId).groupBy(['fate', 'reason']).orderBy('fate').orderBy('reason').execute();
  return rows.map(({ fate, reason, count }) => ({ fate: fate as 'skipped' | 'refused', reason: reason as OmitReason, count }));
}

/** Each letter that did not come in, in the order of the file. */
export async function omissions({ db, sight }: ForumContext, runId: string): Promise<{ atByte: number; fate: string; reason: string }[]> {
  const rows = await db.selectFrom('archive_omission').select(['at_byte', 'fate', 'reason']).where('forum_id', '=', sight.forumId).where('run_id', '=', runId).orderBy('at_byte').execute();
  return rows.map((row) => ({ atByte: row.at_byte, fate: row.fate, reason: row.reason }));
}

/** Letters that stand in a question, by their key in hex. */
export async function standingByKey({ db, sight }: ForumContext, questionId: string, keys: readonly Buffer[]): Promise<Map<string, Standing>> {
  if (keys.length === 0) return new Map();
  // Each looked up by itself: a plan for all of them, made while the tables were empty, would read all that has come in.
  const { rows } = await sql<{ key: Buffer; id: string; root: string }>`
    select k.key, c.id, c.root_id as root from unnest(${[...keys]}::bytea[]) as k(key)
    cross join lateral (select l.contribution_id as id from archived_letter l where l.forum_id = ${sight.forumId} and l.key = k.key limit 1) l
    cross join lateral (select c.id, c.root_id from contribution c where c.forum_id = ${sight.forumId} and c.id = l.id and c.stands_in = ${questionId} limit 1) c`.execute(db);
  return new Map(rows.map((row) => [row.key.toString('hex'), { id: row.id, root: row.root }]));
}

/** Which of these letters stand somewhere in the forum already, by key in hex. */
export async function keysThere({ db, sight }: ForumContext, keys: readonly Buffer[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: Buffer }>`
    select k.key from unnest(${[...keys]}::bytea[]) as k(key)
    cross join lateral (select l.key from archived_letter l where l.forum_id = ${sight.forumId} and l.key = k.key limit 1) l`.execute(db);
  return new Set(rows.map((row) => row.key.toString('hex')));
}

/** The last letter of each of these subjects in a question, by the subject's key in hex. */
export async function lastBySubject({ db, sight }: ForumContext, questionId: string, subjects: readonly Buffer[]): Promise<Map<string, Standing>> {
  if (subjects.length === 0) return new Map();
  const { rows } = await sql<{ subject: Buffer; id: string; root: string }>`
    select s.subject, c.id, c.root_id as root from unnest(${[...subjects]}::bytea[]) as s(subject)
    cross join lateral (select l.contribution_id from archived_letter l where l.forum_id = ${sight.forumId} and l.question_id = ${questionId} and l.subject = s.subject order by l.nth desc limit 1) l
    cross join lateral (select c.id, c.root_id from contribution c where c.forum_id = ${sight.forumId} and c.id = l.contribution_id and c.stands_in = ${questionId} limit 1) c`.execute(db);
  return new Map(rows.map((row) => [row.subject.toString('hex'), { id: row.id, root: row.root }]));
}

/** Those who hold a seat in the forum, by address, with what there is to know them by. */
export async function seatsByAddress({ db, sight }: ForumContext, addresses: readonly string[]): Promise<Map<string, { seatId: string; traits: Traits }>> {
  if (addresses.length === 0) return new Map();
  const rows = await db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').innerJoin('body', 'body.id', 'seat.body_id').leftJoin('state', 'state.id', 'body.state_id')
    .select(['seat.id', 'person.name', 'person.email', 'body.name as body', 'body.names as bodies', 'body.abbreviation', 'state.names as states'])
    .where('seat.forum_id', '=', sight.forumId).where('person.left_at', 'is', null).where((eb) => eb(eb.fn<string>('lower', ['person.email']), 'in', [...addresses])).execute();
  return new Map(rows.map((row) => [row.email.toLowerCase(), { seatId: row.id, traits: { name: row.name, email: row.email, bodies: [row.body, ...Object.values(row.bodies as Record<string, string>)], abbreviation: row.abbreviation, states: Object.values((row.states ?? {}) as Record<string, string>) } }]));
}

export type EnteringLetter = { id: string; number: number; parent: string | null; lang: string; at: string; key: string; subject: string | null; markdown: string; html: string };

/** Enters letters in their order, what is answered before its answers; their words are made findable later. */
export async function insertLetters({ db, sight }: ForumContext, { questionId, regime, marking }: Pick<Run, 'questionId' | 'regime' | 'marking'>, letters: readonly EnteringLetter[]): Promise<void> {
  const heads = JSON.stringify(letters.map(({ markdown: _, html: __, ...head }) => head));
  const texts = JSON.stringify(letters.map(({ id, markdown, html, at }) => ({ id, markdown, html, at })));
  await sql`select set_config('colloquy.search_later', 'on', true)`.execute(db);
  await sql`
    insert into contribution (forum_id, id, question_id, number, parent_id, root_id, kind, regime, marking, lang, channel, received_at)
    select ${sight.forumId}, r.id, ${questionId}, r.number, r.parent, r.id, 'contribution', ${regime}, ${marking}, r.lang, 'import', r.at
    from jsonb_to_recordset(${heads}::jsonb) as r(id uuid, number int, parent uuid, lang text, at timestamptz) order by r.number`.execute(db);
  await sql`
    insert into revision (forum_id, contribution_id, number, markdown, html, made_at)
    select ${sight.forumId}, r.id, 1, r.markdown, r.html, r.at from jsonb_to_recordset(${texts}::jsonb) as r(id uuid, markdown text, html text, at timestamptz)`.execute(db);
  await sql`
    insert into archived_letter (forum_id, key, question_id, contribution_id, subject)
    select ${sight.forumId}, decode(r.key, 'hex'), ${questionId}, r.id, decode(r.subject, 'hex') from jsonb_to_recordset(${heads}::jsonb) as r(id uuid, number int, key text, subject text) order by r.number`.execute(db);
}

/** Makes the words of a stretch of numbers findable. */
export async function indexStretch({ db, sight }: ForumContext, questionId: string, from: number, to: number): Promise<void> {
  await sql`select index_contributions(${sight.forumId}, ${questionId}, ${from}::int, ${to}::int)`.execute(db);
}

/** Has the tables that an archive fills counted anew, so that what is looked up in them is found by its key. */
export async function countAnew({ db }: ForumContext): Promise<void> {
  await sql`select count_anew()`.execute(db);
}
