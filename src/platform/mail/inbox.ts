import { createHash } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import { asCustodian } from '../db/custodian.ts';
import type { DB, InboundLetter } from '../db/schema.ts';
import { addJob } from '../queue/add-job.ts';
import type { World } from '../world.ts';

type Doing = { db: Kysely<DB>; now: Date; world: World };

/** A letter as a server handed it over. */
export type Arrival = { raw: Uint8Array; /** Of the envelope; empty for what wants no answer. */ sender: string; recipients: readonly string[]; /** When the site's own server had it, where that was before us. */ receivedAt?: Date };

/** How a letter ended: exactly one of these, for good. */
export const fates = ['posted', 'done', 'held', 'late', 'refused', 'duplicate', 'automatic', 'bounce', 'unknown-sender'] as const;
export type Fate = (typeof fates)[number];
/** Whether it was answered, or why not. */
export type Answered = 'sent' | 'automatic' | 'loop' | 'no-address';
export type InboundRow = Selectable<InboundLetter>;
export type Settlement = { fate: Fate; reason: string | null; answer: Answered } & Partial<Pick<InboundRow, 'proof' | 'forum_id' | 'person_id' | 'seat_id' | 'question_id' | 'parent_id' | 'regime' | 'marking' | 'lang' | 'kept' | 'attachments'>> & { parts?: unknown; /** What a letter held asks for, if not to be posted. */ deed?: Readonly<Record<string, string>> };

/**
 * Keeps a letter as it came and has it read, in one transaction: what was acknowledged is here and will be read.
 *
 * Writes  the letter without a fate, and one job.
 */
export async function keepInbound(ctx: Doing, { raw, sender, recipients, receivedAt }: Arrival): Promise<string> {
  const id = ctx.world.mint();
  await ctx.db
    .insertInto('inbound_letter')
    .values({ id, received_at: receivedAt && receivedAt < ctx.now ? receivedAt : ctx.now, sender: plain(sender), recipients: recipients.map(plain), identity: identityOf(raw, recipients), bytes: raw.length, raw: Buffer.from(raw) })
    .execute();
  await addJob(ctx, 'read-letter', { letterId: id });
  return id;
}

const plain = (address: string): string => address.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 320);

/** Message-ID, From and the first recipient, hashed; a letter without an id is known by its bytes. */
function identityOf(raw: Uint8Array, recipients: readonly string[]): Buffer {
  const head = Buffer.from(raw.subarray(0, 64 * 1024)).toString('latin1').split(/\r?\n\r?\n/)[0]?.replace(/\r?\n[ \t]+/g, ' ') ?? '';
  const id = /^message-id[ \t]*:[ \t]*(<[^>\s]{3,990}>)/im.exec(head)?.[1];
  const from = /^from[ \t]*:(.*)$/im.exec(head)?.[1]?.trim() ?? '';
  return createHash('sha256').update(id ? `${id}\0${from}\0${recipients[0]?.toLowerCase() ?? ''}` : Buffer.from(raw)).digest();
}

/** One letter, held until the transaction ends; null where it is not there. Needs a transaction: it alone sees the letter. */
export async function openInbound({ db }: Pick<Doing, 'db'>, id: string): Promise<InboundRow | null> {
  if (!db.isTransaction) throw new Error('letters that came in are read inside a transaction only');
  await sql`select set_config('colloquy.inbound', ${id}, true)`.execute(db);
  return (await db.selectFrom('inbound_letter').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/** Whether the same letter was here before. */
export async function repeatsAnother({ db }: Pick<Doing, 'db'>, id: string): Promise<boolean> {
  const { rows } = await sql<{ earlier: string | null }>`select earlier_inbound(${id}::uuid) as earlier`.execute(db);
  return (rows[0]?.earlier ?? null) !== null;
}

/** Letters that wait for their writer, whose ids lie in a range: which forum's they are, and no more. */
export async function waitingInbound({ db }: Pick<Doing, 'db'>, { first, last }: { first: string; last: string }): Promise<{ id: string; forumId: string }[]> {
  const { rows } = await sql<{ id: string; forumId: string }>`select id, forum_id as "forumId" from waiting_inbound(${first}::uuid, ${last}::uuid)`.execute(db);
  return rows;
}

/** Letters that nobody has read though a minute has passed: a killed worker left them. */
export async function unreadInbound({ db }: Pick<Doing, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select unread_inbound() as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Gives a letter its fate; a letter that has one keeps it. */
export async function settleInbound({ db, now }: Doing, id: string, { parts, deed, ...settled }: Settlement): Promise<boolean> {
  const done = await db.updateTable('inbound_letter').set({ ...settled, ...(parts === undefined ? {} : { parts: JSON.stringify(parts) }), ...(deed === undefined ? {} : { deed: JSON.stringify(deed) }), settled_at: now }).where('id', '=', id).where('fate', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Counts an answer to an address; how many that makes today. */
export async function countAnswer({ db, now }: Doing, address: string): Promise<number> {
  const { answers } = await db
    .insertInto('letter_answered')
    .values({ day: now.toISOString().slice(0, 10), address: addressHash(address), answers: 1 })
    .onConflict((c) => c.columns(['day', 'address']).doUpdateSet({ answers: (eb) => eb('letter_answered.answers', '+', 1) }))
    .returning('answers')
    .executeTakeFirstOrThrow();
  return answers;
}

/** Notes that a letter of ours came back for good: its address takes no letters. True the first time. */
export async function noteReturned({ db, now }: Doing, letterId: string, status: string | null): Promise<boolean> {
  const returned = await db.updateTable('letter').set({ returned_at: now, next_at: null, failure: status ?? 'returned' }).where('id', '=', letterId).where('returned_at', 'is', null).returning('address').executeTakeFirst();
  if (returned?.address) await db.insertInto('suppressed_address').values({ address: returned.address.toLowerCase(), since: now, reason: 'bounced' }).onConflict((c) => c.doNothing()).execute();
  return returned !== undefined;
}

const blank = { raw: null, sender: '', recipients: [] as string[], person_id: null, seat_id: null, kept: null, parts: null, deed: null };

/** Takes the letters that came in up to an instant from their writers: that one came and how it ended stays. */
export async function blankInbound({ db }: Pick<Doing, 'db'>, until: Date): Promise<number> {
  await db.deleteFrom('letter_answered').where('day', '<', until.toISOString().slice(0, 10)).execute();
  return Number((await asCustodian({ db }, () => db.updateTable('inbound_letter').set(blank).where('raw', 'is not', null).where('received_at', '<=', until).executeTakeFirst())).numUpdatedRows);
}

const addressHash = (address: string): Buffer => createHash('sha256').update(address.toLowerCase()).digest();

/** The same at once for all letters of one person. */
export async function blankInboundOf({ db }: Pick<Doing, 'db'>, { personId, address }: { personId: string; address: string }): Promise<void> {
  await db.deleteFrom('letter_answered').where('address', '=', addressHash(address)).execute();
  await asCustodian({ db }, () => db.updateTable('inbound_letter').set(blank).where((eb) => eb.or([eb('person_id', '=', personId), eb(eb.fn('lower', ['sender']), '=', address.toLowerCase())])).execute());
}

/** One of the actor's own letters, held until the transaction ends; null where there is none. Needs a transaction. */
export async function ownInbound({ db, actor }: Pick<Doing, 'db'> & { actor: { personId: string | null } }, forumId: string, id: string): Promise<InboundRow | null> {
  if (!db.isTransaction) throw new Error('letters that came in are read inside a transaction only');
  await sql`select set_config('colloquy.actor', ${actor.personId ?? 'nobody'}, true)`.execute(db);
  return (await db.selectFrom('inbound_letter').selectAll().where('id', '=', id).where('forum_id', '=', forumId).where('person_id', '=', actor.personId ?? '').forUpdate().executeTakeFirst()) ?? null;
}

/** Notes what the author of a letter held decided. */
export async function decideInbound({ db, now }: Doing, id: string, outcome: 'posted' | 'done' | 'discarded'): Promise<void> {
  await db.updateTable('inbound_letter').set({ outcome, outcome_at: now }).where('id', '=', id).where('outcome', 'is', null).execute();
}
