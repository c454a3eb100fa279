import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { bounceAddress } from '#platform/mail/mail-door.ts';
import { closesAt, type Character, openHouse, type TestHouse } from '../../tests/house.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';

let house: TestHouse;
let mailroom: TestMailroom;
const during = new Date('2012-07-04T08:00:00Z');
beforeAll(async () => {
  house = await openHouse();
  mailroom = openMailroom(house);
});
afterAll(async () => {
  await mailroom.end();
  await house.end();
});

const addressOf = (name: string) => `${name}@example.org`;
const regime = (name: Character, chosen: string) => house.pool.db.updateTable('seat').set({ default_regime: chosen }).where('person_id', '=', (eb) => eb.selectFrom('person').select('id').where('email', '=', addressOf(name))).execute();
const texts = async () => (await house.pool.db.selectFrom('contribution as c').innerJoin('revision as r', (on) => on.onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision')).select('r.markdown').where('c.channel', '=', 'mail').orderBy('c.received_at').execute()).map(({ markdown }) => markdown);
const answersTo = (address: string) => house.pool.db.selectFrom('letter').selectAll().where('address', '=', address).where('kind', '=', 'mail.answer').orderBy('written_at').orderBy('id').execute();
const forget = () => house.pool.db.deleteFrom('letter').where('kind', '=', 'mail.answer').execute().then(() => house.pool.db.deleteFrom('letter_answered').execute());

/** Somebody's letter to their own address: its fate. */
async function write(name: Character, body: string, extra: Parameters<typeof letterFrom>[2] & { voice?: 'delegation'; from?: string } = {}) {
  const to = await mailroom.addressOf(name, extra.voice ? { voice: extra.voice } : {});
  return mailroom.send(letterFrom(extra.from ?? addressOf(name), to, { ...extra, body }), { sender: addressOf(name), recipients: [to] });
}

describe('a letter to one’s own address', () => {
  it('stands in the forum, without what it quotes, and is answered in its writer’s language', async () => {
    await forget();
    expect(await write('dmitri', 'Сначала сохранность данных.\n\nпн, 2 июл. 2012 г. в 10:00, Онлайн-форум <forum@example.org>:\n\n> С чего начать?\n')).toBe('posted');
    expect(await texts()).toEqual(['Сначала сохранность данных.']);
    const [answer] = await answersTo('dmitri@example.org');
    expect(answer?.locale).toBe('ru');
    expect(answer?.subject).toContain('[TLP:AMBER]');
    for (const words of ['Ваше письмо размещено в форуме как A1·1', 'Institute for Digital Rights', '> Сначала сохранность данных.', '/ru/f/internet-2012-2/letters/']) expect(answer?.body).toContain(words);
    const [row] = await house.pool.db.selectFrom('contribution').select(['lang', 'regime', 'marking']).where('channel', '=', 'mail').execute();
    expect(row).toEqual({ lang: 'ru', regime: 'institution', marking: 'TLP:AMBER' });
  });

  it('answers a contribution where the address names one', async () => {
    const { id } = await house.entered(postContribution(await house.as('ben'), { submissionId: crypto.randomUUID(), code: 'B1', text: 'First.', regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    const to = await mailroom.addressOf('anna', { place: { kind: 'contribution', id } });
    expect(await mailroom.send(letterFrom(addressOf('anna'), to, { body: 'We agree with this.' }), { sender: addressOf('anna'), recipients: [to] })).toBe('posted');
    expect(await house.pool.db.selectFrom('contribution').select(['parent_id', 'marking', 'lang']).where('parent_id', '=', id).execute()).toEqual([{ parent_id: id, marking: 'TLP:GREEN', lang: 'en' }]);
  });

  it('counts once however often it comes, and says so', async () => {
    await forget();
    const before = (await texts()).length;
    const to = await mailroom.addressOf('dmitri');
    const raw = letterFrom(addressOf('dmitri'), to, { messageId: '<dup@example.org>', body: 'Only once.' });
    const envelope = { sender: addressOf('dmitri'), recipients: [to] };
    const [first, second] = [await mailroom.arrive(raw, envelope), await mailroom.arrive(raw, envelope)];
    // Whichever is read first, and both at once.
    expect((await Promise.all([mailroom.read(second), mailroom.read(first), mailroom.read(first)])).sort()).toEqual(['duplicate', 'posted', 'posted']);
    expect((await texts()).length).toBe(before + 1);
    expect((await answersTo('dmitri@example.org')).map(({ body }) => /A1·\d/.test(body)).sort()).toEqual([false, true]);
  });

  it('is refused to a muted seat, with the text given back', async () => {
    await forget();
    await house.pool.db.updateTable('seat').set({ standing: 'muted' }).where('id', '=', (await house.as('ivo')).sight.seat?.id ?? '').execute();
    expect(await write('ivo', 'Darf ich noch etwas sagen?')).toBe('refused');
    const [answer] = await answersTo('ivo@example.org');
    expect(answer?.body).toContain('> Darf ich noch etwas sagen?');
    expect(answer?.body).toContain('Ihre E-Mail steht nicht im Forum.');
    await house.pool.db.updateTable('seat').set({ standing: 'good' }).where('standing', '=', 'muted').execute();
  });

  it('leaves its attachments out and tells of them', async () => {
    await forget();
    expect(await write('elif', '--b\nContent-Type: text/plain\n\nSee the annex.\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n%PDF\n--b--', { type: 'Content-Type: multipart/mixed; boundary="b"' })).toBe('posted');
    expect((await answersTo('elif@example.org'))[0]?.body).toContain('1 attachment was left out');
  });
});

describe('the closing', () => {
  it('is judged by the server’s receipt: not by the letter’s date, and not by when the letter is read', async () => {
    const to = await mailroom.addressOf('dmitri');
    const at = async (instant: Date, body: string) => {
      house.at(instant);
      return mailroom.arrive(letterFrom(addressOf('dmitri'), to, { body }), { sender: addressOf('dmitri'), recipients: [to] });
    };
    const inTime = await at(new Date(closesAt.getTime() - 1), 'In the last millisecond.');
    const late = await at(closesAt, 'At the closing instant.');
    house.at(new Date(closesAt.getTime() + 3_600_000));
    expect([await mailroom.read(inTime), await mailroom.read(late)]).toEqual(['posted', 'late']);
    expect(await texts()).toContain('In the last millisecond.');
    expect(await texts()).not.toContain('At the closing instant.');
    expect((await house.pool.db.selectFrom('contribution').select('received_at').orderBy('received_at', 'desc').limit(1).executeTakeFirstOrThrow()).received_at).toEqual(new Date(closesAt.getTime() - 1));
    expect(await house.pool.db.selectFrom('inbound_ledger').select(['fate', 'kept', 'person', 'affiliation']).where('fate', '=', 'late').execute()).toEqual([{ fate: 'late', kept: 'At the closing instant.', person: null, affiliation: 'Institute for Digital Rights' }]);
  });

  it('ends the address a fortnight later, with one notice', async () => {
    house.at(new Date(closesAt.getTime() + 14 * 86_400_000));
    await forget();
    expect(await write('dmitri', 'Ещё одно замечание.')).toBe('refused');
    expect((await answersTo('dmitri@example.org'))[0]?.body).toContain('перестал действовать вместе с форумом');
    house.at(during);
  });
});

describe('a letter waits for its author’s word', () => {
  it('where its signature or its text would name them under a regime that hides names', async () => {
    const signed = 'I support option B.\n\n-- \nDmitri Sokolov\nInstitute for Digital Rights\nTel. +43 1 000000';
    for (const hidden of ['unattributed', 'category', 'institution']) {
      await regime('dmitri', hidden);
      expect(await write('dmitri', signed), hidden).toBe('held');
      expect(await write('dmitri', 'As Sokolov said last year, no.'), hidden).toBe('held');
    }
    await regime('dmitri', 'named');
    expect(await write('dmitri', signed)).toBe('posted');
    expect(await texts()).toContain('I support option B.');
    await regime('dmitri', 'institution');
    expect((await texts()).join()).not.toContain('Tel. +43');
  });

  it('where it passes on somebody else’s letter, or holds no text of its own', async () => {
    expect(await write('dmitri', '---------- Forwarded message ---------\nFrom: X <x@example.org>\nSubject: Confidential\n\nsecret', { subject: 'Fwd: Confidential' })).toBe('held');
    expect(await write('dmitri', 'For information.\n\n---------- Forwarded message ---------\nFrom: X <x@example.org>\nSubject: Confidential\n\nsecret')).toBe('held');
    expect(await write('dmitri', '> only quoted\n')).toBe('held');
    expect((await texts()).join()).not.toMatch(/secret|For information/);
  });

  it('where the site’s own server did not prove its sender, if that is asked for', async () => {
    const strict = openMailroom(house, { trustedServer: 'mx.example.net', senderCheck: 'required' });
    const to = await strict.addressOf('dmitri');
    const send = (...headers: string[]) => strict.send(letterFrom(addressOf('dmitri'), to, { headers, body: `${headers.join()} said.` }), { sender: addressOf('dmitri'), recipients: [to] });
    expect(await send()).toBe('held');
    expect(await send('Authentication-Results: mx.evil.invalid; dmarc=pass')).toBe('held');
    expect(await send('Authentication-Results: mx.example.net; dmarc=fail header.from=example.org')).toBe('held');
    expect(await send('Authentication-Results: mx.example.net; dkim=pass header.d=example.org')).toBe('posted');
    expect(await house.pool.db.selectFrom('inbound_ledger').select('proof').where('proof', '=', 'proved').execute()).toHaveLength(1);
    await strict.end();
  });

  it('and for a second person’s key where it is to be a delegation’s', async () => {
    await forget();
    expect(await write('anna', 'Austria holds that data come first.', { voice: 'delegation' })).toBe('held');
    expect((await texts()).join()).not.toContain('Austria holds');
    const [answer] = await answersTo('anna@example.org');
    expect(answer?.body).toMatch(/\/de\/f\/internet-2012-2\/position\/[0-9a-f-]{36}/);
    // Who is of no delegation has no such address that works.
    expect(await write('dmitri', 'The institute holds so.', { voice: 'delegation' })).toBe('refused');
    expect(await house.asCustodian((db) => db.selectFrom('authorship').select('capacity').where('capacity', 'in', ['delegation', 'group']).execute())).toEqual([]);
  });
});

describe('an address is of no use', () => {
  it('to anybody but the person it was made for, who learns nothing from trying', async () => {
    await forget();
    const before = (await texts()).length;
    expect(await write('dmitri', 'In another name.', { from: 'ben@example.org' })).toBe('refused');
    expect(await write('dmitri', 'From nowhere.', { from: 'stranger@example.net' })).toBe('unknown-sender');
    const forged = letterFrom('stranger@example.net', 'x', { body: 'Guessing.' });
    expect(await mailroom.send(forged, { sender: 'stranger@example.net', recipients: [`reply+${'a'.repeat(53)}@forum.example.org`] })).toBe('unknown-sender');
    expect((await texts()).length).toBe(before);
    const [toBen] = await answersTo('ben@example.org');
    const toStranger = await answersTo('stranger@example.net');
    // One answer a day, and the same words for "not yours" and "not there".
    expect(toStranger).toHaveLength(1);
    expect(toStranger[0]?.body).toContain('not one of yours here');
    for (const { body } of [toBen, ...toStranger].filter((one) => one !== undefined)) expect(body).not.toMatch(/Dmitri|Sokolov|A1|social networking/i);
  });

  it('to somebody whose seat was suspended', async () => {
    const { seat } = (await house.as('gus')).sight;
    await house.pool.db.updateTable('seat').set({ standing: 'suspended' }).where('id', '=', seat?.id ?? '').execute();
    expect(await write('gus', 'Still here?')).toBe('refused');
    await house.pool.db.updateTable('seat').set({ standing: 'good' }).where('id', '=', seat?.id ?? '').execute();
  });
});

describe('programs', () => {
  it('are never answered, and nothing of theirs is posted', async () => {
    await forget();
    const before = (await texts()).length;
    for (const headers of [['Auto-Submitted: auto-replied'], ['Precedence: bulk'], ['List-Id: <x.example.org>'], ['X-Colloquy-Loop: forum.example.org']]) expect(await write('dmitri', 'I am away.', { headers })).toBe('automatic');
    expect(await write('dmitri', '…', { subject: '=?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGCOiBSZQ==?=' })).toBe('automatic');
    expect((await texts()).length).toBe(before);
    expect(await house.pool.db.selectFrom('letter').select('id').where('kind', '=', 'mail.answer').execute()).toEqual([]);
  });

  it('that say nothing of themselves and answer our answers are told once a day', async () => {
    await forget();
    const before = (await texts()).length;
    for (let i = 0; i < 30; i += 1) expect(await mailroom.send(letterFrom('robot@example.net', 'forum@forum.example.org', { body: `I am a robot ${i}.` }), { sender: 'robot@example.net', recipients: ['forum@forum.example.org'] })).toBe('unknown-sender');
    expect(await answersTo('robot@example.net')).toHaveLength(1);
    house.at(new Date(during.getTime() + 86_400_000));
    await mailroom.send(letterFrom('robot@example.net', 'forum@forum.example.org', { body: 'Again.' }), { sender: 'robot@example.net', recipients: ['forum@forum.example.org'] });
    expect(await answersTo('robot@example.net')).toHaveLength(2);
    house.at(during);
    expect((await texts()).length).toBe(before);
  });
});

describe('a returned letter', () => {
  it('counts once, and only at the address that the letter itself gave', async () => {
    const letterId = (await house.pool.db.selectFrom('letter').select('id').limit(1).executeTakeFirstOrThrow()).id;
    const report = (to: string) => Buffer.from(`From: MAILER-DAEMON@mx.example.org\r\nTo: ${to}\r\nMessage-ID: <${Math.random()}@mx>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; gone@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--`);
    const forged = await mailroom.addressOf('dmitri');
    expect(await mailroom.send(report(forged), { sender: '', recipients: [forged] })).toBe('bounce');
    const madeUp = bounceAddress({ ...mailroom.door, mark: () => new Uint8Array(32) }, letterId);
    expect(await mailroom.send(report(madeUp), { sender: '', recipients: [madeUp] })).toBe('bounce');
    const returned = async () => (await house.pool.db.selectFrom('letter').select('returned_at').where('id', '=', letterId).executeTakeFirstOrThrow()).returned_at;
    expect(await returned()).toBeNull();
    const real = bounceAddress(mailroom.door, letterId);
    for (let i = 0; i < 5; i += 1) expect(await mailroom.send(report(real), { sender: '', recipients: [real] })).toBe('bounce');
    expect(await returned()).toEqual(during);
  });
});

describe('the rows of letters', () => {
  it('are seen by nobody but a transaction that reads that letter, or acts for its writer', async () => {
    const { db } = house.pool;
    expect(await db.selectFrom('inbound_letter').select('id').execute()).toEqual([]);
    const dmitri = (await house.as('dmitri')).actor.personId;
    const seenBy = async (setting: string, value: string) => {
      const client = await house.pool.raw.connect();
      await client.query('begin');
      await client.query('select set_config($1, $2, true)', [setting, value]);
      const { rows } = await client.query<{ person_id: string }>('select person_id from inbound_letter');
      await client.query('rollback');
      client.release();
      return rows;
    };
    const own = await seenBy('colloquy.actor', dmitri ?? '');
    expect(own.length).toBeGreaterThan(5);
    expect(new Set(own.map(({ person_id }) => person_id))).toEqual(new Set([dmitri]));
    await expect(db.deleteFrom('inbound_letter').execute()).rejects.toThrow(/permission denied/);
  });

  it('add up: each letter has exactly one fate', async () => {
    const rows = await house.pool.db.selectFrom('inbound_ledger').select((eb) => ['fate', eb.fn.countAll<number>().as('n')]).groupBy('fate').execute();
    expect(rows.every(({ fate }) => fate !== null)).toBe(true);
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(await house.asCustodian(async (db) => (await db.selectFrom('inbound_letter').select('id').execute()).length));
    expect(rows.map(({ fate }) => fate).sort()).toEqual(['automatic', 'bounce', 'duplicate', 'held', 'late', 'posted', 'refused', 'unknown-sender']);
  });
});
