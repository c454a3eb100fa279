import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Arrival } from '#platform/mail/inbox.ts';
import { recipientOf } from './address.ts';

export type Receiver = { port: number; close(): Promise<void> };
type Receiving = {
  by: 'smtp' | 'lmtp';
  host: string;
  port: number;
  tls: { cert: string; key: string } | null;
  domain: string;
  /** Returns once the letter is committed. */
  keep(arrival: Arrival): Promise<unknown>;
  log: { info(event: string, fields?: Record<string, string | number | boolean>): void; warn(event: string, fields?: Record<string, string | number | boolean>): void };
};

/** A text with a picture or two; what is longer belongs elsewhere, and the raw letter is kept. */
export const maxLetterBytes = 5 * 1024 * 1024;
/** A letter answers one thing; more recipients of ours than this are somebody trying. */
const maxRecipients = 20;

const reply = (message: string, responseCode: number): Error => Object.assign(new Error(message), { responseCode });

/**
 * Takes letters from mail servers, by SMTP or LMTP. A letter is acknowledged (250) once it is committed and not before:
 * where that fails, the server in front keeps it and tries again.
 *
 * Refuses  recipients that have not the form of an address of ours (550), which tells nothing: whether a token was
 *          ever made is asked later, and answered by letter; letters over the limit (552).
 */
export function openReceiver({ by, host, port, tls, domain, keep, log }: Receiving): Promise<Receiver> {
  const server = new SMTPServer({
    lmtp: by === 'lmtp',
    name: domain,
    banner: 'Colloquy',
    size: maxLetterBytes,
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(tls ? { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } : {}),
    disableReverseLookup: true,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    logger: false,
    onRcptTo: ({ address }, session, done) => {
      if (recipientOf(address, domain).kind === 'nobody') return done(reply('5.1.1 No such address here', 550));
      return done(session.envelope.rcptTo.length >= maxRecipients ? reply('4.5.3 Too many recipients', 452) : null);
    },
    onData: (stream, session, done) => void take(stream, session).then(() => done(null, '2.0.0 Kept'), (error: Error) => done(error)),
  });
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const raw = await wholeOf(stream);
    if (raw === null) throw reply('5.3.4 The letter is too large', 552);
    const { mailFrom, rcptTo } = session.envelope;
    try {
      await keep({ raw, sender: mailFrom ? mailFrom.address : '', recipients: rcptTo.map(({ address }) => address) });
    } catch (error) {
      log.warn('mail.not_kept', { fault: (error as { code?: string }).code ?? 'unknown' });
      throw reply('4.3.0 Not kept; try again', 451);
    }
    log.info('mail.kept', { bytes: raw.length });
  };

  return new Promise((open, fail) => {
    let listening = false;
    server.on('error', (error) => (listening ? log.warn('mail.receiver', { fault: (error as { code?: string }).code ?? error.name }) : fail(error)));
    server.listen(port, host, () => {
      listening = true;
      open({ port: (server.server.address() as AddressInfo).port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

/** All of a letter, or null where it is larger than letters may be; read to its end in any case, or the line would stall. */
async function wholeOf(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length <= maxLetterBytes) pieces.push(piece);
    else pieces.length = 0;
  }
  return length > maxLetterBytes ? null : Buffer.concat(pieces);
}
