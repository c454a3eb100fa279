import type { Kysely } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type { DB } from '../db/schema.ts';

export type Post = { send(letter: { from: string; to: string; subject: string; text: string; messageId: string }): Promise<void> };

/** Hands letters to a mail server. */
export function postBySmtp(url: string): Post {
  const transport: Transporter = createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as never);
  return {
    send: async ({ from, to, subject, text, messageId }) => {
      await transport.sendMail({ from, to: [{ name: '', address: to }], subject, text, messageId, headers: { 'Auto-Submitted': 'auto-generated' } });
    },
  };
}

/** Minutes until the next try, from one minute to four hours; after five days a letter is given up. */
const waits = [1, 2, 5, 15, 30, 60, 120, 240];
const giveUpAfterMs = 5 * 24 * 3_600_000;

/**
 * Sends one letter of the outbox if it is still due.
 *
 * Writes   when it was sent, or why not and when it is tried again; a refusal for good (5xx) is not tried again.
 */
export async function sendLetter(db: Kysely<DB>, post: Post | null, from: string, letterId: string, now: Date): Promise<'sent' | 'waiting' | 'given-up' | 'nothing-to-send'> {
  const letter = await db.selectFrom('letter').selectAll().where('id', '=', letterId).where('sent_at', 'is', null).where('next_at', 'is not', null).executeTakeFirst();
  if (!letter) return 'nothing-to-send';
  if (!post) return 'waiting';
  try {
    await post.send({ from, to: letter.address, subject: letter.subject, text: letter.body, messageId: letter.message_id });
  } catch (error) {
    return postpone(db, letter, error, now);
  }
  await db.updateTable('letter').set({ sent_at: now, next_at: null, attempts: letter.attempts + 1, failure: null }).where('id', '=', letterId).execute();
  return 'sent';
}

async function postpone(db: Kysely<DB>, letter: { id: string; attempts: number; written_at: Date }, error: unknown, now: Date): Promise<'waiting' | 'given-up'> {
  const code = Number((error as { responseCode?: number }).responseCode ?? 0);
  const forGood = code >= 500 || now.getTime() - letter.written_at.getTime() > giveUpAfterMs;
  const wait = (waits[Math.min(letter.attempts, waits.length - 1)] ?? 240) * 60_000;
  await db
    .updateTable('letter')
    .set({ attempts: letter.attempts + 1, failure: code ? String(code) : String((error as { code?: string }).code ?? 'unreachable'), next_at: forGood ? null : new Date(now.getTime() + wait) })
    .where('id', '=', letter.id)
    .execute();
  return forGood ? 'given-up' : 'waiting';
}

/** Letters that are due: those whose first try failed, and those a killed worker left. */
export async function dueLetters(db: Kysely<DB>, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('letter').select('id').where('sent_at', 'is', null).where('next_at', '<=', now).orderBy('next_at').limit(500).execute();
  return rows.map(({ id }) => id);
}
