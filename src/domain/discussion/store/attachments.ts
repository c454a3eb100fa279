import { sql } from 'kysely';
import type { FileKind, Removed } from '#platform/incoming/model.ts';
import type { Context, ForumContext } from '../../context.ts';

/** Where a file lies: with one's own draft, or with a contribution. */
export type Place = { seatId: string; questionId: string; parentId: string | null } | { contributionId: string; questionId: string };
export type AttachmentRow = { id: string; contributionId: string | null; seatId: string | null; questionId: string; number: number; kind: FileKind; sha256: Buffer; bytes: number; description: string; givenName: string | null; removed: Removed[]; words: string | null; scan: string; takenBack: boolean; cover: string | null; /** Whether it waits to be compared with lists. */ known: string; held: boolean; waitingId: string | null };

const rows = ({ db, sight }: ForumContext) => db.selectFrom('attachment').selectAll().where('forum_id', '=', sight.forumId);

const placed = (ctx: ForumContext, place: Place) =>
  'contributionId' in place
    ? rows(ctx).where('contribution_id', '=', place.contributionId)
    : rows(ctx).where('seat_id', '=', place.seatId).where('question_id', '=', place.questionId).where('parent_id', place.parentId === null ? 'is' : '=', place.parentId);

type Read = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
const asRow = (r: Read): AttachmentRow => ({
  id: r.id, contributionId: r.contribution_id, seatId: r.seat_id, questionId: r.question_id, number: r.number, kind: r.kind as FileKind, sha256: r.sha256, bytes: r.bytes,
  description: r.description, givenName: r.given_name, removed: r.removed as Removed[], words: r.words, scan: r.scan, takenBack: r.taken_back, cover: r.cover, known: r.known, held: r.held, waitingId: r.waiting_id,
});

export const loadAttachmentsAt = async (ctx: ForumContext, place: Place): Promise<AttachmentRow[]> => (await placed(ctx, place).orderBy('number').execute()).map(asRow);

/** The files of some contributions. */
export async function loadAttachmentsOf(ctx: ForumContext, contributionIds: readonly string[]): Promise<AttachmentRow[]> {
  if (contributionIds.length === 0) return [];
  return (await rows(ctx).where('contribution_id', 'in', [...contributionIds]).orderBy('number').execute()).map(asRow);
}

/** One file; `lock` holds it until the transaction ends. */
export async function loadAttachment(ctx: ForumContext, id: string, { lock = false } = {}): Promise<AttachmentRow | null> {
  const query = rows(ctx).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? asRow(row) : null;
}

/** What all files of the forum weigh. */
export async function forumBytes({ db, sight }: ForumContext): Promise<number> {
  const { sum } = await db.selectFrom('attachment').select((eb) => eb.fn.sum<string | null>('bytes').as('sum')).where('forum_id', '=', sight.forumId).executeTakeFirstOrThrow();
  return Number(sum ?? 0);
}

/** Shape   whether the file waits to be compared, which the database knows. */
export async function insertAttachment({ db, sight }: ForumContext, place: Place, a: Omit<AttachmentRow, 'contributionId' | 'seatId' | 'questionId' | 'takenBack' | 'known' | 'held' | 'waitingId'> & { sentSha256: Buffer }): Promise<string> {
  const where = 'contributionId' in place ? { contribution_id: place.contributionId, question_id: place.questionId } : { seat_id: place.seatId, question_id: place.questionId, parent_id: place.parentId };
  const { known } = await db.insertInto('attachment').values({ forum_id: sight.forumId, id: a.id, ...where, number: a.number, kind: a.kind, sha256: a.sha256, bytes: a.bytes, description: a.description, given_name: a.givenName, removed: a.removed, words: a.words, scan: a.scan, cover: a.cover, sent_sha256: a.sentSha256 }).returning('known').executeTakeFirstOrThrow();
  return known;
}

/** Where files lie that go on: with a draft, or with a text that waits to be released. */
export type From = { seatId: string; questionId: string; parentId: string | null } | { waitingId: string };

/** Files go on to what became of their text; whose they were goes from them in the same statement. Taken back, they are their sender's again. */
export async function moveAttachments(ctx: ForumContext, from: From, to: { contributionId: string } | From): Promise<AttachmentRow[]> {
  const lying = 'waitingId' in from ? (await rows(ctx).where('waiting_id', '=', from.waitingId).orderBy('number').execute()).map(asRow) : await loadAttachmentsAt(ctx, from);
  const nowhere = { contribution_id: null, waiting_id: null, seat_id: null, parent_id: null };
  const where = 'contributionId' in to ? { contribution_id: to.contributionId } : 'waitingId' in to ? { waiting_id: to.waitingId, given_name: null } : { seat_id: to.seatId, parent_id: to.parentId };
  for (const [i, { id }] of lying.entries()) {
    await ctx.db.updateTable('attachment').set({ ...nowhere, ...where, number: i + 1 }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
  }
  return lying;
}

export async function deleteAttachment({ db, sight }: ForumContext, id: string): Promise<void> {
  await db.deleteFrom('attachment').where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

export async function setAttachment({ db, sight }: ForumContext, id: string, change: { scan?: string; scanned_at?: Date; taken_back?: boolean }): Promise<void> {
  await db.updateTable('attachment').set(change).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/** Holds a file of the store until the transaction ends: nobody takes it away while somebody else begins to refer to it. */
export const holdFile = ({ db }: Pick<Context, 'db'>, sha256: Buffer): Promise<unknown> => sql`select pg_advisory_xact_lock(${sha256.readInt32BE(0)}, ${sha256.readInt32BE(4)})`.execute(db);

/** A file that found no use: the worker takes it away. */
export async function noteFileToDrop({ db }: Pick<Context, 'db'>, sha256: Buffer): Promise<void> {
  await db.insertInto('file_to_drop').values({ sha256 }).onConflict((c) => c.doNothing()).execute();
}

export const loadFilesToDrop = async ({ db }: Pick<Context, 'db'>): Promise<Buffer[]> => (await db.selectFrom('file_to_drop').select('sha256').limit(100).execute()).map(({ sha256 }) => sha256);

/** Whether anything that may be opened, or may come to be, still refers to a file; and what is held, as long as it is. */
export async function isFileUsed({ db }: Pick<Context, 'db'>, sha256: Buffer): Promise<boolean> {
  if (await db.selectFrom('held_material').select('id').where('sha256', '=', sha256).where('ended', 'is', null).executeTakeFirst()) return true;
  return (await db.selectFrom('attachment').select('id').where('sha256', '=', sha256).where('scan', '<>', 'infected').where('taken_back', '=', false).where('held', '=', false).executeTakeFirst()) !== undefined;
}

export async function forgetFileToDrop({ db }: Pick<Context, 'db'>, sha256: Buffer): Promise<void> {
  await db.deleteFrom('file_to_drop').where('sha256', '=', sha256).execute();
}

/** Files that wait for the scanner, with their forums. */
export async function loadWaiting({ db }: Pick<Context, 'db'>): Promise<{ forumId: string; id: string }[]> {
  return (await db.selectFrom('attachment').select(['forum_id', 'id']).where('scan', '=', 'waiting').limit(50).execute()).map((r) => ({ forumId: r.forum_id, id: r.id }));
}
