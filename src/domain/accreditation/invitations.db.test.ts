import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteReturned } from '#platform/mail/inbox.ts';
import { sendLetter } from '#platform/mail/send-letter.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { who } from '../account/queries/who.ts';
import { hashOf } from '../account/rules/token.ts';
import { acceptInvitation } from './commands/accept-invitation.ts';
import { invite } from './commands/invite.ts';
import { invitationPage } from './queries/seats-page.ts';
import { cancelInvitation } from './commands/cancel-invitation.ts';
import { noteOpening } from './commands/note-opening.ts';
import { resendInvitation } from './commands/resend-invitation.ts';
import { planInvitations } from './queries/invitation-plan.ts';
import { invitationsPage } from './queries/invitations-page.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());
beforeEach(() => house.at('2012-06-20T08:00:00Z'));

const lines = 'Data Protection Office; experts; ; maria@example.org; Maria Rossi; participant; it';
const lastLink = async (address: string): Promise<string> => {
  const { body } = await house.pool.db.selectFrom('letter').select('body').where('address', '=', address).orderBy('written_at', 'desc').limit(1).executeTakeFirstOrThrow();
  return /\/([A-Za-z0-9_-]{43})/.exec(body)?.[1] ?? '';
};
const acceptance = (token: string) => ({ token, answer: 'accept' as const, name: 'Maria Rossi', locale: 'it' as const, regime: 'named' as const, rules: 'yes' as const });

describe('an invitation', () => {
  it('is sent once with its letter, whatever arrives twice', async () => {
    const input = { submissionId: randomUUID(), lines };
    const fay = await house.as('fay');
    expect(await invite(fay, input, 'https://forum.test')).toMatchObject({ ok: true, value: { sent: 1 } });
    expect(await invite(fay, input, 'https://forum.test')).toMatchObject({ ok: true, value: { sent: 1 } });
    expect(await house.pool.db.selectFrom('letter').select('subject').where('address', '=', 'maria@example.org').execute()).toHaveLength(1);
    expect(await invite(fay, { ...input, lines: `${lines}\n` }, 'https://forum.test')).toMatchObject({ refusal: { code: 'platform.submission_reused' } });
  });

  it('is for organisers to send', async () => {
    expect(await invite(await house.as('anna'), { submissionId: randomUUID(), lines }, 'https://forum.test')).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
  });

  it('is not answered by looking at it, and works once', async () => {
    const token = await lastLink('maria@example.org');
    expect((await invitationPage(house.visitor(), token))?.ruling.ok).toBe(true);
    expect((await invitationPage(house.visitor(), token))?.ruling.ok).toBe(true);
    expect(await acceptInvitation(house.visitor(), { ...acceptance(token), rules: undefined } as never)).toMatchObject({ refusal: { code: 'accreditation.rules_not_accepted' } });
    const accepted = await acceptInvitation(house.visitor(), acceptance(token));
    expect(accepted).toMatchObject({ ok: true, value: { forumId: ids.forum } });
    expect(await acceptInvitation(house.visitor(), acceptance(token))).toMatchObject({ refusal: { code: 'accreditation.invitation_used' } });
    const session = accepted.ok ? accepted.value.session : '';
    expect(await who(house.visitor(), hashOf(session), house.world.now())).toMatchObject({ name: 'Maria Rossi' });
  });

  it('expires at its hour, and a newer one kills the older', async () => {
    const fay = await house.as('fay');
    const other = lines.replaceAll('aria', 'ario');
    await invite(fay, { submissionId: randomUUID(), lines: other }, 'https://forum.test');
    const older = await lastLink('mario@example.org');
    house.at('2012-06-21T08:00:00Z');
    expect(await invite(await house.as('fay'), { submissionId: randomUUID(), lines: other }, 'https://forum.test')).toMatchObject({ refusal: { code: 'invitation.nobody_to_invite' } });
    await invite(await house.as('fay'), { submissionId: randomUUID(), lines: other, again: 'yes' }, 'https://forum.test');
    const newer = await lastLink('mario@example.org');
    expect(await acceptInvitation(house.visitor(), acceptance(older))).toMatchObject({ refusal: { code: 'invitation.link_replaced' } });
    house.at('2012-07-05T08:00:00Z');
    expect(await acceptInvitation(house.visitor(), acceptance(newer))).toMatchObject({ refusal: { code: 'accreditation.invitation_expired' } });
    expect(await acceptInvitation(house.visitor(), acceptance('nonsense'))).toMatchObject({ refusal: { code: 'accreditation.no_such_invitation' } });
  });

  it('names every bad line before anything is sent', async () => {
    const before = await house.pool.db.selectFrom('letter').select('id').execute();
    const bad = `A; experts; ; fine@example.org\nA; wizards; ; other@example.org`;
    expect(await invite(await house.as('fay'), { submissionId: randomUUID(), lines: bad }, 'https://forum.test')).toMatchObject({ refusal: { code: 'invitation.row_unreadable' } });
    expect(await house.pool.db.selectFrom('letter').select('id').execute()).toHaveLength(before.length);
  });
});

describe('forty bodies in one list', () => {
  const origin = 'https://forum.test';
  // Known: Hana has an account and no seat. Ben sits at the table. Body 7 writes twice.
  const forty = [...Array.from({ length: 38 }, (_, i) => `Body ${i};experts;1;body${i}@example.org;;;`), 'Body 38;experts;1;HANA@example.org;Hana Novak;observer;de', 'Body 39;experts;1;ben@example.org;;;', 'Body 7;experts;1;body7@example.org;;;'].join('\r\n');
  const lineOf = async (email: string, state?: string) => (await invitationsPage(await house.as('fay'), state)).lines.find((line) => line.email === email);

  it('are counted, with who stands twice, sits already or is invited already', async () => {
    const plan = await planInvitations(await house.as('fay'), forty, false);
    expect([plan.list.rows.length, plan.bodies, plan.toSend.length]).toEqual([40, 40, 39]);
    expect(plan.list.twice).toEqual([{ line: 41, firstLine: 8, email: 'body7@example.org' }]);
    expect(plan.seated.map(({ email }) => email)).toEqual(['ben@example.org']);
  });

  it('get a letter and a row with a state each, known or not', async () => {
    expect(await invite(await house.as('fay'), { submissionId: randomUUID(), lines: forty }, origin)).toMatchObject({ ok: true, value: { sent: 39 } });
    const letters = await house.pool.db.selectFrom('letter').select(['address', 'locale', 'subject']).where('kind', '=', 'accreditation.invitation').where((eb) => eb.or([eb('address', 'like', 'body%'), eb('address', '=', 'hana@example.org')])).execute();
    expect(new Set(letters.map(({ address }) => address)).size).toBe(39);
    expect(letters.find(({ address }) => address === 'hana@example.org')).toMatchObject({ locale: 'de', subject: expect.stringContaining('Einladung') });
    const page = await invitationsPage(await house.as('fay'), 'queued');
    expect(page.lines.filter(({ body }) => body.startsWith('Body ')).every(({ state }) => state === 'queued')).toBe(true);
    expect((await planInvitations(await house.as('fay'), forty, false)).invited).toHaveLength(39);
    expect((await planInvitations(await house.as('fay'), forty, true)).toSend).toHaveLength(39);
  });

  it('have the seats the list gives them as their quota, and keep what it does not name', async () => {
    const fay = await house.as('fay');
    const origin = 'https://forum.test';
    const quotas = async () => (await house.pool.db.selectFrom('quota').innerJoin('body', 'body.id', 'quota.body_id').select(['body.name', 'quota.category', 'quota.seats']).where('body.name', 'like', 'Ministry%').orderBy('body.name').execute());
    expect(await house.pool.db.selectFrom('quota').innerJoin('body', 'body.id', 'quota.body_id').select('seats').where('body.name', 'like', 'Body %').execute()).toHaveLength(40);
    const first = 'Ministry A;experts;2;ma@example.org\nMinistry B;experts;;mb@example.org';
    expect((await planInvitations(fay, first, false)).quotas).toEqual([{ body: 'Ministry A', category: 'experts', seats: 2, before: null }]);
    expect(await invite(fay, { submissionId: randomUUID(), lines: first }, origin)).toMatchObject({ ok: true });
    expect(await quotas()).toEqual([{ name: 'Ministry A', category: 'experts', seats: 2 }]);
    const second = 'Ministry A;experts;5;ma2@example.org\nMinistry A;experts;5;ma@example.org\nMinistry B;staff;1;mb2@example.org';
    expect((await planInvitations(fay, second, false)).quotas).toEqual([{ body: 'Ministry A', category: 'experts', seats: 5, before: 2 }, { body: 'Ministry B', category: 'staff', seats: 1, before: null }]);
    // Nothing is set where nothing is sent.
    expect(await invite(fay, { submissionId: randomUUID(), lines: `${second}\nC;wizards;;x@example.org` }, origin)).toMatchObject({ ok: false });
    expect(await quotas()).toHaveLength(1);
    expect(await invite(fay, { submissionId: randomUUID(), lines: second }, origin)).toMatchObject({ ok: true });
    expect(await quotas()).toEqual([{ name: 'Ministry A', category: 'experts', seats: 5 }, { name: 'Ministry B', category: 'staff', seats: 1 }]);
    expect((await planInvitations(fay, 'Ministry A;experts;5;ma3@example.org', false)).quotas).toEqual([]);
  });

  it('stand where their facts put them: sent, bounced, opened once, accepted by a known person', async () => {
    const { db } = house.pool;
    await db.updateTable('letter').set({ sent_at: house.world.now(), next_at: null }).where('kind', '=', 'accreditation.invitation').where('address', '!=', 'body1@example.org').execute();
    const refusing = { send: () => Promise.reject(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) };
    const one = await db.selectFrom('letter').select('id').where('address', '=', 'body1@example.org').executeTakeFirstOrThrow();
    expect(await sendLetter(db, { post: refusing, site: { origin: 'http://forum.example', name: 'Forum', leaveToken: () => '' }, write: async () => null }, one.id, house.world.now())).toBe('given-up');
    expect(await lineOf('body1@example.org')).toMatchObject({ undelivered: 'given-up' });
    // One that was sent and came back is as undelivered as one that nobody took; so is one whose address takes no letters.
    const sentOne = await db.selectFrom('letter').select('id').where('address', '=', 'body0@example.org').executeTakeFirstOrThrow();
    await db.transaction().execute((db) => noteReturned({ ...house.operator(), db }, sentOne.id, '5.1.1'));
    expect(await lineOf('body0@example.org', 'bounced')).toMatchObject({ undelivered: 'returned', canResend: true, canCancel: true, canRemind: false });
    await db.updateTable('letter').set({ returned_at: null }).where('id', '=', sentOne.id).execute();
    expect(await lineOf('body0@example.org')).toMatchObject({ state: 'bounced', undelivered: 'returned' });
    await db.deleteFrom('suppressed_address').execute();
    const token = await lastLink('hana@example.org');
    house.at('2012-06-20T09:00:00Z');
    await noteOpening(house.visitor(), token);
    house.at('2012-06-20T10:00:00Z');
    await noteOpening(house.visitor(), token);
    expect((await db.selectFrom('invitation').select('opened_at').where('email', '=', 'hana@example.org').executeTakeFirstOrThrow()).opened_at).toEqual(new Date('2012-06-20T09:00:00Z'));
    expect([await lineOf('body0@example.org'), await lineOf('body1@example.org'), await lineOf('hana@example.org')].map((line) => line?.state)).toEqual(['sent', 'bounced', 'opened']);
    expect(await acceptInvitation(house.visitor(), { ...acceptance(token), name: 'Hana Novak' })).toMatchObject({ ok: true });
    expect(await lineOf('hana@example.org', 'accepted')).toMatchObject({ canResend: false, canCancel: false });
    house.at('2012-07-04T08:00:00Z');
    expect(await lineOf('body0@example.org')).toMatchObject({ state: 'expired' });
  });

  it('get a new link each time a letter is sent anew; the old one is dead', async () => {
    const old = await lastLink('body2@example.org');
    house.at('2012-06-20T12:00:00Z');
    const fay = await house.as('fay');
    const id = (await lineOf('body2@example.org'))?.id ?? '';
    const submissionId = randomUUID();
    expect(await resendInvitation(fay, id, { submissionId }, origin)).toMatchObject({ ok: true });
    expect(await resendInvitation(fay, id, { submissionId }, origin)).toMatchObject({ ok: true });
    const fresh = await lastLink('body2@example.org');
    expect(fresh).not.toBe(old);
    expect((await invitationPage(house.visitor(), old))?.ruling).toMatchObject({ refusal: { code: 'invitation.link_replaced' } });
    expect((await invitationPage(house.visitor(), fresh))?.ruling.ok).toBe(true);
    expect(await lineOf('body2@example.org', 'replaced')).toMatchObject({ id });
    expect(await resendInvitation(fay, id, { submissionId: randomUUID() }, origin)).toMatchObject({ refusal: { code: 'invitation.already_replaced' } });
    expect(await resendInvitation(fay, (await lineOf('hana@example.org'))?.id ?? '', { submissionId: randomUUID() }, origin)).toMatchObject({ refusal: { code: 'invitation.already_accepted' } });
    expect(await resendInvitation(fay, randomUUID(), { submissionId: randomUUID() }, origin)).toMatchObject({ refusal: { code: 'accreditation.no_such_invitation' } });
  });

  it('can be taken back before an answer: the link is dead and the waiting letter stays here', async () => {
    house.at('2012-06-20T13:00:00Z');
    const { db } = house.pool;
    const line = await lineOf('body2@example.org');
    expect(await cancelInvitation(await house.as('anna'), line?.id ?? '', { submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
    expect(await cancelInvitation(await house.as('fay'), line?.id ?? '', { submissionId: randomUUID() })).toMatchObject({ ok: true });
    expect((await invitationPage(house.visitor(), await lastLink('body2@example.org')))?.ruling).toMatchObject({ refusal: { code: 'invitation.link_cancelled' } });
    const letters = await db.selectFrom('letter').select(['sent_at', 'next_at']).where('address', '=', 'body2@example.org').orderBy('written_at', 'desc').execute();
    expect(letters[0]).toEqual({ sent_at: null, next_at: null });
    expect(await lineOf('body2@example.org', 'cancelled')).toBeDefined();
    expect(await cancelInvitation(await house.as('fay'), line?.id ?? '', { submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'invitation.already_cancelled' } });
  });

  it('cannot stand in the database as nonsense', async () => {
    const { db } = house.pool;
    const { id } = (await db.selectFrom('invitation').select('id').where('email', '=', 'body3@example.org').executeTakeFirstOrThrow());
    const set = (values: Record<string, unknown>) => db.updateTable('invitation').set(values).where('id', '=', id).execute();
    await expect(set({ answer: 'accepted' })).rejects.toMatchObject({ constraint: 'invitation_answered' });
    await expect(set({ answer: 'accepted', answered_at: '2013-01-01T00:00:00Z' })).rejects.toMatchObject({ constraint: 'invitation_taken_in_time' });
    await expect(set({ answer: 'vanished', answered_at: '2012-06-21T00:00:00Z' })).rejects.toMatchObject({ constraint: 'invitation_answer' });
    await expect(set({ opened_at: '2012-01-01T00:00:00Z' })).rejects.toMatchObject({ constraint: 'invitation_opened_after' });
    await expect(set({ email: 'BODY4@example.org' })).rejects.toMatchObject({ constraint: 'invitation_open' });
  });
});
