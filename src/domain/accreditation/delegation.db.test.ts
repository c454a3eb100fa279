import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import type { ForumContext } from '../context.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { acceptInvitation } from './commands/accept-invitation.ts';
import { decideNomination } from './commands/confirm-nomination.ts';
import { nominateList, nominatePerson } from './commands/nominate-person.ts';
import { replacePerson } from './commands/replace-person.ts';
import { setDuty } from './commands/set-duty.ts';
import { setQuota } from './commands/set-quota.ts';
import { withdrawPerson } from './commands/withdraw-person.ts';
import { delegationPage } from './queries/delegation-page.ts';
import { delegationsPage } from './queries/delegations-page.ts';
import { enter } from './sight.ts';

const origin = 'https://forum.test';
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());
beforeEach(() => house.at('2012-07-04T08:00:00Z'));

const db = () => house.pool.db;
const eva = { name: 'Eva Huber', email: 'eva@example.org', locale: 'de' as const, role: 'participant' as const, category: 'delegations' as const };
const nominate = async (as: Character, more: Partial<typeof eva> = {}) => nominatePerson(await house.as(as), { submissionId: randomUUID(), ...eva, ...more }, origin);
const decide = async (nomination: string, decision: 'confirmed' | 'refused', reason?: string, as: Character = 'fay') => decideNomination(await house.as(as), { submissionId: randomUUID(), nomination, decision, ...(reason ? { reason } : {}) }, origin);
const waitingId = async (email: string): Promise<string> => (await db().selectFrom('nomination').select('id').where('email', '=', email).where('decided_at', 'is', null).executeTakeFirstOrThrow()).id;
const seatOf = (email: string) => db().selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').selectAll('seat').where('person.email', '=', email).orderBy('accredited_at', 'desc').executeTakeFirstOrThrow();
const lettersTo = async (address: string, kind = 'accreditation.delegation') => (await db().selectFrom('letter').select(['subject', 'body']).where('address', '=', address).where('kind', '=', kind).orderBy('written_at').execute()).map(({ body }) => body);
const accept = async (email: string, name: string) => {
  const body = (await lettersTo(email, 'accreditation.invitation')).at(-1) ?? '';
  return acceptInvitation(house.visitor(), { token: /\/i\/([A-Za-z0-9_-]{43})/.exec(body)?.[1] ?? '', answer: 'accept', name, locale: 'de', regime: 'named', rules: 'yes' });
};
const anna = () => house.as('anna');

describe('a nomination', () => {
  it('is made by focal point and deputy only, and sends nothing to the person named', async () => {
    for (const other of ['dmitri', 'clara', 'fay'] as const) expect(await nominate(other)).toMatchObject({ refusal: { code: 'accreditation.not_focal_point' } });
    expect(await nominate('ivo')).toMatchObject({ ok: true, value: { named: 1 } });
    expect(await db().selectFrom('letter').select('id').where('address', '=', eva.email).execute()).toEqual([]);
    expect((await lettersTo('fay@example.org'))[0]).toContain('Nominated by Delegation of Austria: Eva Huber');
    expect(await nominate('anna', { email: eva.email })).toMatchObject({ refusal: { code: 'accreditation.already_named' } });
    expect(await nominate('anna', { email: 'ivo@example.org' })).toMatchObject({ refusal: { code: 'accreditation.already_named' } });
  });

  it('of the other delegation is not seen', async () => {
    expect((await delegationPage(await anna(), 'en'))?.nominations.map(({ name }) => name)).toEqual(['Eva Huber']);
    expect((await delegationPage(await house.as('ben'), 'en'))?.nominations).toEqual([]);
    expect(await delegationPage(await house.as('dmitri'), 'en')).toBe(null);
    expect(await withdrawPerson(await house.as('ben'), { submissionId: randomUUID(), nomination: await waitingId(eva.email) }, origin)).toMatchObject({ refusal: { code: 'accreditation.no_such_nomination' } });
  });

  it('refused needs a reason, which the delegation is told; the person hears nothing', async () => {
    const id = await waitingId(eva.email);
    expect(await decide(id, 'refused')).toMatchObject({ refusal: { code: 'accreditation.reason_missing' } });
    expect(await decide(id, 'refused', 'R', 'clara')).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
    expect(await decide(id, 'refused', 'The address is misspelt.')).toMatchObject({ ok: true });
    expect(await decide(id, 'confirmed')).toMatchObject({ refusal: { code: 'accreditation.nomination_already_decided' } });
    for (const to of ['anna', 'ivo']) expect((await lettersTo(`${to}@example.org`)).join()).toContain('The address is misspelt.');
    expect(await db().selectFrom('letter').select('id').where('address', '=', eva.email).execute()).toEqual([]);
  });

  it('confirmed sends the invitation, and the seat is the delegation’s', async () => {
    await nominate('anna');
    expect(await decide(await waitingId(eva.email), 'confirmed')).toMatchObject({ ok: true });
    expect((await delegationPage(await anna(), 'en'))?.nominations[0]).toMatchObject({ name: 'Eva Huber', state: 'invited' });
    expect(await accept(eva.email, eva.name)).toMatchObject({ ok: true });
    expect(await seatOf(eva.email)).toMatchObject({ body_id: (await anna()).sight.seat?.bodyId, category: 'delegations', standing: 'good', duty: null, speaks_for_state: false });
    expect((await delegationPage(await anna(), 'en'))?.nominations[0]).toMatchObject({ state: 'accepted' });
  });

  it('of somebody seated under another body tells the delegation nothing and is not confirmed', async () => {
    expect(await nominate('anna', { email: 'dmitri@example.org', name: 'Dmitri Sokolov' })).toMatchObject({ ok: true });
    const id = await waitingId('dmitri@example.org');
    expect(await decide(id, 'confirmed')).toMatchObject({ refusal: { code: 'accreditation.seated_elsewhere' } });
    expect(await withdrawPerson(await anna(), { submissionId: randomUUID(), nomination: id }, origin)).toMatchObject({ ok: true });
  });

  it('confirmed and taken back before it is answered: its link is dead', async () => {
    expect(await nominate('anna', { email: 'pia@example.org', name: 'Pia Roth' })).toMatchObject({ ok: true });
    const nomination = await waitingId('pia@example.org');
    await decide(nomination, 'confirmed');
    const takeBack = async () => withdrawPerson(await anna(), { submissionId: randomUUID(), nomination }, origin);
    expect(await takeBack()).toMatchObject({ ok: true });
    expect(await accept('pia@example.org', 'Pia Roth')).toMatchObject({ ok: false });
    expect(await takeBack()).toMatchObject({ refusal: { code: 'accreditation.no_such_nomination' } });
  });

  it('leaves no name or address in the record', async () => {
    const entries = JSON.stringify(await db().selectFrom('journal').select(['kind', 'facts', 'commitments']).execute());
    for (const kind of ['nominated', 'nomination_decided', 'seated']) expect(entries).toContain(`accreditation.${kind}`);
    for (const word of ['Eva', 'eva@', 'misspelt', 'dmitri@']) expect(entries).not.toContain(word);
  });
});

describe('a quota', () => {
  const quota = async (seats: number | undefined, body?: string, as: Character = 'fay') => setQuota(await house.as(as), { submissionId: randomUUID(), category: 'delegations', ...(seats === undefined ? {} : { seats }), ...(body ? { body } : {}) });

  it('refuses one person too many, alone or in a list, and then takes none of them', async () => {
    expect(await quota(4, undefined, 'anna')).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
    await quota(4);
    const lines = 'Uwe Lang; uwe@example.org\nLea Wolf; lea@example.org';
    const before = await db().selectFrom('nomination').select('id').execute();
    expect(await nominateList(await anna(), { submissionId: randomUUID(), category: 'delegations', lines }, origin)).toEqual({ ok: false, refusal: { code: 'accreditation.quota_exhausted', detail: { quota: 4, used: 3, free: 1, asked: 2 } } });
    expect(await db().selectFrom('nomination').select('id').execute()).toHaveLength(before.length);
    await quota(5, (await anna()).sight.seat?.bodyId);
    expect(await nominateList(await anna(), { submissionId: randomUUID(), category: 'delegations', lines }, origin)).toMatchObject({ ok: true, value: { named: 2 } });
    expect(await nominate('anna', { email: 'max@example.org' })).toMatchObject({ refusal: { code: 'accreditation.quota_exhausted' } });
    expect((await delegationsPage(await house.as('fay'), 'en'))?.quotas.find(({ body, category }) => body === 'Delegation of Austria' && category === 'delegations')).toMatchObject({ quota: 5, used: 5, free: 0, own: true });
  });

  it('holds against two who name the last person at the same time', async () => {
    await quota(6, (await anna()).sight.seat?.bodyId);
    const both = await Promise.all([nominate('anna', { email: 'a1@example.org' }), nominate('ivo', { email: 'a2@example.org' })]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('lowered below what is filled takes nobody’s seat, but lets no nomination through', async () => {
    await quota(1, (await anna()).sight.seat?.bodyId);
    expect(await decide(await waitingId('uwe@example.org'), 'confirmed')).toMatchObject({ refusal: { code: 'accreditation.quota_exhausted' } });
    expect((await house.as('ivo')).sight.seat?.standing).toBe('good');
    await quota(undefined, (await anna()).sight.seat?.bodyId);
    await quota(undefined);
    expect(await decide(await waitingId('uwe@example.org'), 'confirmed')).toMatchObject({ ok: true });
  });
});

describe('replacing a person', () => {
  const context = (personId: string) => ({ ...house.visitor(), actor: { kind: 'person' as const, personId, administrator: false } });

  it('ends their access in the same minute; what they wrote stays under the delegation and its author', async () => {
    const old = await seatOf(eva.email);
    const evaInside = (await enter(context(old.person_id), ids.forum)) as ForumContext;
    expect(await postContribution(evaInside, { submissionId: randomUUID(), code: 'A1', text: 'From Eva.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' })).toMatchObject({ ok: true });
    expect(await replacePerson(await anna(), { submissionId: randomUUID(), seat: old.id, name: 'Nina Graf', email: 'nina@example.org', locale: 'de' }, origin)).toMatchObject({ ok: true });
    expect(await enter(context(old.person_id), ids.forum)).toBe(null);
    expect((await lettersTo(eva.email)).join()).toContain('Ihr Sitz im Forum');
    const said = await db().selectFrom('byline_source').selectAll().where('person', '=', 'Eva Huber').execute();
    expect(said).toMatchObject([{ person: 'Eva Huber', affiliation: 'Delegation of Austria' }]);
    await decide(await waitingId('nina@example.org'), 'confirmed');
    expect(await accept('nina@example.org', 'Nina Graf')).toMatchObject({ ok: true });
    expect(await db().selectFrom('byline_source').selectAll().where('person', '=', 'Eva Huber').execute()).toEqual(said);
    expect((await seatOf('nina@example.org')).id).not.toBe(old.id);
  });

  it('who was replaced and comes back gets a new seat; the old one stays withdrawn under its texts', async () => {
    const old = await seatOf(eva.email);
    house.at('2012-07-04T09:00:00Z');
    expect(await nominate('anna')).toMatchObject({ ok: true });
    await decide(await waitingId(eva.email), 'confirmed');
    expect(await accept(eva.email, eva.name)).toMatchObject({ ok: true });
    const back = await seatOf(eva.email);
    expect([back.id === old.id, back.standing]).toEqual([false, 'good']);
    expect((await enter(context(back.person_id), ids.forum))?.sight.seat?.id).toBe(back.id);
    expect(await db().selectFrom('seat').select('standing').where('id', '=', old.id).executeTakeFirst()).toEqual({ standing: 'withdrawn' });
  });

  it('does nothing at all when the new person cannot be named', async () => {
    const { id } = await seatOf(eva.email);
    expect(await replacePerson(await anna(), { submissionId: randomUUID(), seat: id, name: 'Ivo Gruber', email: 'ivo@example.org', locale: 'de' }, origin)).toMatchObject({ refusal: { code: 'accreditation.already_named' } });
    expect((await seatOf(eva.email)).standing).toBe('good');
  });

  it('is not for the focal point’s seat, one’s own, or another delegation’s', async () => {
    const withdraw = async (as: Character, email: string) => withdrawPerson(await house.as(as), { submissionId: randomUUID(), seat: (await seatOf(email)).id }, origin);
    expect(await withdraw('ivo', 'anna@example.org')).toMatchObject({ refusal: { code: 'accreditation.focal_point_stays' } });
    expect(await withdraw('anna', 'anna@example.org')).toMatchObject({ refusal: { code: 'accreditation.not_oneself' } });
    expect(await withdraw('anna', 'ben@example.org')).toMatchObject({ refusal: { code: 'accreditation.no_such_seat' } });
  });
});

describe('duties', () => {
  const duty = async (email: string, wanted: 'focal-point' | 'deputy' | 'none' | 'sender' | 'withdraw', as: Character = 'fay') => setDuty(await house.as(as), { submissionId: randomUUID(), seat: (await seatOf(email)).id, duty: wanted }, origin);
  const senders = async () => (await db().selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').select('person.email').where('seat.speaks_for_state', '=', true).where('seat.body_id', '=', (await seatOf(eva.email)).body_id).execute()).map(({ email }) => email);

  it('are the secretariat’s to give, and only to a delegation', async () => {
    expect(await duty(eva.email, 'deputy', 'anna')).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
    expect(await duty('dmitri@example.org', 'deputy')).toMatchObject({ refusal: { code: 'accreditation.no_delegation' } });
    expect(await duty(eva.email, 'sender')).toMatchObject({ refusal: { code: 'accreditation.sender_without_duty' } });
  });

  it('leave whoever held them, and each hears of it; the sender is always exactly one', async () => {
    expect(await senders()).toEqual(['anna@example.org']);
    await duty('ivo@example.org', 'sender');
    expect(await senders()).toEqual(['ivo@example.org']);
    await duty(eva.email, 'deputy');
    expect(await senders()).toEqual([eva.email]);
    expect(await seatOf('ivo@example.org')).toMatchObject({ duty: null, standing: 'good' });
    expect((await lettersTo('ivo@example.org')).join()).toContain('nicht mehr');
    expect((await lettersTo(eva.email)).join()).toContain('bevollmächtigte Absender');
    await duty(eva.email, 'none');
    expect(await senders()).toEqual(['anna@example.org']);
  });

  it('of a focal point who leaves: the secretariat alone withdraws them, and the page says what is lacking', async () => {
    await duty('anna@example.org', 'withdraw');
    await expect(house.as('anna')).rejects.toThrow();
    expect(await senders()).toEqual([]);
    expect((await delegationsPage(await house.as('fay'), 'en'))?.delegations.find(({ name }) => name === 'Delegation of Austria')?.lacks).toEqual(['focalPoint', 'sender']);
    await duty('ivo@example.org', 'focal-point');
    expect(await senders()).toEqual(['ivo@example.org']);
  });
});
