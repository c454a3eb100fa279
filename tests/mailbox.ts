import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Received = { to: string; raw: string; mail: ParsedMail };
export type Mailbox = {
  url: string;
  letters: Received[];
  to(address: string): Received[];
  /** Answers every letter with this code until told otherwise; null: takes them. */
  refuseWith(code: number | null): void;
  end(): Promise<void>;
};

/** A mailbox behind a real SMTP conversation that takes every letter; on `port` where one was there before. */
export async function openMailbox(port = 0): Promise<Mailbox> {
  const letters: Received[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_, __, done) => done(refusal ? Object.assign(new Error('not now'), { responseCode: refusal }) : undefined),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void simpleParser(raw).then((mail) => {
          letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: raw.toString('utf8'), mail });
          done();
        }, done);
      });
    },
  });
  // A sender that goes away in the middle of a letter is no fault of the mailbox.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const address = server.server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    letters,
    to: (address) => letters.filter((letter) => letter.to === address),
    refuseWith: (code) => {
      refusal = code;
    },
    end: () => new Promise((done) => server.close(() => done())),
  };
}
