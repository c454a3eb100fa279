import { createHmac, createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import { asCustodian } from '#platform/db/custodian.ts';
import type { Context } from '../context.ts';

/** Who wrote a letter of an archive: somebody who holds a seat in its forum, or an archived author, who holds no account. */
export type ArchiveAuthor = { seatId: string } | { archivedId: string };
export type KnownAuthor = { id: string; name: string | null };

/** Hashes addresses and Message-IDs of a forum's archives: the same always the same, and nobody's guess can be tried without the key. */
export type ArchiveKey = (text: string) => Buffer;

/** The key of a forum's archives, made with the first of them. */
export async function archiveKey(ctx: Context, forumId: string): Promise<ArchiveKey> {
  const row = await asCustodian(ctx, async () => {
    await ctx.db.insertInto('archive_key').values({ forum_id: forumId, salt: Buffer.from(ctx.world.bytes(32)) }).onConflict((c) => c.doNothing()).execute();
    return ctx.db.selectFrom('archive_key').select('salt').where('forum_id', '=', forumId).executeTakeFirstOrThrow();
  });
  const salt = createSecretKey(row.salt);
  // A letter is named by all that answer it, and its author by each of their letters.
  const known = new Map<string, Buffer>();
  return (text) => {
    const found = known.get(text) ?? createHmac('sha256', salt).update(text).digest().subarray(0, 16);
    known.set(text, found);
    return found;
  };
}

/** The archived authors of these keys, by key in hex. */
export async function archivedAuthors(ctx: Context, forumId: string, keys: readonly Buffer[]): Promise<Map<string, KnownAuthor>> {
  if (keys.length === 0) return new Map();
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('archived_author').select(['id', 'key', 'name']).where('forum_id', '=', forumId).where('key', 'in', [...keys]).execute());
  return new Map(rows.map(({ id, key, name }) => [key.toString('hex'), { id, name }]));
}

/** Keeps new archived authors. */
export async function saveArchivedAuthors(ctx: Context, forumId: string, authors: readonly { id: string; key: Buffer; name: string | null }[]): Promise<void> {
  if (authors.length > 0) await asCustodian(ctx, () => ctx.db.insertInto('archived_author').values(authors.map((author) => ({ forum_id: forumId, ...author }))).execute());
}

/** Keeps who wrote the letters of a batch, in the transaction that enters them. */
export async function saveArchiveAuthors(ctx: Context, forumId: string, letters: readonly { id: string; author: ArchiveAuthor }[]): Promise<void> {
  const rows = letters.map(({ id, author }) => ({ id, seat: 'seatId' in author ? author.seatId : null, archived: 'archivedId' in author ? author.archivedId : null }));
  await asCustodian(ctx, () => sql`
    insert into authorship (forum_id, contribution_id, seat_id, archived_author_id, capacity)
    select ${forumId}, r.id, r.seat, r.archived, 'own-name' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, seat uuid, archived uuid)`.execute(ctx.db));
}

/** The names of those who wrote in some threads, so that texts under a regime that hides them do not tell them; never shown. */
export async function namesInThreads(ctx: Context, forumId: string, roots: readonly string[]): Promise<Map<string, string[]>> {
  if (roots.length === 0) return new Map();
  const { rows } = await asCustodian(ctx, () => sql<{ root: string; names: string[] }>`
    select c.root_id as root, array_agg(distinct coalesce(aa.name, p.name)) as names
    from contribution c join authorship a on a.forum_id = c.forum_id and a.contribution_id = c.id
    left join archived_author aa on aa.forum_id = a.forum_id and aa.id = a.archived_author_id
    left join seat s on s.forum_id = a.forum_id and s.id = a.seat_id left join person p on p.id = s.person_id and p.left_at is null
    where c.forum_id = ${forumId} and c.root_id = any(${[...roots]}::uuid[]) and coalesce(aa.name, p.name) is not null group by c.root_id`.execute(ctx.db));
  return new Map(rows.map(({ root, names }) => [root, names]));
}

/** All names of a forum's archived authors, whole; as long as they are kept, and never shown. */
export async function archivedNames(ctx: Context, forumId: string): Promise<string[]> {
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('archived_author').select('name').where('forum_id', '=', forumId).where('name', 'is not', null).execute());
  return rows.map(({ name }) => name ?? '');
}

/** Forgets the names of archived authors all of whose texts stand under regimes that show no name: from then on nobody can find them. */
export async function forgetHiddenNames(ctx: Context, forumId: string): Promise<number> {
  const done = await asCustodian(ctx, () => sql`
    update archived_author aa set name = null
    where aa.forum_id = ${forumId} and aa.name is not null and not exists (
      select from authorship a join contribution c on c.forum_id = a.forum_id and c.id = a.contribution_id
      where a.forum_id = aa.forum_id and a.archived_author_id = aa.id and c.regime in ('named', 'chatham-house'))`.execute(ctx.db));
  return Number(done.numAffectedRows ?? 0);
}

/** Separates whoever had an address from what they wrote in any archive: the name goes, and what would know them again. Answers with the forums. */
export async function forgetArchived(ctx: Context, email: string): Promise<string[]> {
  const salts = await asCustodian(ctx, () => ctx.db.selectFrom('archive_key').selectAll().execute());
  const forums: string[] = [];
  for (const { forum_id: forumId, salt } of salts) {
    const key = createHmac('sha256', salt).update(email.toLowerCase()).digest().subarray(0, 16);
    const done = await asCustodian(ctx, () => ctx.db.updateTable('archived_author').set({ name: null, forgotten: true, key: Buffer.from(ctx.world.bytes(16)) }).where('forum_id', '=', forumId).where('key', '=', key).executeTakeFirst());
    if (done.numUpdatedRows > 0n) forums.push(forumId);
  }
  return forums;
}
