import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyMinute } from './schedule.ts';
import { ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { openWeb, type TestWeb } from '../../tests/web.ts';
import { declineInvitation } from '#domain/accreditation/commands/accept-invitation.ts';
import { invite } from '#domain/accreditation/commands/invite.ts';
import { remind, setReminders } from '#domain/accreditation/commands/remind.ts';
import { invitationPage } from '#domain/accreditation/queries/seats-page.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  house.at('2012-06-20T08:00:00Z');
  await invite(await house.as('fay'), { submissionId: randomUUID(), lines: ['a', 'b', 'c'].map((name) => `Body ${name};experts;;${name}@example.net;;;de`).join('\n') }, origin);
  await delivered();
  expect(await setReminders(await house.as('fay'), { submissionId: randomUUID(), everyDays: 1 })).toMatchObject({ ok: true });
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const origin = 'https://forum.test';
const delivered = () => house.pool.db.updateTable('letter').set({ sent_at: house.world.now(), next_at: null }).where('sent_at', 'is', null).execute();
const minute = async () => {
  const duty = everyMinute.find(({ name }) => name === 'accreditation.remind');
  await duty?.do({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, origin);
};
const reminders = async (address: string) => (await house.pool.db.selectFrom('letter').select('body').where('address', '=', address).where('kind', '=', 'accreditation.reminder').orderBy('written_at').execute()).map(({ body }) => body);
const linkIn = (body: string | undefined) => /\/([A-Za-z0-9_-]{43})/.exec(body ?? '')?.[1] ?? '';

describe('a reminder by the clock', () => {
  it('goes out once a day, however often the minute comes, in the language of its reader', async () => {
    await minute();
    expect(await reminders('a@example.net')).toHaveLength(0);
    house.at('2012-06-21T07:00:00Z');
    await Promise.all([minute(), minute()]);
    await delivered();
    await minute();
    const sent = await reminders('a@example.net');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('Ihre Antwort steht noch aus');
  });

  it('catches up after two days without a worker by one letter, not by two', async () => {
    house.at('2012-06-23T09:17:00Z');
    for (let i = 0; i < 3; i += 1) { await minute(); await delivered(); }
    expect(await reminders('a@example.net')).toHaveLength(2);
    expect(await house.pool.db.selectFrom('reminder').select('day').where('address', '=', 'a@example.net').orderBy('day').execute()).toEqual([{ day: '2012-06-21' }, { day: '2012-06-23' }]);
  });

  it('stands in a ledger that takes no second row for a person and day, whatever the forum', async () => {
    const row = await house.pool.db.selectFrom('reminder').selectAll().where('address', '=', 'a@example.net').where('day', '=', '2012-06-23').executeTakeFirstOrThrow();
    await expect(house.pool.db.insertInto('reminder').values({ ...row, id: randomUUID(), address: 'A@example.net' }).execute()).rejects.toMatchObject({ constraint: 'reminder_automatic' });
  });

  it('has the only link that works, with the deadline of the invitation', async () => {
    const [first, second] = await reminders('b@example.net');
    expect((await invitationPage(house.visitor(), linkIn(first)))?.ruling).toMatchObject({ refusal: { code: 'invitation.link_replaced' } });
    expect(await invitationPage(house.visitor(), linkIn(second))).toMatchObject({ expiresAt: new Date('2012-07-04T08:00:00Z'), ruling: { ok: true } });
  });

  it('ends with the answer', async () => {
    await declineInvitation(house.visitor(), linkIn((await reminders('b@example.net'))[1]));
    house.at('2012-06-24T08:00:00Z');
    await minute();
    await delivered();
    expect([await reminders('a@example.net'), await reminders('b@example.net')].map(({ length }) => length)).toEqual([3, 2]);
  });
});

describe('a reminder by hand', () => {
  const at = '/en/f/internet-2012-2/run/invitations';
  const idOf = async (email: string) => (await house.pool.db.selectFrom('invitation').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id;
  const checkedIn = (text: string) => /name="checked" value="([^"]+)"/.exec(text)?.[1] ?? '';

  it('is shown with its letter and its readers before it is sent, and what changed since is not sent', async () => {
    house.at('2012-06-24T09:00:00Z');
    const form = { submissionId: randomUUID(), invitation: await idOf('c@example.net'), personal: 'Ihre Erfahrung fehlt uns.' };
    const before = (await reminders('c@example.net')).length;
    const shown = await web.post(`${at}/remind`, { ...form, step: 'check' }, 'fay');
    for (const words of ['Ihre Erfahrung fehlt uns.', 'Send 1 reminder', 'c@example.net', '[hier steht der persönliche Link]']) expect(shown.text).toContain(words);
    const other = await web.post(`${at}/remind`, { ...form, personal: 'Something else', step: 'send', checked: checkedIn(shown.text) }, 'fay');
    expect([other.status, other.text.includes('Nothing was sent'), other.text.includes('Something else')]).toEqual([422, true, true]);
    expect(await reminders('c@example.net')).toHaveLength(before);
    const sent = await web.post(`${at}/remind`, { ...form, step: 'send', checked: checkedIn(shown.text) }, 'fay');
    expect(sent.text).toContain('1 reminder is on its way');
    expect((await reminders('c@example.net')).at(-1)).toContain('Ihre Erfahrung fehlt uns.');
    expect(await remind(await house.as('fay'), { submissionId: randomUUID(), invitation: await idOf('b@example.net') }, origin)).toMatchObject({ refusal: { code: 'invitation.nobody_to_remind' } });
  });

  it('has its call notes, which the secretariat alone reads and the record does not hold', async () => {
    const id = await idOf('c@example.net');
    const call = { submissionId: randomUUID(), spokenWith: 'Head of unit', calledAt: '2012-06-24T09:30', said: 'Wants to ask the capital first.' };
    const early = await web.post(`${at}/${id}/call`, { ...call, calledAt: '2012-06-25T09:30' }, 'fay');
    expect([early.status, early.text.includes('Wants to ask the capital first.')]).toEqual([422, true]);
    expect((await web.post(`${at}/${id}/call`, call, 'fay')).text).toContain('The call is noted');
    expect((await web.get(`${at}/${id}`, 'fay')).text).toContain('Fay Ncube');
    for (const as of ['anna', 'clara', 'hana'] as const) expect((await web.get(`${at}/${id}`, as)).status).toBe(404);
    const record = JSON.stringify([await house.pool.db.selectFrom('journal').selectAll().where('forum_id', '=', ids.forum).execute(), await house.asCustodian((db) => db.selectFrom('journal_opening').select('value').execute())]);
    expect(record).toContain('accreditation.call_noted');
    for (const words of ['capital first', 'Head of unit']) expect(record).not.toContain(words);
  });
});
