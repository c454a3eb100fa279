import { ImapFlow } from 'imapflow';
import type { Arrival } from '#platform/mail/inbox.ts';
import type { MailIn } from '#platform/mail/settings.ts';
import { headerOf, precheck } from './precheck.ts';
import { maxLetterBytes } from './receive.ts';

/** A minute's letters; what is left waits for the next look. */
const maxAtOnce = 200;

/**
 * Takes the letters that lie unread in a mailbox. One is marked as read once it is committed and not before; killed in
 * between, it is taken again, and found to have been here.
 *
 * Shape  the receipt is the mailbox's: its server is the site's own, and a letter is not late because we looked late.
 */
export async function pollMailbox(at: MailIn & { by: 'imap' }, keep: (arrival: Arrival) => Promise<unknown>, now: Date): Promise<{ kept: number }> {
  const client = new ImapFlow({ host: at.host, port: at.port, secure: at.secure, auth: { user: at.user, pass: at.password }, logger: false, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, tls: { rejectUnauthorized: !/^(?:127\.|::1$|localhost$)/.test(at.host) } });
  // Told by whichever call is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  let kept = 0;
  try {
    const lock = await client.getMailboxLock(at.folder);
    try {
      const unread = (await client.search({ seen: false }, { uid: true })) || [];
      for (const uid of unread.slice(0, maxAtOnce)) {
        const letter = await client.fetchOne(String(uid), { source: { maxLength: maxLetterBytes }, internalDate: true }, { uid: true });
        if (!letter || letter.source === undefined) continue;
        const age = Date.now() - new Date(letter.internalDate ?? Date.now()).getTime();
        await keep({ raw: letter.source, ...envelopeOf(letter.source), receivedAt: new Date(now.getTime() - Math.max(0, age)) });
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
        kept += 1;
      }
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
  return { kept };
}

/** Whom a letter in a mailbox was for and who sent it, as the server that put it there wrote down. */
export function envelopeOf(raw: Buffer): { sender: string; recipients: string[] } {
  const { headers } = precheck(raw);
  const addresses = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'].flatMap((name) => headers.get(name) ?? []).flatMap((field) => field.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []);
  const path = headerOf(headers, 'return-path');
  // Where the server noted no sender, there is no telling that none wants an answer.
  return { sender: headers.has('return-path') ? path.replace(/[<>\s]/g, '') : 'unknown@mailbox.invalid', recipients: [...new Set(addresses)].slice(0, 20) };
}
