import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DB } from './db/schema.ts';
import type { World } from './world.ts';

type Doing = { db: Kysely<DB>; now: Date; world: World; requestId: string; actor: { personId: string | null } };

/** What may stand in the record in clear: ids, enums, numbers, instants. Texts and identities are committed to. */
export type Fact = string | number | boolean | null | readonly string[];

export type Entry = {
  kind: string;
  forumId: string | null;
  subject: string | null;
  facts?: Readonly<Record<string, Fact>>;
  /** Values that must be provable but not readable: each is kept as a salted commitment, its salt beside it. */
  commit?: Readonly<Record<string, string>>;
};

/**
 * Appends one entry to the record, in the transaction of `ctx`: no deed without its entry.
 *
 * Writes   the entry, and for the actor and each committed field a salt and the value, erasable apart.
 */
export async function journal(ctx: Doing, entry: Entry): Promise<void> {
  const id = ctx.world.mint();
  const secret = { ...(ctx.actor.personId ? { actor: ctx.actor.personId } : {}), ...entry.commit };
  const openings = Object.entries(secret).map(([field, value]) => ({ entry_id: id, field, salt: Buffer.from(ctx.world.bytes(32)), value }));
  const commitments = Object.fromEntries(openings.map((o) => [o.field, commitment(o.salt, o.field, o.value)]));
  const written = {
    forum_id: entry.forumId,
    id,
    at: ctx.now,
    kind: entry.kind,
    subject: entry.subject,
    facts: JSON.stringify(entry.facts ?? {}),
    commitments: JSON.stringify(commitments),
    request_id: ctx.requestId,
  };
  if (openings.length === 0) await ctx.db.insertInto('journal').values(written).execute();
  else await ctx.db.with('entry', (db) => db.insertInto('journal').values(written)).insertInto('journal_opening').values(openings).execute();
}

/** HMAC-SHA-256 of field and value under a salt of its own: a guessed name cannot be confirmed without the salt. */
export function commitment(salt: Uint8Array, field: string, value: string): string {
  return createHmac('sha256', salt).update(`${field}\0${value.normalize('NFC')}`).digest('hex');
}
