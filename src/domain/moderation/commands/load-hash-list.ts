import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { AidRefusal } from '../model.ts';
import { HashListFile } from '../rules/hash-list.ts';
import { type HashListRow, insertHashList, loadHashLists, withdrawHashListRow } from '../store/hash-lists.ts';

/**
 * The site puts a list of known material in force; what was in force under its name is so no more.
 *
 * Writes   the list's next version, one journal entry without its hashes.
 * Refuses  `moderation.hash_list_unreadable`, with the place in the file; reached by the command line only.
 */
export async function loadHashList(ctx: Context, json: string): Promise<Outcome<{ name: string; version: number; entries: number }, AidRefusal>> {
  const read = readList(json);
  if (!read.ok) return read;
  return atomically(ctx, async (ctx) => {
    const { name, entries } = read.value;
    const version = await insertHashList(ctx, read.value);
    await journal(ctx, { kind: events.hashListLoaded, forumId: null, subject: null, facts: { list: name, version, entries: entries.length, maxDistance: read.value.maxDistance, minQuality: read.value.minQuality }, commit: { list: createHash('sha256').update(json).digest('hex') } });
    return granted({ name, version, entries: entries.length });
  });
}

/**
 * A list is in force no more: nothing is compared with it, and what it led to stays as two people settle it.
 *
 * Refuses  `moderation.no_such_hash_list`; reached by the command line only.
 */
export function withdrawHashList(ctx: Context, name: string): Promise<Outcome<{ version: number }, AidRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ version: number }, AidRefusal>> => {
    const version = await withdrawHashListRow(ctx, name);
    if (version === null) return refused('moderation.no_such_hash_list');
    await journal(ctx, { kind: events.hashListWithdrawn, forumId: null, subject: null, facts: { list: name, version } });
    return granted({ version });
  });
}

/** All lists there were, those in force and those withdrawn. */
export const hashLists = (ctx: Pick<Context, 'db'>): Promise<HashListRow[]> => loadHashLists(ctx, { inForce: false });

function readList(json: string): Outcome<HashListFile, AidRefusal> {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return refused('moderation.hash_list_unreadable', { place: '/' });
  }
  const read = HashListFile.safeParse(given);
  return read.success ? granted(read.data) : refused('moderation.hash_list_unreadable', { place: `/${read.error.issues[0]?.path.join('/') ?? ''}` });
}
