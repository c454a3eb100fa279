import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailroom as openDoor, type OpenMailroom } from './open-mailroom.ts';
import { openReceiver, type Receiver } from './receive.ts';
import { openHouse, type TestHouse } from '../../tests/house.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';

let house: TestHouse;
let mailroom: TestMailroom;
beforeAll(async () => {
  house = await openHouse();
  mailroom = openMailroom(house);
});
afterAll(async () => {
  await mailroom.end();
  await house.end();
});

const quiet = { info: () => undefined, warn: () => undefined };
const stored = () => house.asCustodian(async (db) => (await db.selectFrom('inbound_letter').select(['sender', 'recipients', 'bytes', 'fate']).execute()));

/** One conversation with the door, line by line as a server holds it; each answer with its code. */
async function talk(port: number, lines: readonly (string | Buffer)[]): Promise<string[]> {
  const socket: Socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  let heard = '';
  const next = () => new Promise<string>((done, fail) => {
    const look = () => {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(heard)?.[0];
      if (!whole) return;
      heard = heard.slice(whole.length);
      socket.off('data', look);
      done(whole.trim());
    };
    socket.on('data', look).once('error', fail).once('close', () => done('closed'));
    look();
  });
  socket.on('data', (piece) => { heard += piece.toString(); });
  answers.push(await next());
  for (const line of lines) {
    socket.write(typeof line === 'string' ? `${line}\r\n` : Buffer.concat([line, Buffer.from('\r\n.\r\n')]));
    answers.push(await next());
  }
  socket.destroy();
  return answers;
}

describe.each(['smtp', 'lmtp'] as const)('the listener (%s)', (by) => {
  const hello = by === 'smtp' ? 'EHLO mx.example.org' : 'LHLO mx.example.org';
  let receiver: Receiver;
  const keepLetter = async (arrival: { raw: Uint8Array; sender: string; recipients: readonly string[] }): Promise<unknown> => mailroom.arrive(Buffer.from(arrival.raw), { sender: arrival.sender, recipients: [...arrival.recipients] });
  let keep: typeof keepLetter = keepLetter;
  beforeAll(async () => {
    receiver = await openReceiver({ by, host: '127.0.0.1', port: 0, tls: null, domain: 'forum.example.org', keep: (arrival) => keep(arrival), log: quiet });
  });
  afterAll(() => receiver.close());

  it('acknowledges a letter when it is kept, byte for byte, and it is read', async () => {
    const before = (await stored()).length;
    const to = await mailroom.addressOf('dmitri');
    const answers = await talk(receiver.port, [hello, 'MAIL FROM:<dmitri@example.org>', `RCPT TO:<${to}>`, 'DATA', letterFrom('dmitri@example.org', to, { body: '..Two dots, kept as one.' })]);
    expect(answers.map((one) => one.slice(0, 3))).toEqual(['220', '250', '250', '250', '354', '250']);
    expect((await stored()).slice(before)).toMatchObject([{ sender: 'dmitri@example.org', recipients: [to], fate: null }]);
  });

  it('does not acknowledge what is not committed: the server in front tries again', async () => {
    const before = (await stored()).length;
    keep = async () => { throw new Error('the database is away'); };
    const to = await mailroom.addressOf('dmitri');
    const answers = await talk(receiver.port, [hello, 'MAIL FROM:<dmitri@example.org>', `RCPT TO:<${to}>`, 'DATA', letterFrom('dmitri@example.org', to)]);
    expect(answers.at(-1)).toMatch(/^451/);
    keep = keepLetter;
    expect((await stored()).length).toBe(before);
  });

  it('refuses recipients by their form alone: a token never made is taken like one that was', async () => {
    const answers = await talk(receiver.port, [hello, 'MAIL FROM:<x@example.org>', 'RCPT TO:<anna@forum.example.org>', 'RCPT TO:<reply+x@elsewhere.org>', `RCPT TO:<reply+${'a'.repeat(53)}@forum.example.org>`, `RCPT TO:<${await mailroom.addressOf('anna')}>`]);
    expect(answers.slice(3).map((one) => one.slice(0, 3))).toEqual(['550', '550', '250', '250']);
    expect(new Set(answers.slice(3, 5).map((one) => one.replace(/^550 /, '')))).toHaveLength(1);
  });

  it('refuses what is too large, and goes on', async () => {
    const answers = await talk(receiver.port, [hello, 'MAIL FROM:<x@example.org>', 'RCPT TO:<forum@forum.example.org>', 'DATA', Buffer.alloc(5 * 1024 * 1024 + 10, 'a\n'), 'RSET']);
    expect(answers.slice(-2).map((one) => one.slice(0, 3))).toEqual(['552', '250']);
    expect((await talk(receiver.port, [hello, 'MAIL FROM:<x@example.org> SIZE=99999999'])).at(-1)).toMatch(/^552/);
  });
});

describe('the mail door', () => {
  it('opens as its settings say, and stays out of the way where its port is taken', async () => {
    const context = () => house.operator();
    const settings = { domain: 'forum.example.org', trustedServer: null, senderCheck: 'recorded' } as const;
    const said: string[] = [];
    const log = { info: (event: string) => void said.push(event), warn: (event: string) => void said.push(event) };
    const way = { by: 'smtp', host: '127.0.0.1', port: 0, tls: null } as const;
    const first: OpenMailroom = await openDoor({ settings: { ...settings, in: way }, door: mailroom.door, origin: '', context, log });
    const taken = await openReceiver({ ...way, domain: 'x.example.org', keep: async () => null, log: quiet });
    const second = await openDoor({ settings: { ...settings, in: { ...way, port: taken.port } }, door: mailroom.door, origin: '', context, log });
    expect(said).toEqual(['mail.listening', 'mail.not_listening']);
    await taken.close();
    // What a killed worker left is read as well, once a minute has passed.
    const to = await mailroom.addressOf('dmitri');
    const left = await mailroom.arrive(letterFrom('dmitri@example.org', to, { body: 'Left behind.' }), { sender: 'dmitri@example.org', recipients: [to] });
    await second.everyMinute();
    expect(said.at(-1)).toBe('mail.listening');
    expect(await house.pool.db.selectFrom('inbound_ledger').select('fate').where('id', '=', left).execute()).toEqual([{ fate: 'posted' }]);
    await Promise.all([first.close(), second.close()]);
  });
});
