import type { Kysely, Selectable } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type { DB, Letter } from '../db/schema.ts';
import { failureOf, nextTry } from './back-off.ts';
import { bounceAddress, type MailDoor } from './mail-door.ts';
import { type Message, messageOf, type Site } from './message.ts';
import type { NoticeText } from './outbox.ts';

export type Post = { send(message: Message): Promise<void> };
type Row = Selectable<Letter>;

/** Writes notices when they are sent; null where there is nothing left to tell. */
export type NoticeWriter = (letter: { kind: string; forumId: string | null; personId: string | null; locale: string; about: unknown }) => Promise<NoticeText | null>;

/** Where an answer to a letter goes that does something of its own, and the words that say how and where else; null where there is nothing to say. */
export type Answering = (letter: { forumId: string | null; personId: string | null; locale: string; answers: unknown }) => { replyTo?: string; note: string } | null;

/**
 * Hands letters to a mail server, over a few lines that stay open.
 *
 * Shape  a server that did not let us in is left alone for `restMs`: each try may take as long as a line takes to give up.
 */
export function postBySmtp(url: string, { restMs = 15_000 } = {}): Post & { close(): void } {
  const transport: Transporter = createTransport({ url, pool: true, maxConnections: linesToServer, maxMessages: 500, maxRequeues: 0, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as never);
  let awayUntil = 0;
  return {
    send: async ({ to, ...message }) => {
      // The machine's own time: how long a socket rests has nothing to do with the forum's clock.
      if (performance.now() < awayUntil) throw Object.assign(new Error('the server was not there a moment ago'), { code: 'ERESTING' });
      try {
        // No name beside the address: it is one more place where a name could be read on the way.
        await transport.sendMail({ ...message, to: [{ name: '', address: to }] });
      } catch (error) {
        if ((error as { command?: string }).command === 'CONN') awayUntil = performance.now() + restMs;
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** How many lines to the server stay open. */
export const linesToServer = 3;
/** How many letters are in hands at a time: while one is on each line, another is written. */
const inHands = 2 * linesToServer;
/** For how long a letter being sent is nobody else's: longer than the longest conversation with a server. */
const leaseMs = 5 * 60_000;

/** `away`: it waits, and so will every other until the server is there again. */
export type Fate = 'sent' | 'waiting' | 'away' | 'given-up' | 'dropped' | 'nothing-to-send';

/** What letters are sent with. */
export type Out = {
  post: Post | null;
  site: Site;
  write: NoticeWriter;
  /** Where letters come in: what cannot be delivered returns there. */
  door?: MailDoor | null;
  answering?: Answering;
  /** Letters a server has taken whose sending is not written down yet: they are not offered again by this process. */
  taken?: Set<string>;
};

/**
 * Sends one letter of the outbox if it is still due, and nobody else is about to.
 *
 * Writes   when it was sent, or why not and when it is tried again; a refusal for good (5xx) is not tried again. A
 *          notice that has nothing left to tell, or comes too late, or would go where letters do not arrive, is dropped.
 *          A letter whose sender died between the server's word and ours is sent once more, under the same Message-ID.
 */
export async function sendLetter(db: Kysely<DB>, out: Out, letterId: string, now: Date): Promise<Fate> {
  if (!out.post) return 'waiting';
  const claimed = await db.updateTable('letter').set({ next_at: new Date(now.getTime() + leaseMs), failure: null }).where('id', '=', letterId).where('sent_at', 'is', null).where('next_at', '<=', now).returningAll()
    .returning((eb) => eb.exists(eb.selectFrom('suppressed_address').select('address').where('address', '=', eb.fn<string>('lower', ['letter.address']))).as('suppressed')).executeTakeFirst();
  if (!claimed) return 'nothing-to-send';
  if (out.taken?.has(letterId)) return noteSent(db, out, claimed, now);
  if (claimed.not_after && claimed.not_after <= now) return settle(db, claimed, 'dropped', 'too late');
  // Letters about signing in are tried all the same: the person asks for them just now.
  if (claimed.suppressed && !claimed.kind.startsWith('account.')) return settle(db, claimed, 'dropped', 'address takes no letters');
  try {
    const words: NoticeText | null = claimed.about === null ? { subject: claimed.subject, body: claimed.body } : await out.write({ kind: claimed.kind, forumId: claimed.forum_id, personId: claimed.person_id, locale: claimed.locale, about: claimed.about });
    if (!words) return await settle(db, claimed, 'dropped', 'nothing left to tell');
    const asked = claimed.answers && out.answering ? out.answering({ forumId: claimed.forum_id, personId: claimed.person_id, locale: claimed.locale, answers: claimed.answers }) : null;
    const body = asked ? `${words.body}\n\n${asked.note}` : words.body;
    const replyTo = words.replyTo ?? claimed.reply_to ?? asked?.replyTo;
    const answers = { ...(replyTo ? { replyTo } : {}), ...(out.door ? { envelope: { from: bounceAddress(out.door, claimed.id), to: claimed.address } } : {}) };
    await out.post.send({ ...messageOf({ id: claimed.id, address: claimed.address, personId: claimed.person_id, locale: claimed.locale, subject: words.subject, body, conversation: claimed.conversation, list: claimed.list, sender: claimed.sender, mustReach: words.mustReach ?? false }, out.site), ...answers });
  } catch (error) {
    return postpone(db, claimed, error, now);
  }
  out.taken?.add(letterId);
  return noteSent(db, out, claimed, now);
}

async function noteSent(db: Kysely<DB>, { taken }: Out, { id, attempts }: Row, now: Date): Promise<Fate> {
  await db.updateTable('letter').set({ sent_at: now, next_at: null, attempts: attempts + 1, failure: null }).where('id', '=', id).execute();
  taken?.delete(id);
  return 'sent';
}

async function settle(db: Kysely<DB>, { id }: Row, fate: 'dropped', failure: string): Promise<Fate> {
  await db.updateTable('letter').set({ next_at: null, failure }).where('id', '=', id).execute();
  return fate;
}

async function postpone(db: Kysely<DB>, letter: Row, error: unknown, now: Date): Promise<'waiting' | 'away' | 'given-up'> {
  const { reason, forGood, away } = failureOf(error);
  // Where nobody knocked there was no try: the letter waits for its first turn after the rest.
  const tries = letter.attempts + ((error as { code?: string }).code === 'ERESTING' ? 0 : 1);
  const next = nextTry({ tries, writtenAt: letter.written_at, forGood }, now);
  await db.updateTable('letter').set({ attempts: tries, failure: reason, next_at: next }).where('id', '=', letter.id).execute();
  return next ? (away ? 'away' : 'waiting') : 'given-up';
}

/** Letters that are due: those whose first try failed, and those a killed worker left. */
export async function dueLetters(db: Kysely<DB>, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('letter').select('id').where('sent_at', 'is', null).where('next_at', '<=', now).orderBy('next_at').limit(500).execute();
  return rows.map(({ id }) => id);
}

/**
 * Sends what is due, a few letters at a time, until nothing is or the server turns out to be away: then the rest keep
 * their turn for the next round. Answers with how many were sent.
 */
export async function sendDue(db: Kysely<DB>, out: Out, clock: { now(): Date }): Promise<number> {
  let sent = 0;
  let away = out.post === null;
  while (!away) {
    const due = await dueLetters(db, clock.now());
    if (due.length === 0) break;
    const line = async () => {
      for (let id = due.shift(); id && !away; id = due.shift()) {
        const fate = await sendLetter(db, out, id, clock.now());
        if (fate === 'sent') sent += 1;
        away ||= fate === 'away';
      }
    };
    await Promise.all(Array.from({ length: inHands }, line));
  }
  return sent;
}
