import { type ReplyTo, replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import { atomically } from '#platform/atomically.ts';
import { type Fate, keepInbound } from '#platform/mail/inbox.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import { granted } from '#platform/outcome.ts';
import { vaultOf } from '#platform/vault.ts';
import { openParser } from '../src/mailroom/parser.ts';
import { type Mailroom, readLetter } from '../src/mailroom/read-letter.ts';
import { type Character, ids, type TestHouse } from './house.ts';

export type TestMailroom = Mailroom & {
  /** The address somebody answers to, about question A1 unless another thing is named. */
  addressOf(name: Character, to?: Partial<Pick<ReplyTo, 'place' | 'voice'>>): Promise<string>;
  /** Keeps a letter as the listener does. */
  arrive(raw: Buffer | string, envelope: { sender: string; recipients: string[] }): Promise<string>;
  read(id: string): Promise<Fate | null>;
  /** Keeps a letter and reads it: its fate. */
  send(raw: Buffer | string, envelope: { sender: string; recipients: string[] }): Promise<Fate | null>;
  end(): Promise<void>;
};

/** The mail door on a furnished house: real parser, database and clock; the network is left out. */
export function openMailroom(house: TestHouse, settings: Partial<Pick<Mailroom, 'trustedServer' | 'senderCheck'>> = {}): TestMailroom {
  const parser = openParser();
  const door: MailDoor = { domain: 'forum.example.org', mark: vaultOf(new Uint8Array(32).fill(9)).mark };
  const mailroom: Mailroom = { door, parser, trustedServer: null, senderCheck: 'recorded', origin: 'http://forum.example', ...settings };
  const clock = () => ({ ...house.operator(), actor: { kind: 'clock' as const, personId: null, administrator: false } });
  const arrive = async (raw: Buffer | string, envelope: { sender: string; recipients: string[] }): Promise<string> => {
    const kept = await atomically(clock(), async (ctx) => granted(await keepInbound(ctx, { raw: Buffer.from(raw), ...envelope })));
    if (!kept.ok) throw new Error('not kept');
    return kept.value;
  };
  const read = (id: string) => readLetter(clock(), mailroom, id);
  return {
    ...mailroom,
    addressOf: async (name, { place = { kind: 'question', id: ids.A1 } as const, voice = 'own' } = {}) => {
      const { id } = await house.pool.db.selectFrom('person').select('id').where('email', '=', `${name}@example.org`).executeTakeFirstOrThrow();
      return replyAddress(door, { personId: id, forumId: ids.forum, place, voice });
    },
    arrive,
    read,
    send: async (raw, envelope) => read(await arrive(raw, envelope)),
    end: () => parser.end(),
  };
}

/** A letter as a mail program sends it. */
export function letterFrom(from: string, to: string, { headers = [], body = 'A reply with content.', subject = 'Re: Question 1', messageId = `<${Math.random().toString(36).slice(2)}@mail.example.org>`, type = 'Content-Type: text/plain; charset=utf-8' } = {} as { headers?: string[]; body?: string | Buffer; subject?: string; messageId?: string; type?: string }): Buffer {
  const head = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, 'Date: Mon, 02 Jul 2012 10:00:00 +0200', ...(messageId ? [`Message-ID: ${messageId}`] : []), 'MIME-Version: 1.0', ...(type ? [type] : []), ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), typeof body === 'string' ? Buffer.from(body.replace(/\r?\n/g, '\r\n')) : body]);
}
