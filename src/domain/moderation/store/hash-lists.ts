import type { Context } from '../../context.ts';
import type { KnownEntry } from '../aids/known.ts';
import type { HashListFile } from '../rules/hash-list.ts';

type Reads = Pick<Context, 'db'>;
export type HashListRow = { name: string; version: number; source: string; entries: number; maxDistance: number; minQuality: number; loadedAt: Date; withdrawnAt: Date | null };

export async function loadHashLists({ db }: Reads, { inForce }: { inForce: boolean }): Promise<HashListRow[]> {
  let query = db.selectFrom('hash_list').selectAll().orderBy('name').orderBy('version');
  if (inForce) query = query.where('withdrawn_at', 'is', null);
  return (await query.execute()).map((r) => ({ name: r.name, version: r.version, source: r.source, entries: r.entries, maxDistance: r.max_distance, minQuality: r.min_quality, loadedAt: r.loaded_at, withdrawnAt: r.withdrawn_at }));
}

/** Puts a list in force in the place of what was in force under its name. Shape: its version. */
export async function insertHashList({ db, now }: Context, list: HashListFile): Promise<number> {
  const { last } = await db.selectFrom('hash_list').select((eb) => eb.fn.coalesce(eb.fn.max('version'), eb.lit(0)).as('last')).where('name', '=', list.name).executeTakeFirstOrThrow();
  const version = Number(last) + 1;
  await db.updateTable('hash_list').set({ withdrawn_at: now }).where('name', '=', list.name).where('withdrawn_at', 'is', null).execute();
  await db.insertInto('hash_list').values({ name: list.name, version, source: list.source, entries: list.entries.length, max_distance: list.maxDistance, min_quality: list.minQuality, loaded_at: now }).execute();
  const bytes = (hex: string | undefined) => (hex === undefined ? null : Buffer.from(hex, 'hex'));
  for (let at = 0; at < list.entries.length; at += 5_000) {
    await db.insertInto('hash_entry').values(list.entries.slice(at, at + 5_000).map(({ id, sha256, pdq }) => ({ list: list.name, version, entry: id, sha256: bytes(sha256), pdq: bytes(pdq) }))).execute();
  }
  return version;
}

/** Shape: the version that is in force no more; null where none was. */
export async function withdrawHashListRow({ db, now }: Context, name: string): Promise<number | null> {
  const row = await db.updateTable('hash_list').set({ withdrawn_at: now }).where('name', '=', name).where('withdrawn_at', 'is', null).returning('version').executeTakeFirst();
  return row?.version ?? null;
}

const entries = ({ db }: Reads) => db.selectFrom('hash_entry as e').innerJoin('hash_list as l', (on) => on.onRef('l.name', '=', 'e.list').onRef('l.version', '=', 'e.version')).select(['e.list', 'e.version', 'e.entry', 'e.sha256', 'e.pdq', 'l.max_distance as maxDistance', 'l.min_quality as minQuality']).where('l.withdrawn_at', 'is', null).orderBy('e.list').orderBy('e.entry');

/** The entries in force that say what a picture is like. */
export const loadPerceptual = (ctx: Reads): Promise<KnownEntry[]> => entries(ctx).where('e.pdq', 'is not', null).execute();

/** The entries in force that name one of these bytes. */
export const loadExact = (ctx: Reads, hashes: readonly Buffer[]): Promise<KnownEntry[]> => entries(ctx).where('e.sha256', 'in', [...hashes]).execute();
