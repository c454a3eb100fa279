import type { Kysely, Selectable } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type { DB, Letter } from '../db/schema.ts';
import { bounceAddress, type MailDoor } from './mail-door.ts';
import { type Message, messageOf, type Site } from './message.ts';
import type { LetterText } from './outbox.ts';

export type Post = { send(message: Message): Promise<void> };
type Row = Selectable<Letter>;

/** Writes notices when they are sent; null where there is nothing left to tell. */
export type NoticeWriter = (letter: { kind: string; forumId: string | null; personId: string | null; locale: string; about: unknown }) => Promise<LetterText | null>;

/** Where an answer to a letter goes that does something of its own, and the words that say how; null where letters do not come in. */
export type Answering = (letter: { forumId: string | null; personId: string | null; locale: string; answers: unknown }) => { replyTo: string; note: string } | null;

/** Hands letters to a mail server, over a few lines that stay open. */
export function postBySmtp(url: string): Post & { close(): void } {
  const transport: Transporter = createTransport({ url, pool: true, maxConnections: 3, maxMessages: 500, maxRequeues: 0, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as never);
  return {
    send: async ({ to, ...message }) => {
      // No name beside the address: it is one more place where a name could be read on the way.
      await transport.sendMail({ ...message, to: [{ name: '', address: to }] });
    },
    close: () => transport.close(),
  };
}

/** Minutes until the next try, from one minute to four hours; after five days a letter is given up. */
const waits = [1, 2, 5, 15, 30, 60, 120, 240];
const giveUpAfterMs = 5 * 24 * 3_600_000;
/** For how long a letter being sent is nobody else's: longer than the longest conversation with a server. */
const leaseMs = 5 * 60_000;

export type Fate = 'sent' | 'waiting' | 'given-up' | 'dropped' | 'nothing-to-send';

/**
 * Sends one letter of the outbox if it is still due, and nobody else is about to.
 *
 * Writes   when it was sent, or why not and when it is tried again; a refusal for good (5xx) is not tried again. A
 *          notice that has nothing left to tell, or comes too late, or would go where letters do not arrive, is dropped.
 */
export async function sendLetter(db: Kysely<DB>, out: { post: Post | null; site: Site; write: NoticeWriter; /** Where letters come in: what cannot be delivered returns there. */ door?: MailDoor | null; answering?: Answering }, letterId: string, now: Date): Promise<Fate> {
  if (!out.post) return 'waiting';
  const claimed = await db.updateTable('letter').set({ next_at: new Date(now.getTime() + leaseMs), failure: null }).where('id', '=', letterId).where('sent_at', 'is', null).where('next_at', '<=', now).returningAll().executeTakeFirst();
  if (!claimed) return 'nothing-to-send';
  if (claimed.not_after && claimed.not_after <= now) return settle(db, claimed, 'dropped', 'too late');
  if (await isSuppressed(db, claimed)) return settle(db, claimed, 'dropped', 'address takes no letters');
  try {
    const words = claimed.about === null ? { subject: claimed.subject, body: claimed.body } : await out.write({ kind: claimed.kind, forumId: claimed.forum_id, personId: claimed.person_id, locale: claimed.locale, about: claimed.about });
    if (!words) return await settle(db, claimed, 'dropped', 'nothing left to tell');
    const asked = claimed.answers && out.answering ? out.answering({ forumId: claimed.forum_id, personId: claimed.person_id, locale: claimed.locale, answers: claimed.answers }) : null;
    if (asked) words.body = `${words.body}\n\n${asked.note}`;
    const answers = { ...(asked ? { replyTo: asked.replyTo } : {}), ...(claimed.reply_to ? { replyTo: claimed.reply_to } : {}), ...(out.door ? { envelope: { from: bounceAddress(out.door, claimed.id), to: claimed.address } } : {}) };
    await out.post.send({ ...messageOf({ id: claimed.id, address: claimed.address, personId: claimed.person_id, locale: claimed.locale, subject: words.subject, body: words.body, conversation: claimed.conversation, list: claimed.list, sender: claimed.sender }, out.site), ...answers });
  } catch (error) {
    return postpone(db, claimed, error, now);
  }
  await db.updateTable('letter').set({ sent_at: now, next_at: null, attempts: claimed.attempts + 1, failure: null }).where('id', '=', letterId).execute();
  return 'sent';
}

async function settle(db: Kysely<DB>, { id }: Row, fate: 'dropped', failure: string): Promise<Fate> {
  await db.updateTable('letter').set({ next_at: null, failure }).where('id', '=', id).execute();
  return fate;
}

/** Letters about signing in are tried all the same: the person asks for them just now. */
async function isSuppressed(db: Kysely<DB>, { kind, address }: Row): Promise<boolean> {
  if (kind.startsWith('account.')) return false;
  return (await db.selectFrom('suppressed_address').select('address').where('address', '=', address.toLowerCase()).executeTakeFirst()) !== undefined;
}

async function postpone(db: Kysely<DB>, letter: Row, error: unknown, now: Date): Promise<'waiting' | 'given-up'> {
  const { responseCode: code = 0, code: what } = error as { responseCode?: number; code?: string };
  // A server that refuses us, and not this letter, is a setting to mend: nothing is given up for it.
  const forGood = (code >= 500 && what !== 'EAUTH' && what !== 'ECONNECTION' && what !== 'ETLS') || now.getTime() - letter.written_at.getTime() > giveUpAfterMs;
  const wait = (waits[Math.min(letter.attempts, waits.length - 1)] ?? 240) * 60_000;
  await db
    .updateTable('letter')
    .set({ attempts: letter.attempts + 1, failure: code ? String(code) : (what ?? 'unreachable'), next_at: forGood ? null : new Date(now.getTime() + wait) })
    .where('id', '=', letter.id)
    .execute();
  return forGood ? 'given-up' : 'waiting';
}

/** Letters that are due: those whose first try failed, and those a killed worker left. */
export async function dueLetters(db: Kysely<DB>, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('letter').select('id').where('sent_at', 'is', null).where('next_at', '<=', now).orderBy('next_at').limit(500).execute();
  return rows.map(({ id }) => id);
}
