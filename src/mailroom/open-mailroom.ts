import type { Context } from '#domain/context.ts';
import { atomically } from '#platform/atomically.ts';
import { type Arrival, keepInbound, unreadInbound } from '#platform/mail/inbox.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import type { MailSettings } from '#platform/mail/settings.ts';
import { granted } from '#platform/outcome.ts';
import { openParser } from './parser.ts';
import { pollMailbox } from './poll-mailbox.ts';
import { type Mailroom, readLetter } from './read-letter.ts';
import { openReceiver, type Receiver } from './receive.ts';

export type OpenMailroom = { read(letterId: string): Promise<string | null>; /** Tries again what could not be opened, reads what a killed worker left, and looks into the mailbox where there is one. */ everyMinute(): Promise<void>; close(): Promise<void> };
type Opening = { settings: MailSettings; door: MailDoor; origin: string; context(requestId: string): Context; log: Parameters<typeof openReceiver>[0]['log'] };

/** The mail door as the settings have it: a listener, a mailbox, or neither; letters already kept are read in any case. */
export async function openMailroom({ settings, door, origin, context, log }: Opening): Promise<OpenMailroom> {
  const parser = openParser();
  const mailroom: Mailroom = { door, parser, origin, trustedServer: settings.trustedServer, senderCheck: settings.senderCheck };
  const keep = (arrival: Arrival) => atomically(context('letter-received'), async (ctx) => granted(await keepInbound(ctx, arrival)));
  const way = settings.in;
  let receiver: Receiver | null = null;
  let polling = false;

  const open = async () => {
    if (!way || way.by === 'imap' || receiver) return;
    try {
      receiver = await openReceiver({ ...way, domain: door.domain, keep, log });
      log.info('mail.listening', { by: way.by, port: receiver.port });
    } catch (error) {
      // A port in use today may be free in a minute; meanwhile letters wait at the server in front.
      log.warn('mail.not_listening', { fault: (error as { code?: string }).code ?? 'unknown' });
    }
  };
  await open();
  return {
    read: (letterId) => readLetter(context('read-letter'), mailroom, letterId),
    everyMinute: async () => {
      await open();
      for (const id of await unreadInbound(context('unread'))) await readLetter(context('read-letter'), mailroom, id);
      if (way?.by !== 'imap' || polling) return;
      polling = true;
      try {
        const { kept } = await pollMailbox(way, (arrival) => keep(arrival), context('poll').now);
        if (kept > 0) log.info('mail.polled', { kept });
      } catch (error) {
        log.warn('mail.not_polled', { fault: (error as { code?: string }).code ?? 'unknown' });
      } finally {
        polling = false;
      }
    },
    close: async () => {
      await receiver?.close();
      await parser.end();
    },
  };
}
